-- Questions behind a link: its payload may hold 64 letters of ASCII, so it holds a token.
CREATE TABLE links (
  token   TEXT PRIMARY KEY,
  text    TEXT NOT NULL,            -- the question
  who     TEXT,                     -- keyed hash of who typed it; NULL: one of ours
  made_at INTEGER NOT NULL          -- Unix seconds
) WITHOUT ROWID;
CREATE INDEX links_by_who ON links (who, text);
