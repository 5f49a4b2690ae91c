"""Articles on disk: aiosqlite, WAL, migrations as SQL files, one writer at a time."""

from corpus.store.lock import crawling, writing
from corpus.store.store import AnalyzedPassage, Put, Store, StoredPassage, Summary

__all__ = ["AnalyzedPassage", "Put", "Store", "StoredPassage", "Summary", "crawling", "writing"]
