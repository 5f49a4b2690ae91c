-- What a run went by: `site` what the site lists and what is due, `list` only addresses that it was given.
ALTER TABLE site_runs ADD COLUMN kind TEXT NOT NULL DEFAULT 'site';
