-- The sentences of each current version as numbers; see corpus/language/sheet.py. Derived: it can be made anew from the text.
CREATE TABLE sheets (
  article_id TEXT PRIMARY KEY REFERENCES articles (id),
  sheet      BLOB NOT NULL
);
