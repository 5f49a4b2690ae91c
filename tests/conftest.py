"""Fixtures that several rooms share."""

from __future__ import annotations

from harness_fixtures import bot, harness, watch
from page_support import browser, samples

__all__ = ["bot", "browser", "harness", "samples", "watch"]
