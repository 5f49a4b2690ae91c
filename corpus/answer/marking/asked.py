"""What a question asks for: how it is found in a text to be marked, and how it is told whether it may be there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.answer.marking import finders, possible
from corpus.answer.marking.births import asks_birth, find_births
from corpus.answer.marking.phones import asks_phone, find_phones
from corpus.answer.marking.spots import asks_home, find_homes
from corpus.answer.marking.which import asked_kind, find_named
from corpus.answer.reading.question import AnswerType, Reading
from corpus.models import Span


@dataclass(frozen=True, slots=True)
class AskedFor:
    """`is_asked`: by a question. `find`: what of a text would answer. `may_be_in`: None where a text cannot tell."""

    is_asked: Callable[[Reading], bool]
    find: Callable[[str, Reading], Sequence[Span]]
    may_be_in: Callable[[str, Reading], bool | None]


def _of_type(*types: AnswerType) -> Callable[[Reading], bool]:
    return lambda reading: reading.answer_type in types


def _untold(_text: str, _reading: Reading) -> None:
    """Nothing can be said of it."""


def _named(text: str, reading: Reading) -> Sequence[Span]:
    asked = asked_kind(reading)
    return find_named(text, asked) if asked else ()


PHONE = AskedFor(asks_phone, lambda text, _: find_phones(text), lambda text, _: bool(find_phones(text)))
BIRTH = AskedFor(asks_birth, find_births, lambda text, reading: bool(find_births(text, reading)))
HOME = AskedFor(asks_home, lambda text, _: find_homes(text), lambda text, _: possible.has_home(text))
NAMED = AskedFor(
    lambda reading: asked_kind(reading) is not None, _named, lambda text, reading: bool(_named(text, reading))
)
AMOUNT = AskedFor(_of_type(AnswerType.NUMBER), finders.amounts, possible.has_amount)
MOMENT = AskedFor(_of_type(AnswerType.DATE), finders.moments, possible.has_moment)
PERSON = AskedFor(_of_type(AnswerType.PERSON), finders.persons, possible.has_name)
AUTHOR = AskedFor(_of_type(AnswerType.AUTHOR), finders.persons, _untold)
SPOT = AskedFor(_of_type(AnswerType.PLACE), finders.spots, _untold)
# What is asked for more closely comes before what only an answer type says.
_EVERY = (PHONE, BIRTH, HOME, NAMED, AMOUNT, MOMENT, PERSON, AUTHOR, SPOT)


@lru_cache(maxsize=64)  # of each quote of an answer the same is asked
def asked_for(reading: Reading) -> AskedFor | None:
    """What a question asks for; None where it is nothing that could be told from a text."""
    return next((one for one in _EVERY if one.is_asked(reading)), None)


def may_answer(text: str, reading: Reading) -> bool | None:
    """Whether a text has what is asked for; None where that is not known, or cannot be told."""
    kind = asked_for(reading)
    return kind.may_be_in(text, reading) if kind else None
