"""Question sets asked of an archive: what is found, quoted and refused, and the floors that this may not fall below."""
