"""Above the article: which line is the headline, and what the lines before it tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from corpus.gather.authors import is_byline, is_person
from corpus.gather.boilerplate import Furniture, crumbs
from corpus.gather.dump_lines import Line
from corpus.gather.shape import is_caption, is_opening, is_prose, syllables
from corpus.language.text import fold

_LONGEST_HEADLINE = 45
_LONGEST_KICKER = 4


@dataclass(frozen=True, slots=True)
class Head:
    """The headline, the number of its line, the section, and a date above it if that is the article's."""

    headline: str
    at: int
    section: str | None
    date_above: datetime | None


def read_head(lines: Sequence[Line]) -> Head | None:
    """The head of the article; None where no line can be a headline."""
    opening = _opening(lines)
    at = _headline(lines, opening)
    if at is None:
        return None
    return Head(lines[at].text, at, _section(lines[:at]), _date_above(lines[:at]))


def _opening(lines: Sequence[Line]) -> int:
    """The number of the first paragraph of prose below something that can be a headline."""
    titles = 0
    for number, line in enumerate(lines):
        if not line.is_free or is_caption(line.text):
            continue
        if is_opening(line.text) and (titles or not _could_be_headline(line.text)):
            return number
        titles += 1
    short = [n for n, line in enumerate(lines) if n and line.is_free and is_prose(line.text)]
    return short[0] if short else len(lines)


def _could_be_headline(line: str) -> bool:
    return syllables(line) <= _LONGEST_HEADLINE and line[-1] not in ".:;"


def _headline(lines: Sequence[Line], opening: int) -> int | None:
    titles = _titles(lines[:opening])
    if not titles:
        return None
    dates = [n for n in range(titles[0], opening) if lines[n].date]
    if not dates:
        return max(titles, key=lambda n: (syllables(lines[n].text), n))
    above = max(n for n in titles if n < dates[-1])
    below = [n for n in titles if n > dates[-1] and syllables(lines[n].text) > _LONGEST_KICKER + 1]
    if syllables(lines[above].text) <= _LONGEST_KICKER and below and len(dates) == 1:
        return below[0]
    return above


def _titles(lines: Sequence[Line]) -> list[int]:
    """The lines that can be a headline: not the article's author, who stands below it."""
    free = [n for n, line in enumerate(lines) if line.is_free and not is_caption(line.text)]
    titles: list[int] = []
    for n in free:
        author = is_person(lines[n].text) or (bool(titles) and is_byline(lines[n].text))
        if not author:
            titles.append(n)
    return titles or free[:1]


def _section(above: Sequence[Line]) -> str | None:
    """The innermost entry of the breadcrumb, else the section named alone above the headline."""
    for line in reversed(above):
        if line.furniture is Furniture.BREADCRUMB and any(mark in line.text for mark in "»›>→"):
            return next(iter(reversed(crumbs(line.text))), None)
    named = [line.text for line in above if line.furniture is Furniture.SECTION]
    menu = any(fold(line.text) == "trang chu" for line in above)
    return named[0] if len(named) == 1 and not menu else None


def _date_above(above: Sequence[Line]) -> datetime | None:
    """A date between section and headline. On top of the page, or below its menu, it is the page's clock."""
    trail = [line for line in above if line.furniture is not Furniture.NOISE]
    if len(trail) < 2 or trail[-1].date is None:
        return None
    before = trail[-2].furniture
    earlier = trail[-3].furniture if len(trail) > 2 else None
    named = before is Furniture.BREADCRUMB and "|" not in trail[-2].text
    alone = before is Furniture.SECTION and earlier is not Furniture.SECTION and trail == list(above)
    return trail[-1].date if named or alone else None
