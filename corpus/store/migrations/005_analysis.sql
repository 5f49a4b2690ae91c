-- Which schema of passages and terms all passages were made with; no row where it is not known.
CREATE TABLE analysis (
  schema INTEGER NOT NULL
);
