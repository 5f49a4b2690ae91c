"""Below the headline: paragraphs, and what each of them is, up to where the page's furniture begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from corpus.gather.authors import is_byline, is_joint_credit, is_person, is_role
from corpus.gather.boilerplate import Furniture
from corpus.gather.dump_lines import Line
from corpus.gather.published import is_update
from corpus.gather.shape import (
    is_bare_credit,
    is_caption,
    is_list_item,
    is_numbered,
    is_prose,
    opens_news,
    syllables,
)
from corpus.models import PartKind

_LONGEST_LEAD = 130
_SHORTEST_LEAD = 12
_SHORTEST_STRAY = 6
_SHORTEST_PROSE_LINK = 15

Paragraph = tuple[PartKind, str]


@dataclass(slots=True)
class Item:
    """A line of the article. `kind` is None while only its neighbours can tell what it is."""

    kind: PartKind | None
    text: str
    gap: bool


@dataclass(slots=True)
class Body:
    """What was read below the headline, and the number of the line where reading ended."""

    items: list[Item] = field(default_factory=list)
    dates: list[tuple[bool, datetime]] = field(default_factory=list)
    end: int = 0
    _links: list[Line] | None = None

    @property
    def published_at(self) -> datetime | None:
        """When it was published, else when it was changed; the first of several."""
        return min(self.dates, key=lambda found: found[0])[1] if self.dates else None

    @property
    def has_prose(self) -> bool:
        """Whether a paragraph was read yet."""
        return any(item.kind is PartKind.BODY for item in self.items)

    def paragraphs(self) -> list[Paragraph]:
        """The article's paragraphs with their kinds, in order; authors come last."""
        return resolve(self.items)


def read_body(lines: Sequence[Line], start: int, headline: str) -> Body:
    """Read from line `start` to the end of the article."""
    body = Body(end=len(lines))
    for number in range(start, len(lines)):
        line = lines[number]
        if body.has_prose and (line.furniture is Furniture.END or line.is_imprint):
            body.end = number
            break
        if line.text != headline:
            _take(body, line)
    return body


def _take(body: Body, line: Line) -> None:
    if line.date is not None:
        _take_date(body, line, line.date)
    elif line.furniture is Furniture.LINKS:
        body._links = []
    elif line.furniture is not None or line.is_imprint:
        return
    elif body._links is not None and not _ends_links(line):
        body._links.append(line)
    else:
        if body._links is not None:
            body.items.extend(_heading_below(body._links))
            body._links = None
        _take_text(body.items, line)


def _take_date(body: Body, line: Line, date: datetime) -> None:
    """A date above the first paragraph or below the last one; any between them is the text's."""
    if body._links is None:
        body.dates.append((is_update(line.text), date))


def _take_text(items: list[Item], line: Line) -> None:
    text = line.text
    if is_caption(text):
        if is_bare_credit(text) and not line.gap and items and items[-1].gap:
            items[-1].kind = PartKind.CAPTION
        items.append(Item(PartKind.CAPTION, text, line.gap))
    elif is_prose(text) and not (text.isupper() and is_byline(text)):
        items.append(Item(PartKind.BODY, text, line.gap))
    else:
        items.append(Item(None, text, line.gap))


def _ends_links(line: Line) -> bool:
    """Whether the article goes on after a list of links: headlines have no full stop."""
    long_enough = syllables(line.text) >= _SHORTEST_PROSE_LINK
    return is_caption(line.text) or (is_prose(line.text) and long_enough and not is_list_item(line.text))


def _heading_below(links: Sequence[Line]) -> Iterator[Item]:
    """The last line of a list of links, where it is set apart from a list that is not: a subheading."""
    gaps = [line.gap for line in links]
    if len(gaps) >= 2 and gaps[-1] and not any(gaps[1:-1]) and (len(gaps) > 2 or not gaps[0]):
        yield Item(None, links[-1].text, True)


