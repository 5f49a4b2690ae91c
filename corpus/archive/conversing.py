"""A question within a conversation: what it inherits from the questions before it, and when it stands by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace

from corpus.answer.answering import Found
from corpus.answer.ranking.model import Model
from corpus.answer.reading import follow_ups
from corpus.answer.reading.inheriting import Meaning
from corpus.answer.reading.question import read
from corpus.answer.reading.threads import Thread, begun
from corpus.archive import beside_shown
from corpus.archive.asking import Asking
from corpus.archive.beside_shown import Beside
from corpus.language.typed.marks import Marks
from corpus.models import Outcome, Question, Quote

# From this confidence on, a question that has a subject of its own is answered alone: measured on turns 2 to 5 of
# conversations and on first questions behind somebody else's conversation.
SURE = 0.8
TOLD = 20  # questions of a conversation that are looked back on for what it is about


async def find(
    asking: Asking, asked: Question, without: Collection[str] = (), model: Model | None = None
) -> Found:
    """What answers. Raises StoreError, IndexUnavailable.

    One that goes on is asked as what it means together with those before it. Any other one is asked alone, and, unless
    that is answered for sure, with what was asked before as evidence; where it is known what was shown then, that
    counts only if the answer stays with it (`beside_shown`). `Found.follows` is the earlier one that counted, with what
    it had inherited itself.
    """
    marks = await asking.marks()
    if not asked.history:
        is_of_nothing = await asyncio.to_thread(_is_of_nothing, asked, marks)
        return Found(Outcome.NOT_FOUND) if is_of_nothing else await asking.find(asked, without, model)
    alone = replace(asked, history=())
    before, meant, beside = await asyncio.to_thread(_understood, asked, marks)
    if meant is not None:
        found = _about(meant, await asking.find(replace(alone, text=meant.text), without, model))
        if found.outcome is Outcome.NOT_FOUND and meant.otherwise not in ("", meant.text):
            other = _about(meant, await asking.find(replace(alone, text=meant.otherwise), without, model))
            found = other if other.outcome is Outcome.ANSWERED else found
        return replace(found, follows=before)
    if beside is not None:
        return await beside_shown.find(
            asked,
            beside,
            before,
            lambda one: asking.find(one, without, model),
            lambda one: asking.find_among(one, beside.shown, model),
        )
    first = await asking.find(alone, without, model)
    if first.outcome is Outcome.ANSWERED and first.confidence >= SURE:
        return first
    in_thread = await asking.find(asked, without, model)
    is_same = first.outcome is Outcome.ANSWERED and _begins(in_thread) == _begins(first)
    stands = is_same and not follow_ups.is_nameless(read(asked.text, marks))
    return first if stands else replace(in_thread, follows=before)


def _begins(found: Found) -> list[tuple[str, int]]:
    """Where the first quote stands."""
    return [(one.source.article_id, one.start) for one in found.quotes[:1]]


def _is_of_nothing(asked: Question, marks: Marks) -> bool:
    return follow_ups.only_goes_on(read(asked.text, marks), asked.asked_at)


async def goes_on(asking: Asking, asked: Question) -> bool:
    """Whether a question has no subject of its own. Raises IndexUnavailable."""
    marks = await asking.marks()
    return await asyncio.to_thread(lambda: follow_ups.goes_on(read(asked.text, marks), asked.asked_at))


async def lacks_subject(asking: Asking, asked: Question) -> bool:
    """Whether a question says nothing of what it is about, not even "còn sốt xuất huyết?". Raises IndexUnavailable."""
    marks = await asking.marks()
    return await asyncio.to_thread(lambda: follow_ups.lacks_subject(read(asked.text, marks), asked.asked_at))


def meaning(asked: Question, marks: Marks) -> Meaning | None:
    """The question with what it inherits; None where it stands by itself."""
    return _understood(asked, marks)[1] if asked.history else None


def earlier(asked: Question, marks: Marks) -> str:
    """What the question before this one was about: of "vì sao?" the reader would not know why of what."""
    return _understood(asked, marks)[0]


def _understood(asked: Question, marks: Marks) -> tuple[str, Meaning | None, Beside | None]:
    """What was talked about; what a question that goes on from it means; what tells whether another one does."""
    now, thread = read(asked.text, marks), _thread(asked, marks)
    before = thread.title(now, asked.asked_at)
    if follow_ups.goes_on(now, asked.asked_at):
        return before, thread.meaning(now, asked.asked_at), None
    return before, None, Beside.of(asked, now, thread) if asked.shown is not None else None


def _thread(asked: Question, marks: Marks) -> Thread:
    """What was talked about; what is before a question that stands is forgotten.

    Where it is known what was shown, those that name hardly anything were asked of it.
    """
    first, *others = asked.history[-TOLD:]
    thread = begun(read(first, marks))
    for text in others:
        now = read(text, marks)
        if follow_ups.goes_on(now, asked.asked_at):
            thread = thread.after(now, asked.asked_at, lambda meant: read(meant, marks))
        elif asked.shown is None or not follow_ups.names_little(now):
            thread = begun(now)
    return thread


def _about(meant: Meaning, found: Found) -> Found:
    """Quotes that speak of what is asked about instead: the others would answer the question before."""

    def fitting(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
        return tuple(one for one in quotes if meant.is_about(f"{one.source.headline} {one.text}"))

    quotes = fitting(found.quotes)
    if quotes or found.outcome is not Outcome.ANSWERED:
        return replace(found, quotes=quotes, more=fitting(found.more))
    nearest = tuple(dict.fromkeys(quote.source for quote in found.quotes))
    return Found(Outcome.NOT_FOUND, related=nearest, confidence=found.confidence)
