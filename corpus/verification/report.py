"""What a check found."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

LISTED = 20  # findings of one kind that are told one by one


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong. `advice`: what mends it, by whom."""

    what: str
    advice: str
    is_mended: bool = False

    @property
    def mended(self) -> Finding:
        """The same, mended."""
        return replace(self, is_mended=True)


@dataclass(slots=True)
class Report:
    """How many articles, versions and passages were looked at, and what was wrong with them."""

    articles: int = 0
    versions: int = 0
    passages: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        """Nothing is wrong, or nothing is any more."""
        return all(finding.is_mended for finding in self.findings)

    def sentence(self) -> str:
        """For a terminal."""
        looked = f"{self.articles:,} articles in {self.versions:,} versions, {self.passages:,} passages"
        left = sum(not finding.is_mended for finding in self.findings)
        if not self.findings:
            return f"{looked}: all is well"
        found = len(self.findings)
        was = "1 thing was" if found == 1 else f"{found:,} things were"
        mended = "all is mended" if not left else f"{found - left:,} mended, {left:,} not"
        return f"{looked}: {was} wrong, {mended}"

    def lines(self) -> list[str]:
        """A line for each finding."""
        return [
            f"{'mended' if finding.is_mended else 'WRONG'}  {finding.what}"
            + ("" if finding.is_mended else f"; {finding.advice}")
            for finding in self.findings
        ]

    def as_dict(self) -> dict[str, Any]:
        """For --json."""
        return {
            "articles": self.articles,
            "versions": self.versions,
            "passages": self.passages,
            "is_well": self.is_well,
            "findings": [asdict(finding) for finding in self.findings],
        }


def listed(names: list[str]) -> str:
    """Some names, and how many more there are."""
    more = len(names) - LISTED
    return ", ".join(names[:LISTED]) + (f" and {more:,} more" if more > 0 else "")
