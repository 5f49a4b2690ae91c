-- Updates from Telegram, before it is told that they arrived: what a crash leaves here is taken up by the next process.
-- A handled one keeps its number for two days, so that the same update is not handled again when Telegram repeats it.
CREATE TABLE inbox (
  update_id INTEGER PRIMARY KEY,    -- Telegram's
  came_at   INTEGER NOT NULL,       -- Unix seconds
  who       TEXT,                   -- keyed hash of the person; NULL: handled
  body      TEXT,                   -- JSON as Telegram sent it, without names; NULL: handled
  claimed   INTEGER NOT NULL DEFAULT 0, -- 1: something may have been replied, so it is never taken up again
  tries     INTEGER NOT NULL DEFAULT 0  -- how often a later process took it up
);
CREATE INDEX inbox_by_who ON inbox (who) WHERE who IS NOT NULL;
