-- What the admins of a group chose for it.
ALTER TABLE chats ADD COLUMN is_quiet INTEGER NOT NULL DEFAULT 0; -- 1: the bot answers /hoi alone

CREATE TABLE sections (             -- of interest there; none: all
  chat_id INTEGER NOT NULL,
  name    TEXT NOT NULL,
  PRIMARY KEY (chat_id, name)
) WITHOUT ROWID;
