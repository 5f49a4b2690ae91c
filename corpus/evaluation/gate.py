"""The newsroom's own question set, asked of an index before it may serve."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from corpus.archive import Archive
from corpus.errors import RegressionFound
from corpus.evaluation.own_set import OwnSet
from corpus.evaluation.questionset import QuestionSet
from corpus.evaluation.score import Score, score


@dataclass(slots=True)
class Gate:
    """Asks the set `before` and `after`, and keeps the scores. Without a set it lets everything by.

    `clock`: the moment of asking.
    """

    questions: QuestionSet | None
    clock: Callable[[], datetime]
    before: Score | None = field(default=None, init=False)
    after: Score | None = field(default=None, init=False)

    @classmethod
    def of(cls, own: OwnSet, clock: Callable[[], datetime]) -> Gate:
        """With the set as it is now. Raises QuestionSetError."""
        return cls(own.load(), clock)

    async def look_before(self, archive: Archive) -> None:
        """Ask the index that serves."""
        self.before = await self._ask(archive)

    async def look_after(self, candidate: Archive) -> None:
        """Ask the index that would serve: the `gate` of `Archive.reindex`. Raises RegressionFound."""
        self.after = await self._ask(candidate)
        if self.before and self.after and (broken := self.after.broken_since(self.before)):
            raise RegressionFound([example.question for example in broken])

    async def _ask(self, archive: Archive) -> Score | None:
        if self.questions is None:
            return None
        return await score(archive, self.questions, self.clock())
