"""Floors: the numbers below which quality must not fall, with a digest of what they were measured on.

A floor is raised when a run does better; it is lowered only on purpose. Where the question set or the articles have
changed, the old floor says nothing, and that is an error too until the floors are written anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# Of a report: more is better for these …
AT_LEAST = ("article_at_1", "quote_at_1", "quote_at_3", "answered", "sure")
# … and less for these.
AT_MOST = ("wrong_answers", "surely_wrong")
SLACK = 0.004  # the engines differ a little in their scores, and so do processors

Numbers = Mapping[str, float]
"""Name of a number → its value."""


@dataclass(frozen=True, slots=True)
class Floor:
    """What was measured on some input, by variant of typing."""

    digest: str
    numbers: Mapping[str, Numbers]


def digest_of(paths: list[Path]) -> str:
    """Of the contents of files, in order."""
    found = hashlib.sha256()
    for path in paths:
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]


def chosen(report: Mapping[str, float | None]) -> dict[str, float]:
    """The numbers of a report that have a floor."""
    return {
        name: round(float(report[name] or 0.0), 4)
        for name in (*AT_LEAST, *AT_MOST)
        if report.get(name) is not None
    }


def read(path: Path) -> dict[str, Floor]:
    """The floors of a file by question set; none where there is no file."""
    if not path.exists():
        return {}
    return {name: Floor(**one) for name, one in json.loads(path.read_text("utf-8")).items()}


def write(path: Path, floors: Mapping[str, Floor]) -> None:
    """Write the floors, for reading as a diff."""
    data = {name: {"digest": one.digest, "numbers": one.numbers} for name, one in sorted(floors.items())}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def shortfalls(name: str, floor: Floor, measured: Floor) -> list[str]:
    """What is worse than the floor, in words; empty where nothing is."""
    if floor.digest != measured.digest:
        return [f"{name}: the questions or articles have changed; measure and write the floors anew"]
    found = []
    for variant, numbers in floor.numbers.items():
        for key, bound in numbers.items():
            value = measured.numbers.get(variant, {}).get(key)
            if value is None:
                found.append(f"{name}, {variant}: {key} was not measured")
            elif (value > bound + SLACK) if key in AT_MOST else (value < bound - SLACK):
                found.append(f"{name}, {variant}: {key} is {value:.4f}, the floor {bound:.4f}")
    return found


def raised(floor: Floor | None, measured: Floor, *, lower: bool) -> Floor:
    """The floor after a run: the better of both; what was measured where `lower` says so or the input changed."""
    if floor is None or lower or floor.digest != measured.digest:
        return measured
    numbers = {
        variant: {
            key: (min if key in AT_MOST else max)(value, floor.numbers.get(variant, {}).get(key, value))
            for key, value in row.items()
        }
        for variant, row in measured.numbers.items()
    }
    return Floor(floor.digest, numbers)
