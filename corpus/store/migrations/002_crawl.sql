-- Pages of newspapers' sites: every address that a crawl came across, and how it stands. Times are Unix seconds.
CREATE TABLE pages (
  url           TEXT PRIMARY KEY,    -- canonical: the page's one name, see corpus/gather/canonical.py
  site          TEXT NOT NULL,       -- domain in the sites table
  address       TEXT NOT NULL,       -- what is fetched: the site's own spelling
  state         TEXT NOT NULL,       -- waiting | article | copy | other | gone
  article_id    TEXT,                -- what it holds; a copy names the article that it repeats
  found_at      INTEGER NOT NULL,
  hint_s        INTEGER,             -- when it was published or changed, as the site's lists say: for order only
  fetched_at    INTEGER,             -- when it last answered
  due_at        INTEGER,             -- when to fetch it (again); NULL: not by itself
  etag          TEXT,
  last_modified TEXT,
  tries         INTEGER NOT NULL DEFAULT 0,  -- failures in a row
  reason        TEXT,                -- of the last failure, or why it holds no article
  detail        TEXT,
  doubt         TEXT,                -- what was seen once and must be seen again to be believed: gone, another, vanished, shrunk:hash
  doubt_since   INTEGER
);
CREATE INDEX pages_due ON pages (site, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX pages_failing ON pages (site) WHERE tries > 0;
CREATE INDEX pages_doubtful ON pages (site, doubt) WHERE doubt IS NOT NULL;
CREATE INDEX pages_article ON pages (article_id) WHERE article_id IS NOT NULL;

-- Feeds, sitemaps and section pages: what they were when last read.
CREATE TABLE sources (
  url           TEXT PRIMARY KEY,
  site          TEXT NOT NULL,
  lastmod_s     INTEGER,             -- as the sitemap index says
  etag          TEXT,
  last_modified TEXT,
  fetched_at    INTEGER NOT NULL
);

-- What the operator and the site itself said of a site. No row: as its table entry says.
CREATE TABLE site_switches (
  site         TEXT PRIMARY KEY,
  is_on        INTEGER,              -- NULL: as its table entry says
  resume_after INTEGER               -- the site asked to be left alone until then
);

-- Runs: one row per site and crawl. A run without an end is gone on with after a crash.
CREATE TABLE site_runs (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  site       TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  stopped    TEXT,                   -- why it ended early: a reason's code
  new        INTEGER NOT NULL DEFAULT 0,   -- these sums are filled in when it ends
  changed    INTEGER NOT NULL DEFAULT 0,
  unchanged  INTEGER NOT NULL DEFAULT 0,
  copies     INTEGER NOT NULL DEFAULT 0,
  skipped    INTEGER NOT NULL DEFAULT 0,
  gone       INTEGER NOT NULL DEFAULT 0,
  failed     INTEGER NOT NULL DEFAULT 0,
  failures   TEXT NOT NULL DEFAULT '[]',   -- JSON: [[reason, detail, count], …]
  source_failures TEXT NOT NULL DEFAULT '[]',  -- JSON: [[url, reason, detail], …]
  withdrawn  INTEGER NOT NULL DEFAULT 0,
  held_back  INTEGER NOT NULL DEFAULT 0,   -- withdrawals that were too many to be believed
  newest_s   INTEGER                 -- publication of the site's newest article
);
CREATE INDEX site_runs_by_site ON site_runs (site, id);

-- What the run that is under way has read already, so that nothing is read, or counted, twice.
CREATE TABLE run_sources (
  run       INTEGER NOT NULL REFERENCES site_runs (id),
  url       TEXT NOT NULL,
  kind      TEXT NOT NULL,           -- feed | sitemap | section
  depth     INTEGER NOT NULL,        -- sitemaps inside sitemaps, pages after a section's first
  lastmod_s INTEGER,
  outcome   TEXT,                    -- NULL: waiting; read | unchanged | failed
  reason    TEXT,
  detail    TEXT,
  PRIMARY KEY (run, url)
);
CREATE TABLE run_pages (
  run        INTEGER NOT NULL REFERENCES site_runs (id),
  url        TEXT NOT NULL,
  outcome    TEXT NOT NULL,          -- new | changed | unchanged | copy | skipped | gone | failed
  reason     TEXT,
  detail     TEXT,
  try_again  INTEGER NOT NULL DEFAULT 0,  -- failed in passing, and not yet tried a second time
  PRIMARY KEY (run, url)
) WITHOUT ROWID;

-- Articles that are gone from their site, or too old by the site's rule: out of the index, never out of the store.
CREATE TABLE withdrawn (
  article_id   TEXT PRIMARY KEY,
  version      TEXT NOT NULL,
  withdrawn_at INTEGER NOT NULL,
  reason       TEXT NOT NULL,        -- see corpus/store/withdrawals.py
  FOREIGN KEY (article_id, version) REFERENCES versions (article_id, version)
);

-- Near-duplicates: a sample of each article's shingles, by which others with the same are found. See gather/dedupe.py.
CREATE TABLE sketches (
  number     INTEGER PRIMARY KEY,
  article_id TEXT NOT NULL UNIQUE,
  content    BLOB NOT NULL,          -- hash of publisher, date, headline and text: equal for exact copies
  day        INTEGER NOT NULL,       -- days since 1970 of publication, or of storing
  shingles   BLOB NOT NULL           -- unsigned 32-bit, little-endian, ascending
);
CREATE INDEX sketches_content ON sketches (content);
CREATE TABLE shingles (
  shingle INTEGER NOT NULL,
  day     INTEGER NOT NULL,
  number  INTEGER NOT NULL REFERENCES sketches (number),
  PRIMARY KEY (shingle, day, number)
) WITHOUT ROWID;
CREATE TABLE near_duplicates (
  article_id TEXT NOT NULL,          -- each pair stands once, the smaller id first
  other_id   TEXT NOT NULL,
  likeness   REAL NOT NULL,          -- shared part of the shorter one's shingles, 0 to 1
  PRIMARY KEY (article_id, other_id)
) WITHOUT ROWID;
CREATE INDEX near_duplicates_other ON near_duplicates (other_id);
