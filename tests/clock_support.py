"""A clock that tests set, also under a process that runs: libfaketime."""

from __future__ import annotations

from pathlib import Path

import pytest

FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")


@pytest.fixture
def clock(tmp_path: Path) -> dict[str, str]:
    """An environment whose clock is what the file `now` says, also in the middle of a process."""
    if not FAKETIME.exists():
        pytest.skip("libfaketime is not installed: apt-get install faketime")
    (tmp_path / "now").write_text("+0")
    return {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(tmp_path / "now"),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
