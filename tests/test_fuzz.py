"""A minute of fuzzing in every run, and every past finding again. For longer: tests/fuzz_long.py"""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

import pytest
from fuzz_targets import CRASHES, NASTY, TARGETS, inputs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

INPUTS = 400  # of each target, grown from the samples; others each time that the list of targets changes
FOUND = sorted(CRASHES.glob("*"))


@pytest.mark.parametrize("name", TARGETS)
def test_nasty_inputs(name: str) -> None:
    for text in NASTY:
        TARGETS[name](text.encode())


@pytest.mark.parametrize("name", TARGETS)
def test_grown_inputs(name: str) -> None:
    for data in islice(inputs(random.Random(name)), INPUTS):
        TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    data=st.one_of(
        st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace"))
    )
)
def test_any_input(name: str, data: bytes) -> None:
    TARGETS[name](data)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_past_findings(path: Path) -> None:
    name = next(name for name in TARGETS if path.name.startswith(f"{name.replace(' ', '')}-"))
    TARGETS[name](path.read_bytes())
