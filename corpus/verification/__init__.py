"""Is everything still what it was? Articles by their hashes, passages by their texts, the index by the store."""

from corpus.verification.report import Finding, Report
from corpus.verification.verifying import verify

__all__ = ["Finding", "Report", "verify"]
