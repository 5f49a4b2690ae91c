-- Runs of the newsroom's own question set, so that a fall is seen.
CREATE TABLE evaluations (
  at          INTEGER NOT NULL,     -- Unix seconds
  generation  INTEGER,              -- of the index
  total       INTEGER NOT NULL,     -- questions
  right_ids   TEXT NOT NULL         -- JSON: ids of those that came out right
);
