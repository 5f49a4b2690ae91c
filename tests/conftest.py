"""Fixtures that several rooms share."""

from __future__ import annotations

from harness_fixtures import harness
from hypothesis import settings
from page_support import browser, samples

__all__ = ["browser", "harness", "samples"]

# A property is no slower for being checked on a busy machine.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
