"""Example questions, each of which has an answer right now: an example that fails is worse than none."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

from bot.texts.questions import QUESTIONS
from corpus import VIETNAM, Archive, Outcome, Question

SHOWN = 3
NEWEST = 10  # headlines that are tried where nothing else has an answer


class Examples:
    """Found when first needed, and again whenever the index is another. Never what people asked."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._found: tuple[str, ...] = ()
        self._marks = (-1, -1)

    async def working(self) -> tuple[str, ...]:
        """Up to SHOWN questions that the archive answers: ours, and the newest headlines."""
        marks = await self._archive.mark(), await self._archive.removal_mark()
        if marks != self._marks:
            found: list[str] = []
            async for text in self._tried():
                found.append(text)
                if len(found) == SHOWN:
                    break
            self._found, self._marks = tuple(found), marks
        return self._found

    async def _tried(self) -> AsyncIterator[str]:
        for text in QUESTIONS:
            if await self._answers(text):
                yield text
        for source in await self._archive.latest(NEWEST):
            if await self._answers(source.headline, source.article_id):
                yield source.headline

    async def _answers(self, text: str, article_id: str | None = None) -> bool:
        answer = await self._archive.ask(Question(text, datetime.now(VIETNAM)))
        if answer.outcome is not Outcome.ANSWERED or not answer.is_sure:
            return False
        return article_id is None or answer.quotes[0].source.article_id == article_id
