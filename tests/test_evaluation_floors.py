"""Floors hold, are raised, and are lowered only on purpose."""

from __future__ import annotations

from pathlib import Path

from corpus.evaluation.floors import Floor, chosen, digest_of, raised, read, shortfalls, write

FLOOR = Floor("d", {"typed": {"quote_at_1": 0.7, "wrong_answers": 0.1}})


def measured(quote: float, wrong: float, digest: str = "d") -> Floor:
    return Floor(digest, {"typed": {"quote_at_1": quote, "wrong_answers": wrong}})


def test_what_is_as_good_or_better_passes() -> None:
    assert shortfalls("set", FLOOR, measured(0.7, 0.1)) == []
    assert shortfalls("set", FLOOR, measured(0.8, 0.0)) == []
    assert shortfalls("set", FLOOR, measured(0.698, 0.102)) == []


def test_what_is_worse_is_named() -> None:
    assert shortfalls("set", FLOOR, measured(0.6, 0.2)) == [
        "set, typed: quote_at_1 is 0.6000, the floor 0.7000",
        "set, typed: wrong_answers is 0.2000, the floor 0.1000",
    ]


def test_other_input_and_missing_numbers_are_no_pass() -> None:
    assert "have changed" in shortfalls("set", FLOOR, measured(0.9, 0.0, "other"))[0]
    assert shortfalls("set", FLOOR, Floor("d", {})) != []


def test_floors_rise_by_themselves_and_fall_on_purpose() -> None:
    assert raised(FLOOR, measured(0.8, 0.2), lower=False) == measured(0.8, 0.1)
    assert raised(FLOOR, measured(0.6, 0.2), lower=True) == measured(0.6, 0.2)
    assert raised(FLOOR, measured(0.6, 0.2, "other"), lower=False) == measured(0.6, 0.2, "other")
    assert raised(None, measured(0.6, 0.2), lower=False) == measured(0.6, 0.2)


def test_a_file_of_floors_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert read(path) == {}
    write(path, {"set": FLOOR})
    assert read(path) == {"set": FLOOR}
    assert digest_of([path]) != digest_of([path, path])


def test_only_some_numbers_have_floors() -> None:
    report = {"quote_at_1": 0.5, "p50_ms": 3.0, "wrong_answers": None}
    assert chosen(report) == {"quote_at_1": 0.5}
