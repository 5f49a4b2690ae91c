"""Fixtures that several rooms share."""

from __future__ import annotations

from harness_fixtures import harness
from hypothesis import settings
from page_support import browser, samples

__all__ = ["browser", "harness", "samples"]

# Tests are not timed: a busy machine is no defect.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
