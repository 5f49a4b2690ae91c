"""What the archive holds and how it is served, for the operator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corpus.index import Generation
from corpus.store import Summary


@dataclass(frozen=True, slots=True)
class Status:
    """`problem`: why questions cannot be answered right now, None if they can."""

    summary: Summary
    generation: Generation | None
    engine: str
    engine_reason: str
    problem: str | None

    @property
    def behind(self) -> int:
        """How many passages are stored and not in the index, as after an ingest that was killed."""
        return max(0, self.summary.passages - (self.generation.passages if self.generation else 0))

    def as_dict(self) -> dict[str, Any]:
        """For --json."""
        held, generation = self.summary, self.generation
        return {
            "articles": held.articles,
            "passages": held.passages,
            "oldest_article_at": held.oldest_at.isoformat() if held.oldest_at else None,
            "newest_article_at": held.newest_at.isoformat() if held.newest_at else None,
            "publishers": [{"publisher": name, "articles": count} for name, count in held.publishers],
            "engine": self.engine,
            "engine_reason": self.engine_reason,
            "generation": generation.number if generation else None,
            "indexed_passages": generation.passages if generation else 0,
            "unindexed_passages": self.behind,
            "indexed_at": generation.created_at if generation else None,
            "problem": self.problem,
        }
