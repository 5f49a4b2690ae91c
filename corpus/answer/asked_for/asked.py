"""All that a question asks for, as far as it can be told whether a text has it: one value for each question."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from corpus.answer.asked_for.amounts import AskedAmount, asked_amounts
from corpus.answer.asked_for.births import asks_birth, whose_birth
from corpus.answer.asked_for.details import Details, details
from corpus.answer.asked_for.explanation import asked_thing
from corpus.answer.asked_for.persons import AskedPerson, asked_person
from corpus.answer.asked_for.phones import asks_phone
from corpus.answer.asked_for.places import asks_country, asks_home
from corpus.answer.asked_for.times import AskedTime, asked_time
from corpus.answer.asked_for.told_in import told_in
from corpus.answer.asked_for.which import Which, asked_which
from corpus.answer.reading.question import AnswerType, Reading
from corpus.language.text import fold


class Kind(StrEnum):
    """Of what kind an answer has to be, where that is known."""

    PHONE = "số điện thoại"
    BIRTH = "ngày sinh"
    HOME = "quê quán"
    NAMED = "tên riêng"
    AMOUNT = "số lượng"
    MOMENT = "thời điểm"
    PERSON = "người"
    AUTHOR = "tác giả"
    PLACE = "nơi chốn"


# The first that is asked for counts: what is asked for more closely comes before what only an answer type says.
_KINDS: tuple[tuple[Kind, Callable[[Reading], bool]], ...] = (
    (Kind.PHONE, asks_phone),
    (Kind.BIRTH, asks_birth),
    (Kind.HOME, asks_home),
    (Kind.NAMED, lambda reading: asked_which(reading) is not None),
    (Kind.AMOUNT, lambda reading: reading.answer_type is AnswerType.NUMBER),
    (Kind.MOMENT, lambda reading: reading.answer_type is AnswerType.DATE),
    (Kind.PERSON, lambda reading: reading.answer_type is AnswerType.PERSON),
    (Kind.AUTHOR, lambda reading: reading.answer_type is AnswerType.AUTHOR),
    (Kind.PLACE, lambda reading: reading.answer_type is AnswerType.PLACE),
)


@dataclass(frozen=True, eq=False)
class Asked:
    """What a question asks for, by how it was read. Each part is read when it is first looked at, and once."""

    reading: Reading

    @cached_property
    def kind(self) -> Kind | None:
        """None where it is nothing that could be told from a text."""
        return next((kind for kind, is_asked in _KINDS if is_asked(self.reading)), None)

    @cached_property
    def said(self) -> frozenset[str]:
        """The folded words of the question."""
        return frozenset(re.findall(r"\w+", fold(f"{self.reading.text} {self.reading.full}")))

    @cached_property
    def details(self) -> Details:
        """Of which of several, of which year, whether a price; whatever the kind."""
        return details(self.reading)

    @cached_property
    def amounts(self) -> tuple[AskedAmount, ...]:
        """The likeliest first; none where no number is asked for, or it is not plain of what."""
        return asked_amounts(self.reading) if self.reading.answer_type is AnswerType.NUMBER else ()

    @cached_property
    def time(self) -> AskedTime:
        """How exact a time, and of which phase."""
        return asked_time(self.reading)

    @cached_property
    def person(self) -> AskedPerson:
        """Whom: anybody, by name, by an office or a role."""
        return asked_person(self.reading)

    @cached_property
    def whose_birth(self) -> frozenset[str]:
        """The folded words of the name of whom it is asked when he was born."""
        return whose_birth(self.reading)

    @cached_property
    def is_country(self) -> bool:
        """Whether a country is asked for by that word."""
        return asks_country(self.reading)

    @cached_property
    def which(self) -> Which | None:
        """The bank, the school, the commune of which the name is asked for."""
        return asked_which(self.reading)

    @cached_property
    def told_in(self) -> tuple[re.Pattern[str], ...]:
        """What a text has that tells of it, where that is told in few words alone; each has to be there."""
        return told_in(self.reading)

    @cached_property
    def thing(self) -> str | None:
        """What is to be explained, folded."""
        return asked_thing(self.reading)
