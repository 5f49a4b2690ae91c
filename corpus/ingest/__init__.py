"""Articles in: gathered, analyzed in as many processes as there is work for, linked to their copies, stored."""

from corpus.ingest.bundles import ZIP, BundleFault, BundleLimits, kind_of, unpack
from corpus.ingest.gathering import estimated, gathered
from corpus.ingest.preparing import Prepared, analyze_articles, places_of, prepare
from corpus.ingest.storing import Progress, bring_up, store_articles
from corpus.ingest.tally import Tally

__all__ = [
    "ZIP",
    "BundleFault",
    "BundleLimits",
    "Prepared",
    "Progress",
    "Tally",
    "analyze_articles",
    "bring_up",
    "estimated",
    "gathered",
    "kind_of",
    "places_of",
    "prepare",
    "store_articles",
    "unpack",
]
