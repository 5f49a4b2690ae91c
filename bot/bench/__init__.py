"""How fast the whole bot is: what `hoibao bench` measures beyond the archive."""
