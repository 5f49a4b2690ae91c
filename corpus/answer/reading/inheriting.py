"""A question that goes on, and the one before it → one question that stands by itself.

What the new one says of time or place takes the place of what the earlier one said of it; what it asks takes the place
of what was asked; the rest of the earlier question stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.answer.reading.follow_ups import (
    for_whom,
    is_event,
    own_words,
    places,
    pointed,
    predicates,
    times,
    with_year,
    without_opening,
)
from corpus.answer.reading.phrases import find_phrases
from corpus.answer.reading.question import Reading, blanked
from corpus.language.geography.places import find_places
from corpus.language.geography.unit_kinds import FOLDED
from corpus.language.geography.units import own_words as own_name
from corpus.language.text import fold
from corpus.models import Span

_WORD = re.compile(r"\b[^\W\d_]\w*")
_KIND = re.compile(rf"^(?:{FOLDED})\.? ")
_COUNTED = re.compile(r"\b(?:người|nguoi|em|cái|chiếc|tiền)\b")  # "bao nhiêu người": who else
_DANGLING = re.compile(r"\b(?:ở|tại)(?:  +|$)")  # what stood behind it was taken out


@dataclass(frozen=True, slots=True)
class Meaning:
    """A question that stands by itself.

    `otherwise`: what it would mean if less, or more, of the earlier one gave way; "" where that is plain, or
    would ask for nothing.
    `words` and `places`, folded: what it is about instead of the subject of the earlier question; a place has one name
    or several. An answer speaks of all the places and of half of the words, or it would answer the earlier question
    once more.
    """

    text: str
    otherwise: str = ""
    words: tuple[str, ...] = ()
    places: tuple[tuple[str, ...], ...] = ()

    def is_about(self, text: str) -> bool:
        """Whether a text speaks of what is meant instead."""
        said = re.findall(r"\w+", fold(text))
        plain, known = f" {' '.join(said)} ", set(said)
        return 2 * sum(word in known for word in self.words) >= len(self.words) and all(
            any(f" {name} " in plain for name in names) for names in self.places
        )


def meaning_after(earlier: Reading, now: Reading, asked_at: datetime) -> Meaning:
    """What `now` means after `earlier`. Without marks where one of them was typed without."""
    said = without_opening(with_year(earlier, now, asked_at))
    kept = _without(earlier, _replaced(earlier, said, asked_at))
    if _questions(said):
        told, otherwise = (_joined(_asked(said, one), earlier, now) for one in (kept, _unasked(kept, said)))
        return Meaning(told, otherwise)
    # "Còn cá ngừ": the same is asked, of something else.
    whole, kept = kept, _without(kept, _instead(kept, said, asked_at))
    other = whole if kept.full != whole.full else _without(whole, _all_but_asked(whole, asked_at))
    own = own_words(said, [*times(said, asked_at), *places(said)])
    named = (_named(span.of(said.full)) for span in places(said))
    # Not behind it: a unit stands right after "bao nhiêu".
    text, otherwise = (_joined([said, one], earlier, now) for one in (kept, other))
    # With days or a place alone it would ask for any news of these.
    says_something = own or own_words(other, [*times(other, asked_at), *places(other)])
    return Meaning(text, otherwise if says_something else "", tuple(map(fold, own)), tuple(named))


def said_instead(topic: Reading, said: Reading, asked_at: datetime) -> list[Span]:
    """What of a topic gives way to what is said instead, in order."""
    given = list(_replaced(topic, said, asked_at))
    given += _instead(_without(topic, given), said, asked_at)
    merged: list[Span] = []
    for span in sorted(given, key=lambda one: one.start):
        if merged and not topic.full[merged[-1].end : span.start].strip():
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def asks(said: Reading) -> bool:
    """Whether something else is asked, and not the same of something else."""
    return bool(_questions(said))


def _named(place: str) -> tuple[str, ...]:
    """A place's name without its kind, and its other names, as words."""
    others = (own_name(other.name) for one in find_places(place) for other in one.others)
    return (_KIND.sub("", fold(place)), *(" ".join(re.findall(r"\w+", fold(name))) for name in others))


def _asked(said: Reading, kept: Reading) -> list[Reading]:
    """Something else is asked of the same: "ai ký …", "… ở đâu"."""
    dropped = _asked_of(kept) if predicates(said) else []
    kept = _without(kept, _questions(kept))
    if own_words(_without(kept, dropped)):
        kept = _without(kept, dropped)
    asking = max(_questions(said), key=lambda span: span.end)
    said = _without(said, pointed(said))
    return [said, kept] if said.full[asking.end :].strip() else [kept, said]


def _unasked(kept: Reading, said: Reading) -> Reading:
    """`kept` without whatever was said of its subject, where something else is said now: "khởi công" for "thông xe"."""
    told = [span for span in predicates(kept) if not is_event(span.of(kept.full))] if predicates(said) else []
    bare = _without(kept, told)
    return bare if own_words(bare) else kept


def _asked_of(kept: Reading) -> list[Span]:
    """The predicates that the earlier question asked for: "dài bao nhiêu mét". "Tôm chết vì sao" asks of the dying."""
    asked = _questions(kept)

    def is_beside(span: Span) -> bool:
        return any(
            not kept.full[min(span.end, one.end) : max(span.start, one.start)].strip() for one in asked
        )

    properties = [span for span in predicates(kept) if not is_event(span.of(kept.full))]
    counted = (Span(*match.span()) for match in _COUNTED.finditer(kept.full))
    return [span for span in (*properties, *counted) if is_beside(span)]


def _joined(parts: Iterable[Reading], *typed: Reading) -> str:
    whole = " ".join(_DANGLING.sub(" ", " ".join(part.full.strip(" ?!.,") for part in parts)).split())
    return whole if all(one.has_marks for one in typed) else fold(whole)


def _questions(reading: Reading) -> list[Span]:
    return [Span(one.start, one.end) for one in find_phrases(reading.full) if one.kind is not None]


def _replaced(earlier: Reading, said: Reading, asked_at: datetime) -> Iterable[Span]:
    """Times of the earlier question where the new one has a time, places where it has a place; so for whom it is."""
    if times(said, asked_at):
        yield from times(earlier, asked_at)
    if places(said):
        yield from places(earlier)
    if for_whom(said):
        yield from for_whom(earlier)


def _instead(kept: Reading, said: Reading, asked_at: datetime) -> list[Span]:
    """What "còn …" takes the place of: a name of a name; else all but what was asked, when and where."""
    own = own_words(said, [*times(said, asked_at), *places(said), *for_whom(said)])
    if not own:
        return []
    if {span.of(said.full).lower() for span in _names(said, 0)} >= set(own):
        return _names(kept, 1)
    return _all_but_asked(kept, asked_at) if predicates(kept) else []


def _all_but_asked(kept: Reading, asked_at: datetime) -> list[Span]:
    """All of a question but what it asks, when and where."""
    staying = [*times(kept, asked_at), *places(kept), *predicates(kept), *_questions(kept)]
    covered = {at for span in staying for at in range(span.start, span.end)}
    return [Span(at, at + 1) for at in range(len(kept.full)) if at not in covered]


def _names(reading: Reading, first_word: int) -> list[Span]:
    """Words with capitals from `first_word` on (code points): the first word of a question has one anyhow."""
    found = (Span(*match.span()) for match in _WORD.finditer(reading.full, first_word))
    return [span for span in found if reading.full[span.start].isupper()]


def _without(reading: Reading, found: Iterable[Span]) -> Reading:
    return replace(reading, full=blanked(reading.full, found))
