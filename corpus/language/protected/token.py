"""The value that the finders of protected tokens share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.models import Span


class Kind(StrEnum):
    """What a protected token is."""

    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"
    PHONE = "phone"
    CODE = "code"
    NAME = "name"
    PLACE = "place"
    ADDRESS = "address"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of text that is one term.

    `term`: canonical, lower case, with its marks, without white space. `parts`: further terms that stand for the
    same thing. An ALIAS does not replace the words it covers: they stay, and its term is added to them.
    """

    span: Span
    kind: Kind
    term: str
    parts: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the term stands instead of the words of the text."""
        return self.kind is not Kind.ALIAS


def token(start: int, end: int, kind: Kind, term: str, *parts: str) -> Token:
    """A token of the code points [start, end), without its empty and repeated parts."""
    return Token(Span(start, end), kind, term, tuple(dict.fromkeys(p for p in parts if p and p != term)))
