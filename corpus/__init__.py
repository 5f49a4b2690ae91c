"""From a saved page to an answer: gathered, stored, indexed, answered with verbatim quotes.

This is the face of the archive; everything else in here is its own business.
"""

from corpus.answer.reading.question import subject_of
from corpus.archive import Archive, Status, TakenOut
from corpus.backup import FOLDER as BACKUP_FOLDER
from corpus.backup import STAMP as BACKUP_STAMP
from corpus.backup import Backup, Restored, make_backup, newest_undo, restore_backup
from corpus.bench import SECTIONS as BENCH_SECTIONS
from corpus.bench import Plan as BenchPlan
from corpus.bench import Table as BenchTable
from corpus.bench import bench_verb
from corpus.bench.measure import percentile
from corpus.crawls import CrawlOrder, CrawlProgress, CrawlTally, HeldBack, SiteState, SiteTimes
from corpus.errors import (
    ArticleDamaged,
    BackupError,
    BuildGivenUp,
    BundleError,
    CrawlError,
    HoiBaoError,
    IndexUnavailable,
    InvalidIndex,
    QuestionSetError,
    QuoteError,
    RegressionFound,
    SettingsError,
    StoreError,
    StoreLocked,
    StoreTooNew,
)
from corpus.evaluation.gate import Gate
from corpus.evaluation.own_set import OwnSet
from corpus.evaluation.questionset import Example, QuestionSet
from corpus.evaluation.score import Score, score
from corpus.explanation import Explanation, QuoteWeighed
from corpus.ingest import ZIP, BundleFault, BundleLimits, kind_of, unpack
from corpus.language.likeness import likeness, numbers_agree
from corpus.language.text import fold, normalise
from corpus.machine import (
    end_with_parent,
    keep_to_one_processor,
    processor_s,
    resident_mb,
    take_short_turns,
)
from corpus.models import (
    Answer,
    Article,
    Outcome,
    Part,
    PartKind,
    Period,
    Question,
    Quote,
    Renamed,
    Skipped,
    Source,
    Span,
)
from corpus.reasons import Reason
from corpus.samples import articles_folder as sample_articles
from corpus.samples import copy_samples
from corpus.samples import questions_file as sample_questions
from corpus.settings import CorpusSettings, environment
from corpus.store import News
from corpus.store.copying import DataFile
from corpus.store.database import Connection, connect, store_errors, transaction
from corpus.store.frontier import Page
from corpus.store.system_errors import why
from corpus.store.tallies import SiteTally
from corpus.terminal import Bar
from corpus.timezone import VIETNAM, now
from corpus.verification import Finding as DataFinding
from corpus.verification import Report, verify

__all__ = [
    "BACKUP_FOLDER",
    "BACKUP_STAMP",
    "BENCH_SECTIONS",
    "VIETNAM",
    "ZIP",
    "Answer",
    "Archive",
    "Article",
    "ArticleDamaged",
    "Backup",
    "BackupError",
    "Bar",
    "BenchPlan",
    "BenchTable",
    "BuildGivenUp",
    "BundleError",
    "BundleFault",
    "BundleLimits",
    "Connection",
    "CorpusSettings",
    "CrawlError",
    "CrawlOrder",
    "CrawlProgress",
    "CrawlTally",
    "DataFile",
    "DataFinding",
    "Example",
    "Explanation",
    "Gate",
    "HeldBack",
    "HoiBaoError",
    "IndexUnavailable",
    "InvalidIndex",
    "News",
    "Outcome",
    "OwnSet",
    "Page",
    "Part",
    "PartKind",
    "Period",
    "Question",
    "QuestionSet",
    "QuestionSetError",
    "Quote",
    "QuoteError",
    "QuoteWeighed",
    "Reason",
    "RegressionFound",
    "Renamed",
    "Report",
    "Restored",
    "Score",
    "SettingsError",
    "SiteState",
    "SiteTally",
    "SiteTimes",
    "Skipped",
    "Source",
    "Span",
    "Status",
    "StoreError",
    "StoreLocked",
    "StoreTooNew",
    "TakenOut",
    "bench_verb",
    "connect",
    "copy_samples",
    "end_with_parent",
    "environment",
    "fold",
    "keep_to_one_processor",
    "kind_of",
    "likeness",
    "make_backup",
    "newest_undo",
    "normalise",
    "now",
    "numbers_agree",
    "percentile",
    "processor_s",
    "resident_mb",
    "restore_backup",
    "sample_articles",
    "sample_questions",
    "score",
    "store_errors",
    "subject_of",
    "take_short_turns",
    "transaction",
    "unpack",
    "verify",
    "why",
]
