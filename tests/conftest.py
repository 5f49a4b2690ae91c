"""Fixtures that several rooms share."""

from __future__ import annotations

from harness_fixtures import harness
from page_support import browser, samples

__all__ = ["browser", "harness", "samples"]
