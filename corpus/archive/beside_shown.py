"""A question that could stand by itself, in a chat that knows which articles it has shown: does it go on from them?"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from corpus.answer.answering import Found
from corpus.answer.reading import follow_ups
from corpus.answer.reading.question import Reading
from corpus.answer.reading.threads import Thread
from corpus.language.text import fold, normalise_tones
from corpus.models import EVEN_ODDS, Outcome, Question

Find = Callable[[Question], Awaitable[Found]]
# A question without a name and with at most so many syllables of its own may well be about what was shown.
MAX_NAMELESS = 5
ALONE = 0.65  # the confidence from which on such a question is answered alone all the same
BESIDE = 0.49  # at most, the confidence in what was not shown, for such a question
SURE = 0.78  # from this confidence on it is answered alone: as many are right then, and less is searched
LEAST = 2  # words of its own that such a question has


@dataclass(frozen=True, slots=True)
class Beside:
    """What of a question tells whether it goes on.

    `own`: its own words, folded where it was typed so. `joined`: with what was talked about, where it names hardly
    anything. `is_again`: it only names that once more. `is_nameless`: it names nobody and no place, in a few words.
    """

    shown: frozenset[str]
    own: frozenset[str]
    joined: str | None
    is_again: bool
    is_nameless: bool
    has_marks: bool

    @classmethod
    def of(cls, asked: Question, now: Reading, thread: Thread) -> Beside:
        """`thread`: of the questions before it."""
        said = [*follow_ups.times(now, asked.asked_at), *follow_ups.places(now)]
        joined = thread.joined(now, asked.asked_at) if follow_ups.names_little(now) else None
        own = _words(" ".join(follow_ups.own_words(now, said)), now.has_marks)
        is_again = own <= _words(thread.topic.full, now.has_marks)
        is_nameless = follow_ups.is_nameless(now) and len(own) <= MAX_NAMELESS
        return cls(asked.shown or frozenset(), own, joined, is_again, is_nameless, now.has_marks)

    def stays(self, found: Found) -> bool:
        """Whether an answer is of an article that was shown, and has most of the question's own words."""
        if not found.quotes or found.quotes[0].source.article_id not in self.shown:
            return False
        best = found.quotes[0]
        said = _words(f"{best.source.headline} {best.text}", self.has_marks)
        return 0 < len(self.own) < 2 * len(self.own & said)

    def touches(self, found: Found) -> bool:
        """Whether an answer has any of the question's own words, if there are some."""
        best = found.quotes[0] if found.quotes else None
        said = _words(f"{best.source.headline} {best.text}", self.has_marks) if best else frozenset()
        return best is not None and (not self.own or bool(self.own & said))

    def next(self, found: Found, before: str) -> Found:
        """An answer that stays, as what follows; quotes of other articles are under "more", but for another number."""
        if found.amounts_differ:
            return replace(found, follows=before)
        article = found.quotes[0].source.article_id
        staying = tuple(one for one in found.quotes if one.source.article_id == article)
        others = tuple(one for one in found.quotes if one not in staying)
        return replace(found, quotes=staying, more=(*others, *found.more), follows=before)


async def find(asked: Question, beside: Beside, before: str, ask: Find, ask_shown: Find) -> Found:
    """What answers: with what was asked before if that stays with what was shown, else alone.

    `before`: what `Found.follows` says then. `ask_shown`: asks the articles that were shown, and no others. Raises
    StoreError, IndexUnavailable.
    """
    alone = replace(asked, history=())
    first = await ask(alone)
    if first.outcome is Outcome.ANSWERED and first.confidence >= SURE and len(beside.own) >= LEAST:
        # One that names hardly anything follows all the same: the topic stays for what is asked after it.
        is_next = beside.joined is not None and not beside.is_again and beside.stays(first)
        return beside.next(first, before) if is_next else first
    in_thread = await ask(asked)
    if beside.stays(in_thread):
        return first if beside.is_again and _begin_alike(first, in_thread) else beside.next(in_thread, before)
    if beside.joined is not None and first.confidence < EVEN_ODDS:
        joined = await ask(replace(alone, text=beside.joined))
        if beside.stays(joined):
            return beside.next(joined, before)
    if beside.is_nameless and first.confidence < ALONE:
        of_shown = await ask_shown(asked)
        if beside.touches(of_shown):
            return beside.next(of_shown, before)
    return _doubted(first) if beside.is_nameless else first


def _doubted(found: Found) -> Found:
    """One that is given alone, but may well have been asked of what was shown: it is not sure."""
    return replace(found, confidence=min(found.confidence, BESIDE))


def _begin_alike(one: Found, other: Found) -> bool:
    return bool(one.quotes) and one.quotes[0].source == other.quotes[0].source


def _words(text: str, has_marks: bool) -> frozenset[str]:
    """The syllables of a text, with their marks or without."""
    return frozenset(re.findall(r"\w+", normalise_tones(text).lower() if has_marks else fold(text)))
