"""From a saved page to an answer: gathered, stored, indexed, answered with verbatim quotes.

This is the face of the archive; everything else in here is its own business.
"""

from corpus.archive import Archive
from corpus.bench import bench_verb
from corpus.crawls import CrawlOrder, CrawlProgress, CrawlTally, SiteState
from corpus.errors import (
    CrawlError,
    HoiBaoError,
    IndexUnavailable,
    SettingsError,
    StoreError,
    StoreLocked,
    StoreTooNew,
)
from corpus.models import Answer, Article, Outcome, Part, PartKind, Question, Quote, Source, Span
from corpus.progress import Bar
from corpus.reasons import Reason
from corpus.samples import articles_folder as sample_articles
from corpus.samples import copy_samples
from corpus.settings import CorpusSettings, environment
from corpus.status import Status
from corpus.store.database import connect, store_errors, transaction
from corpus.store.frontier import Page
from corpus.store.tallies import SiteTally
from corpus.timezone import VIETNAM, now

__all__ = [
    "VIETNAM",
    "Answer",
    "Archive",
    "Article",
    "Bar",
    "CorpusSettings",
    "CrawlError",
    "CrawlOrder",
    "CrawlProgress",
    "CrawlTally",
    "HoiBaoError",
    "IndexUnavailable",
    "Outcome",
    "Page",
    "Part",
    "PartKind",
    "Question",
    "Quote",
    "Reason",
    "SettingsError",
    "SiteState",
    "SiteTally",
    "Source",
    "Span",
    "Status",
    "StoreError",
    "StoreLocked",
    "StoreTooNew",
    "bench_verb",
    "connect",
    "copy_samples",
    "environment",
    "now",
    "sample_articles",
    "store_errors",
    "transaction",
]
