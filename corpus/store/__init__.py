"""Articles on disk: aiosqlite, WAL, migrations as SQL files, one writer at a time."""

from corpus.store.database import make_folder
from corpus.store.lock import crawling, writing
from corpus.store.shelves import News
from corpus.store.store import (
    AnalyzedArticle,
    AnalyzedPassage,
    Put,
    Store,
    StoredPassage,
    StoredSheet,
    Summary,
)

__all__ = [
    "AnalyzedArticle",
    "AnalyzedPassage",
    "News",
    "Put",
    "Store",
    "StoredPassage",
    "StoredSheet",
    "Summary",
    "crawling",
    "make_folder",
    "writing",
]
