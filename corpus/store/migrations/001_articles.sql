-- Articles: every version that was ever stored, and which one is current.
CREATE TABLE versions (
  article_id   TEXT NOT NULL,
  version      TEXT NOT NULL,     -- SHA-256 over all that a reader can see
  headline     TEXT NOT NULL,
  text         TEXT NOT NULL,     -- exact; quotes' offsets count its code points
  parts        TEXT NOT NULL,     -- JSON: [[kind, start, end], …]
  url          TEXT,              -- the article's own address; never invented
  home_url     TEXT,
  publisher    TEXT,
  section      TEXT,
  published_at TEXT,              -- ISO 8601 with the offset it came with
  stored_at    INTEGER NOT NULL,  -- Unix seconds
  PRIMARY KEY (article_id, version)
);

CREATE TABLE articles (
  id          TEXT PRIMARY KEY,
  version     TEXT NOT NULL,
  published_s INTEGER,            -- Unix seconds of published_at, for order and periods
  FOREIGN KEY (id, version) REFERENCES versions (article_id, version)
) WITHOUT ROWID;
CREATE INDEX articles_by_date ON articles (published_s DESC, id);

-- Passages of current versions only. AUTOINCREMENT: a number is never used again, so an index that has seen
-- passages up to a number needs just those above it.
CREATE TABLE passages (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id TEXT NOT NULL REFERENCES articles (id),
  ordinal    INTEGER NOT NULL,
  start      INTEGER NOT NULL,    -- code points into versions.text
  end        INTEGER NOT NULL,
  terms      BLOB NOT NULL,       -- packed: corpus/store/terms.py
  UNIQUE (article_id, ordinal)
);

-- Passages that are gone, for an index that still has them.
CREATE TABLE removed_passages (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  passage_id INTEGER NOT NULL
);
