"""Fixtures that several rooms share."""

from __future__ import annotations

from harness_fixtures import bot, harness, watch

__all__ = ["bot", "harness", "watch"]
