"""The newsroom's own question set, asked of an index before it may serve."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from corpus import Archive, Example, InvalidIndex, OwnSet, QuestionSet, Score, score

Clock = Callable[[], datetime]


class RegressionError(InvalidIndex):
    """Questions that were right before would be wrong: the new index is not swapped in."""

    def __init__(self, broken: list[Example]) -> None:
        super().__init__(f"{len(broken)} questions of the newsroom's set would become wrong")
        self.broken = broken


@dataclass(slots=True)
class Gate:
    """Asks the set `before` and `after`, and keeps the scores. Without a set it lets everything by."""

    questions: QuestionSet | None
    clock: Clock
    before: Score | None = field(default=None, init=False)
    after: Score | None = field(default=None, init=False)

    @classmethod
    def of(cls, own: OwnSet, clock: Clock) -> Gate:
        """With the set as it is now. Raises QuestionSetError."""
        return cls(own.load(), clock)

    async def look_before(self, archive: Archive) -> None:
        """Ask the index that serves."""
        self.before = await self._ask(archive)

    async def look_after(self, candidate: Archive) -> None:
        """Ask the index that would serve. Raises RegressionError."""
        self.after = await self._ask(candidate)
        if self.before and self.after and (broken := self.after.broken_since(self.before)):
            raise RegressionError(broken)

    async def _ask(self, archive: Archive) -> Score | None:
        if self.questions is None:
            return None
        return await score(archive, self.questions, self.clock(), lambda _done, _total: None)
