"""Articles on disk: aiosqlite, WAL, migrations as SQL files, one writer at a time."""

from corpus.store.database import make_folder
from corpus.store.lock import writing
from corpus.store.store import AnalyzedPassage, Put, Store, StoredPassage, Summary

__all__ = ["AnalyzedPassage", "Put", "Store", "StoredPassage", "Summary", "make_folder", "writing"]
