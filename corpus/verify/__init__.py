"""Is everything still what it was? Articles by their hashes, passages by their texts, the index by the store."""

from corpus.verify.report import Finding, Report
from corpus.verify.verifying import verify

__all__ = ["Finding", "Report", "verify"]
