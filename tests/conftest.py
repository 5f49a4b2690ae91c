"""Fixtures that several rooms share, and the wall that keeps every test on this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

OFFLINE = str(Path(__file__).parent / "offline")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (OFFLINE, os.environ.get("PYTHONPATH"))))
sys.modules.pop("sitecustomize", None)  # the system's own was imported at start, and has had its turn
sys.path.insert(0, OFFLINE)
import sitecustomize  # noqa: E402 - it walls this process in as well
from harness_fixtures import bot, harness, watch  # noqa: E402
from page_support import browser, samples  # noqa: E402

__all__ = ["bot", "browser", "harness", "samples", "sitecustomize", "watch"]
