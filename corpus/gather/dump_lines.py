"""The lines of a page's text, each with what can be told of it alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from corpus.gather.boilerplate import Furniture, furniture
from corpus.gather.build import one_line
from corpus.gather.cleaning import clean
from corpus.gather.imprint import is_imprint, is_masthead
from corpus.gather.published import date_line

_WRAPPED_AT = 50


@dataclass(frozen=True)
class Line:
    """A line that is not blank. `gap`: a blank line, or the page's edge, stands before it."""

    text: str
    gap: bool

    @cached_property
    def date(self) -> datetime | None:
        """The date, where the line is nothing but one."""
        return date_line(self.text)

    @cached_property
    def furniture(self) -> Furniture | None:
        """What kind of page furniture it is, or None."""
        return furniture(self.text)

    @cached_property
    def is_imprint(self) -> bool:
        """Whether it belongs to the imprint, or is nothing but the paper's name."""
        return is_imprint(self.text) or is_masthead(self.text)

    @property
    def is_free(self) -> bool:
        """Whether it may be the article's: no furniture, no date, no imprint."""
        return self.furniture is None and self.date is None and not self.is_imprint


def page_lines(text: str) -> list[Line]:
    """The lines of a page, cleaned, without blank ones; a sentence that was wrapped is joined again."""
    lines: list[Line] = []
    for line in _stripped(text):
        if lines and not line.gap and _continues(lines[-1].text, line.text):
            lines[-1] = Line(f"{lines[-1].text} {line.text}", lines[-1].gap)
        else:
            lines.append(line)
    return lines


def _stripped(text: str) -> Iterator[Line]:
    gap = True
    for raw in clean(text).split("\n"):
        line = one_line(raw)
        if line:
            yield Line(line, gap)
        gap = not line


def _continues(line: str, following: str) -> bool:
    """Whether a line goes on in the next one: it is long, has no full stop, and small letters follow."""
    return (
        len(line) >= _WRAPPED_AT
        and line[-1] not in '.!?…:;”")'
        and following[0].islower()
        and furniture(following) is None
        and furniture(line) is None
    )
