"""Articles on disk: aiosqlite, WAL, migrations as SQL files, one writer at a time."""

from corpus.store.database import make_folder
from corpus.store.lock import crawling, writing
from corpus.store.look import Look, StoredSheet
from corpus.store.shelves import News
from corpus.store.store import (
    AnalyzedArticle,
    AnalyzedPassage,
    Put,
    Store,
    StoredPassage,
    Summary,
)

__all__ = [
    "AnalyzedArticle",
    "AnalyzedPassage",
    "Look",
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
