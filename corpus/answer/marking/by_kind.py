"""For each kind that may be asked for: how it is found in a text, and how it is told whether it may be there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from corpus.answer.asked_for.asked import Asked, Kind
from corpus.answer.marking import may_hold, what_answers
from corpus.answer.marking.births import find_births
from corpus.answer.marking.phones import find_phones
from corpus.answer.marking.places import find_homes
from corpus.models import Span

Find = Callable[[str, Asked], Sequence[Span]]


@dataclass(frozen=True, slots=True)
class _InText:
    """`find`: what of a text would answer. `may_be_in`: None where a text cannot tell."""

    find: Find
    may_be_in: Callable[[str, Asked], bool | None]


def _wherever_found(find: Find) -> _InText:
    """Of a kind that a text has only where it is found."""
    return _InText(find, lambda text, asked: bool(find(text, asked)))


def _untold(_text: str, _asked: Asked) -> None:
    """Nothing can be said of it."""


_FOR: Mapping[Kind, _InText] = {
    Kind.PHONE: _wherever_found(lambda text, _: find_phones(text)),
    Kind.BIRTH: _wherever_found(lambda text, asked: find_births(text, asked.whose_birth)),
    Kind.HOME: _InText(lambda text, _: find_homes(text), may_hold.a_home),
    Kind.NAMED: _wherever_found(what_answers.named),
    Kind.AMOUNT: _InText(what_answers.amounts, may_hold.an_amount),
    Kind.MOMENT: _InText(what_answers.moments, may_hold.a_moment),
    Kind.PERSON: _InText(what_answers.persons, may_hold.a_name),
    Kind.AUTHOR: _InText(what_answers.persons, _untold),
    Kind.PLACE: _InText(what_answers.places, _untold),
}


def answering(text: str, asked: Asked) -> Sequence[Span]:
    """What of a text is of the kind that is asked for; nothing where that is not known."""
    return _FOR[asked.kind].find(text, asked) if asked.kind else ()


def may_answer(text: str, asked: Asked) -> bool | None:
    """Whether a text has what is asked for; None where that is not known, or cannot be told."""
    return _FOR[asked.kind].may_be_in(text, asked) if asked.kind else None
