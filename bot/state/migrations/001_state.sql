-- What people did. Nothing here is needed to answer a question; losing it loses buttons, votes and statistics.
CREATE TABLE chats (
  id       INTEGER PRIMARY KEY,     -- Telegram's; a migrated group keeps its row under the new one
  kind     TEXT NOT NULL,           -- private, group, supergroup, channel
  language TEXT,                    -- Telegram's language_code; NULL: the default
  blocked  INTEGER NOT NULL DEFAULT 0,
  seen_at  INTEGER NOT NULL         -- Unix seconds
);

-- The journal: PTB confirms updates before they are handled, so what is not written down here is lost in a crash.
CREATE TABLE questions (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id    INTEGER NOT NULL,
  message_id INTEGER NOT NULL,      -- of the question
  thread_id  INTEGER,               -- forum topic
  user_id    INTEGER NOT NULL,
  text       TEXT NOT NULL,
  asked_at   INTEGER NOT NULL,      -- Unix seconds
  status     TEXT NOT NULL DEFAULT 'open'
             CHECK (status IN ('open', 'sending', 'sent', 'failed')),
             -- open: no reply yet, safe to answer; sending: a reply may have left, so never answered again
  outcome    TEXT,                  -- answered, not_found, unavailable
  reply_id   INTEGER,               -- the message that answers
  answer     TEXT,                  -- JSON: where the quotes are, never what they say
  UNIQUE (chat_id, message_id)
);
CREATE INDEX questions_by_status ON questions (status) WHERE status <> 'sent';
CREATE INDEX questions_by_time ON questions (asked_at);

CREATE TABLE votes (
  question_id INTEGER NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
  user_id     INTEGER NOT NULL,
  is_up       INTEGER NOT NULL,
  reason      TEXT,                 -- a letter of texts.reasons; only under 👎
  at          INTEGER NOT NULL,
  PRIMARY KEY (question_id, user_id)
);
