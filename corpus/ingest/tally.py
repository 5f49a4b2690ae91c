"""What an ingest did with each article that came in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from corpus.models import Skipped

LISTED = 1_000  # skipped inputs kept by name; more are only counted


@dataclass(slots=True)
class Tally:
    """What an ingest did, in articles; `skipped` names inputs that were left out and why.

    `noted`: articles that were taken in without something of theirs, such as a date that no calendar has.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    skipped_count: int = 0
    noted: list[Skipped] = field(default_factory=list)
    noted_count: int = 0

    @property
    def is_empty(self) -> bool:
        """Nothing was taken in, not even something that was there already."""
        return not (self.new or self.changed or self.unchanged)

    def skip(self, skipped: Skipped) -> None:
        """Count an input that was left out, or of which something was."""
        if skipped.is_kept:
            self.noted_count += 1
            self.noted += [skipped] if len(self.noted) < LISTED else []
            return
        self.skipped_count += 1
        if len(self.skipped) < LISTED:
            self.skipped.append(skipped)

    def sentence(self) -> str:
        """For a terminal."""
        noted = f", {self.noted_count} taken in with a fault" if self.noted_count else ""
        counts = f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged"
        return f"{counts}, {self.skipped_count} skipped{noted}"

    def as_dict(self) -> dict[str, Any]:
        """For --json."""
        return {
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "skipped": _listed(self.skipped),
            "skipped_count": self.skipped_count,
            "noted": _listed(self.noted),
            "noted_count": self.noted_count,
        }


def _listed(inputs: list[Skipped]) -> list[dict[str, Any]]:
    return [{"path": one.name, "line": one.line, "reason": one.reason} for one in inputs]
