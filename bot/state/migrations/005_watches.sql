-- What readers want to be told of. Messages are sent for it later, so the chat stands here as Telegram knows it.
CREATE TABLE watches (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id INTEGER NOT NULL,
  text    TEXT NOT NULL,            -- the question
  made_at INTEGER NOT NULL,         -- Unix seconds
  UNIQUE (chat_id, text)
);

CREATE TABLE alerts (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  watch_id   INTEGER NOT NULL REFERENCES watches (id) ON DELETE CASCADE,
  article_id TEXT NOT NULL,
  quote      TEXT NOT NULL,         -- JSON: where the quote is, as in questions.answer
  found_at   INTEGER NOT NULL,      -- Unix seconds
  status     TEXT NOT NULL DEFAULT 'open'
             CHECK (status IN ('open', 'sending', 'sent', 'folded', 'failed')),
             -- sending: it may have left, so never sent again; folded: the same news as one before
  sent_at    INTEGER,
  UNIQUE (watch_id, article_id)     -- an article is told of once
);
CREATE INDEX alerts_by_status ON alerts (status) WHERE status = 'open';

CREATE TABLE digests (
  chat_id   INTEGER PRIMARY KEY,
  thread_id INTEGER,                -- forum topic it was ordered in
  weekday   INTEGER,                -- 0 Monday to 6 Sunday; NULL: every day
  hour      INTEGER NOT NULL,       -- 0 to 23 in Vietnam's time
  next_at   INTEGER NOT NULL,       -- Unix seconds
  mark      INTEGER NOT NULL        -- of the archive: articles stored up to it have been told of
);

CREATE TABLE marks (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
