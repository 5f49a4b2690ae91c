-- Ways to browse: by section, by place.
CREATE INDEX versions_by_section ON versions (section, article_id, version);

CREATE TABLE article_places (       -- of current versions; filled when an article is stored or analyzed anew
  place      TEXT NOT NULL,         -- as corpus/language/place_names.py calls it
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  PRIMARY KEY (place, article_id)
) WITHOUT ROWID;
CREATE INDEX article_places_by_article ON article_places (article_id);
