"""Fixtures that several rooms share, and the wall around all tests: nothing beyond this machine is reached."""

from __future__ import annotations

import os
import sys
from pathlib import Path

OFFLINE = str(Path(__file__).parent / "offline")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (OFFLINE, os.environ.get("PYTHONPATH"))))
sys.modules.pop("sitecustomize", None)  # the system's own was imported at start, and has had its turn
sys.path.insert(0, OFFLINE)
import sitecustomize  # noqa: E402 - it walls this process in as well
from harness_fixtures import harness  # noqa: E402
from page_support import browser, samples  # noqa: E402

__all__ = ["browser", "harness", "samples", "sitecustomize"]
