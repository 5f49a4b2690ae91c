"""SIGKILL at random moments of ingest and reindex: the archive is whole, the index is the old one or the new one."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest
from index_support import article
from kill_rounds import BASE, Rounds

from corpus.index import ENGINES

ROUNDS = 6  # of each engine; hundreds: python tests/kill_rounds.py 300


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_killed_at_random_moments(engine: str, tmp_path: Path) -> None:
    seed = int.from_bytes(os.urandom(4))
    print(f"seed {seed}")  # pytest shows it where the test fails
    maltreated = Rounds(tmp_path, engine, Random(seed))
    for number in range(ROUNDS):
        maltreated.a_round(number)
    assert maltreated.kills > 0
    maltreated.take_in([article(number, "cuối") for number in range(BASE)])
