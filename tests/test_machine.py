"""What the process takes of the machine: one processor for its threads, all for those of libraries."""

from __future__ import annotations

import subprocess
import sys

import pytest

from corpus.machine import processors

_TRY = """
import os, threading
from corpus.machine import keep_to_one_processor, on_all_processors, processors
def seen():
    found = []
    thread = threading.Thread(target=lambda: found.append(len(os.sched_getaffinity(0))))
    thread.start(); thread.join()
    return found[0]
before = processors()
keep_to_one_processor()
with on_all_processors():
    inside = seen()
print(seen() == 1, inside == before, processors() == before)
"""


@pytest.mark.skipif(processors() < 2, reason="there is but one processor")
def test_threads_keep_to_one_processor_and_libraries_get_all() -> None:
    tried = subprocess.run([sys.executable, "-c", _TRY], capture_output=True, text=True, check=True)
    assert tried.stdout.split() == ["True", "True", "True"]
