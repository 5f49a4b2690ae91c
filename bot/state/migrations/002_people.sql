-- The log forgets who asked and where: `who` and `place` are keyed hashes, and the key is in another file. What a reply
-- needs to find its way stands in `waiting` until it is out. Rows from before get random hashes, one per person and chat.
CREATE TABLE old_places AS
  SELECT chat_id, lower(hex(randomblob(16))) AS hash FROM (SELECT DISTINCT chat_id FROM questions);
CREATE TABLE old_people AS
  SELECT user_id, lower(hex(randomblob(16))) AS hash
  FROM (SELECT user_id FROM questions UNION SELECT user_id FROM votes);
DROP INDEX questions_by_status;
DROP INDEX questions_by_time;
ALTER TABLE votes RENAME TO old_votes;
ALTER TABLE questions RENAME TO old_questions;

CREATE TABLE questions (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  kind       TEXT NOT NULL DEFAULT 'question'
             CHECK (kind IN ('question', 'timeline', 'inline', 'guest')),
  who        TEXT NOT NULL,         -- keyed hash of the person
  place      TEXT NOT NULL,         -- keyed hash of the chat
  thread_id  INTEGER,               -- forum topic
  message_id INTEGER NOT NULL,      -- of the question; minus the id of the query where a button asked
  restated   INTEGER NOT NULL DEFAULT 0, -- 1: the chat does not show the question, so the reply repeats it
  text       TEXT NOT NULL,
  asked_at   INTEGER NOT NULL,      -- Unix seconds
  status     TEXT NOT NULL DEFAULT 'open'
             CHECK (status IN ('open', 'sending', 'sent', 'failed')),
             -- open: no reply yet, safe to answer; sending: a reply may have left, so never sent again
  outcome    TEXT,                  -- answered, not_found, unavailable
  reply_id   INTEGER,               -- the message that answers; on an open question: the one to edit
  answer     TEXT,                  -- JSON: where the quotes are, never what they say
  elapsed_ms REAL,                  -- from the question's arrival to its reply
  follows    INTEGER REFERENCES questions (id) ON DELETE SET NULL, -- the question whose answer was replied to
  UNIQUE (place, message_id)
);
CREATE INDEX questions_by_status ON questions (status) WHERE status IN ('open', 'sending');
CREATE INDEX questions_by_time ON questions (asked_at);
CREATE INDEX questions_by_who ON questions (who, place, reply_id);
CREATE INDEX questions_by_follows ON questions (follows) WHERE follows IS NOT NULL;

CREATE TABLE waiting (
  question_id INTEGER PRIMARY KEY REFERENCES questions (id) ON DELETE CASCADE,
  chat_id     INTEGER NOT NULL      -- Telegram's
);

CREATE TABLE votes (
  question_id INTEGER NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
  who         TEXT NOT NULL,
  is_up       INTEGER NOT NULL,
  reason      TEXT,                 -- a letter of texts.reasons; only under 👎
  at          INTEGER NOT NULL,
  PRIMARY KEY (question_id, who)
);
CREATE INDEX votes_by_who ON votes (who);

INSERT INTO questions (id, who, place, thread_id, message_id, text, asked_at, status, outcome, reply_id, answer)
  SELECT q.id, w.hash, p.hash, q.thread_id, q.message_id, q.text, q.asked_at, q.status, q.outcome, q.reply_id, q.answer
  FROM old_questions q JOIN old_people w USING (user_id) JOIN old_places p USING (chat_id);
INSERT INTO waiting SELECT id, chat_id FROM old_questions WHERE status = 'open';
INSERT INTO votes SELECT question_id, w.hash, is_up, reason, at FROM old_votes JOIN old_people w USING (user_id);
DROP TABLE old_votes;
DROP TABLE old_questions;
DROP TABLE old_people;
DROP TABLE old_places;

-- What the admins of a group chose for it.
ALTER TABLE chats ADD COLUMN is_quiet INTEGER NOT NULL DEFAULT 0; -- 1: the bot answers /hoi alone

CREATE TABLE sections (             -- of interest there; none: all
  chat_id INTEGER NOT NULL,
  name    TEXT NOT NULL,
  PRIMARY KEY (chat_id, name)
) WITHOUT ROWID;

-- Questions behind a link: its payload may hold 64 letters of ASCII, so it holds a token.
CREATE TABLE links (
  token   TEXT PRIMARY KEY,
  text    TEXT NOT NULL,            -- the question
  who     TEXT,                     -- keyed hash of who typed it; NULL: one of ours
  made_at INTEGER NOT NULL          -- Unix seconds
) WITHOUT ROWID;
CREATE INDEX links_by_who ON links (who, text);

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

-- Runs of the newsroom's own question set, so that a fall is seen.
CREATE TABLE evaluations (
  at          INTEGER NOT NULL,     -- Unix seconds
  generation  INTEGER,              -- of the index
  total       INTEGER NOT NULL,     -- questions
  right_ids   TEXT NOT NULL         -- JSON: ids of those that came out right
);
