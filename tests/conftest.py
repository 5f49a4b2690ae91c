"""Fixtures that several rooms share."""

from __future__ import annotations

from harness_fixtures import harness

__all__ = ["harness"]
