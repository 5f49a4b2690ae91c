"""A few hundred questions beside articles that come in: nothing grows. All of it: tests/survive_load.py."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long


@pytest.mark.timeout(260)
def test_nothing_grows() -> None:
    """In a process of its own: in this one other tests have left memory that threads share out anew."""
    program = Path(__file__).parent / "survive_load.py"
    done = subprocess.run(
        [sys.executable, program, "--questions", "600"],  # with fewer the caches still fill
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
