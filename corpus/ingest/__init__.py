"""Articles in: gathered, analyzed in as many processes as there is work for, linked to their copies, stored."""

from corpus.ingest.bundles import ZIP, BundleFault, BundleLimits, kind_of, unpack
from corpus.ingest.storing import (
    Prepared,
    Progress,
    Tally,
    analyze_articles,
    bring_up,
    estimated,
    gathered,
    places_of,
    prepare,
    store_articles,
)

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
