"""Fixtures that several rooms share, and the wall that keeps every test on this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

# Six workers and a hundred and more processes read the same files: each is compiled once, whatever the shell says.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

OFFLINE = str(Path(__file__).parent / "offline")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (OFFLINE, os.environ.get("PYTHONPATH"))))
sys.modules.pop("sitecustomize", None)  # the system's own was imported at start, and has had its turn
sys.path.insert(0, OFFLINE)
import sitecustomize  # noqa: E402 - it walls this process in as well
from bot_support import data  # noqa: E402
from clock_support import clock  # noqa: E402
from harness_fixtures import bot, harness, watch  # noqa: E402
from hypothesis import settings  # noqa: E402
from page_support import browser  # noqa: E402
from samples_support import samples  # noqa: E402

__all__ = ["bot", "browser", "clock", "data", "harness", "samples", "sitecustomize", "watch"]

# Tests are not timed: a busy machine is no defect. Every run tries the same inputs, so that a red one means a change;
# new inputs are tried with --hypothesis-profile=searching, and by tests/fuzz_long.py.
settings.register_profile("searching", deadline=None)
settings.register_profile("untimed", deadline=None, derandomize=True)
settings.load_profile("untimed")

# Files that start processes take minutes between them: those that come last would be waited for by one worker alone.
PATIENT = (
    "test_bot_",
    "test_page_",
    "test_crawl_",
    "test_upkeep",
    "test_survive",
    "test_harness_",
    "test_cli",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; pytest-xdist is told to keep that order."""
    items.sort(key=lambda item: not item.path.name.startswith(PATIENT))
