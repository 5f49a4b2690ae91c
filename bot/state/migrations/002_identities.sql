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
