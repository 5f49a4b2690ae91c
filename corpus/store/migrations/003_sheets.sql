-- The sentences of each current version as numbers; see corpus/language/sheet.py. Derived: it can be made anew from the text.
CREATE TABLE sheets (
  article_id TEXT PRIMARY KEY,    -- of `articles`; a row whose article was withdrawn is never read
  sheet      BLOB NOT NULL
);
