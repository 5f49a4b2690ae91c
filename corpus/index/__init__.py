"""Passages, engines, generations, and the index that serves."""

from corpus.index.engine import SCHEMA, IndexDocument, Retriever
from corpus.index.engines import ENGINES, choose_engine
from corpus.index.generations import Generation
from corpus.index.live import FixedIndex, LiveIndex, Progress
from corpus.index.passages import found_by, split

__all__ = [
    "ENGINES",
    "SCHEMA",
    "FixedIndex",
    "Generation",
    "IndexDocument",
    "LiveIndex",
    "Progress",
    "Retriever",
    "choose_engine",
    "found_by",
    "split",
]