def resolve(items: Sequence[Item]) -> list[Paragraph]:
    """Decide what each line is from its neighbours."""
    prose = [n for n, item in enumerate(items) if item.kind is PartKind.BODY]
    if not prose:
        return []
    first, last = prose[0], prose[-1]
    above = _above(items[:first])
    middle = _middle(items[first : last + 1])
    if not any(kind is PartKind.LEAD for kind, _ in above) and _is_lead(middle):
        middle[0] = (PartKind.LEAD, middle[0][1])
    authors = [found for found in above if found[0] is PartKind.BYLINE]
    rest = [found for found in above if found[0] is not PartKind.BYLINE]
    return [*rest, *middle, *_below(items[last + 1 :], authors)]


def _above(items: Sequence[Item]) -> list[Paragraph]:
    """Between headline and first paragraph: captions, authors, a lead without a full stop."""
    found: list[Paragraph] = []
    for item in items:
        if item.kind is not None:
            found.append((item.kind, item.text))
        elif is_byline(item.text) or is_person(item.text):
            found.append((PartKind.BYLINE, item.text))
        elif syllables(item.text) >= _SHORTEST_LEAD:
            found.append((PartKind.LEAD, item.text))
        elif syllables(item.text) > 2 and item.gap:
            found.append((PartKind.CAPTION, item.text))
    return found


def _middle(items: Sequence[Item]) -> list[Paragraph]:
    """Between first and last paragraph: a line alone is a subheading, several are verse or a table."""
    found: list[Paragraph] = []
    for n, item in enumerate(items):
        before = items[n - 1].kind if n else PartKind.BODY
        after = items[n + 1].kind if n + 1 < len(items) else PartKind.BODY
        if item.kind is not None:
            found.append((item.kind, item.text))
        elif item.text.isupper() and is_person(item.text):
            found.append((PartKind.BYLINE, item.text))
        elif is_numbered(item.text) or (after is not None and (before is not None or item.gap)):
            found.append((PartKind.SUBHEADING, item.text))
        else:
            found.append((PartKind.BODY, item.text))
    return found


def _is_lead(middle: Sequence[Paragraph]) -> bool:
    """Whether the first paragraph sums up the others: there are others, it is short, and not news itself."""
    kind, text = middle[0]
    others = sum(kind is PartKind.BODY for kind, _ in middle[1:])
    return kind is PartKind.BODY and others > 0 and syllables(text) <= _LONGEST_LEAD and not opens_news(text)


def _below(items: Sequence[Item], authors: Sequence[Paragraph]) -> list[Paragraph]:
    """After the last paragraph: authors and their roles; what follows them is not the article's."""
    found: list[Paragraph] = []
    strays: list[Paragraph] = []
    for item in items:
        previous = found[-1][0] if found else None
        if item.kind is not None:
            found.append((item.kind, item.text))
        elif is_byline(item.text) and (previous is not PartKind.ROLE or _is_marked_author(item.text)):
            found = (
                [*strays, *found, (PartKind.BYLINE, item.text)]
                if not _has_author(found)
                else [*found, (PartKind.BYLINE, item.text)]
            )
            strays = []
        elif previous in (PartKind.BYLINE, PartKind.ROLE) and is_role(item.text):
            found.append((PartKind.ROLE, item.text))
        elif not _has_author(found):
            strays.append((PartKind.BODY, item.text))
    if len(strays) == 1 and syllables(strays[0][1]) >= _SHORTEST_STRAY and not authors:
        found = [*strays, *found]
    known = {text for _, text in found}
    return [*found, *(author for author in authors if author[1] not in known)]


def _is_marked_author(line: str) -> bool:
    """An author for certain: a name in mixed case below a role may be anything."""
    return line.isupper() or is_joint_credit(line)


def _has_author(found: Sequence[Paragraph]) -> bool:
    return any(kind is PartKind.BYLINE for kind, _ in found)
