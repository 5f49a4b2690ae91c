"""From a page's blocks to the draft of an article: headline, parts, date, section, publisher."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.gather.authors import is_person
from corpus.gather.boilerplate import SECTIONS, Furniture, crumbs, furniture
from corpus.gather.dating import Dated, Evidence, settle
from corpus.gather.html.blocks import Block, Hint
from corpus.gather.html.choose import NEAR
from corpus.gather.html.headline import Headline
from corpus.gather.html.labels import Labelled, Parts, bare, is_author, is_signature, label, letters
from corpus.gather.html.meta import Meta
from corpus.gather.imprint import is_imprint, is_masthead
from corpus.gather.published import any_date, date_line, is_update, printed_date
from corpus.gather.shape import is_caption, is_prose, syllables
from corpus.gather.sites import Role
from corpus.language.text import fold
from corpus.models import PartKind

_TAIL_BLOCKS = 6
_SHORTEST_LEAD = 8


@dataclass(frozen=True, slots=True)
class Region:
    """Where the article is: its head lies below the headline, its text in `body`, its authors maybe in `tail`."""

    head: Sequence[Block]
    body: Sequence[Block]
    tail: Sequence[Block]
    rest: Sequence[Block]


def by_roles(blocks: Sequence[Block]) -> Region:
    """The region by the site's entry."""
    wanted = (Role.LEAD, Role.BODY, Role.BYLINE)
    numbers = [number for number, block in enumerate(blocks) if block.role in wanted]
    first = next(number for number, block in enumerate(blocks) if block.role in (Role.LEAD, Role.BODY))
    last = max(number for number, block in enumerate(blocks) if block.role is Role.BODY)
    drops = [number for number in range(first, last) if blocks[number].role is Role.DROP]
    body = [blocks[number] for number in sorted({*numbers, *drops})]
    return Region((), body, (), blocks[last + 1 :])


def by_choice(blocks: Sequence[Block], chosen: range, headline: Headline | None) -> Region:
    """The region around the blocks that the general reader chose."""
    start, stop = chosen.start, chosen.stop
    below = headline.at + 1 if headline and headline.at is not None else start
    if start < below < stop and below - start < len(chosen) // 2:
        start = below
    near = 0 <= start - below <= NEAR
    head = [block for block in blocks[below:start] if _may_open(block)] if near else []
    tail = list(_may_close(blocks[stop : stop + _TAIL_BLOCKS], blocks[stop - 1]))
    return Region(head, blocks[start:stop], tail, blocks[stop + len(tail) :])


def _may_open(block: Block) -> bool:
    """Between headline and text: a lead, a photo's caption, an author."""
    if block.linked > 0.5 or furniture(block.text) or date_line(block.text):
        return is_author(block)
    if is_author(block) or is_person(bare(block.text)):
        return True
    is_lead = syllables(block.text) >= _SHORTEST_LEAD and (is_prose(block.text) or block.bold)
    return is_lead or block.hint is Hint.CAPTION or is_caption(block.text)


def _may_close(blocks: Sequence[Block], last: Block) -> Iterator[Block]:
    """Below the text: a short last paragraph in the same place, a caption, the author."""
    for block in blocks:
        ends = block.hint in (Hint.HEADING, Hint.TITLE) or is_imprint(block.text) or is_masthead(block.text)
        if not is_author(block) and (ends or block.linked > 0.5 or furniture(block.text)):
            return
        if block.names == last.names or is_author(block) or is_signature(block) or is_caption(block.text):
            yield block


def read_parts(region: Region, headline: str, meta: Meta) -> Parts:
    """The article's parts, authors last; an author that only the page's data name is added."""
    parts = label([*region.head, *region.body, *region.tail], headline, meta)
    parts.found = [*_texts(parts.found), *_authors(parts.found, meta)]
    return parts


def _texts(found: Sequence[Labelled]) -> list[Labelled]:
    return [one for one in found if one[0] not in (PartKind.BYLINE, PartKind.ROLE)]


def _authors(found: Sequence[Labelled], meta: Meta) -> list[Labelled]:
    """The bylines, each once; where the text is signed below, that signature counts."""
    named: dict[str, Labelled] = {}
    roles = [one for one in found if one[0] is PartKind.ROLE]
    for kind, text in found:
        if kind is PartKind.BYLINE:
            named[letters(text)] = (kind, text)
    if not named:
        paper = letters(meta.publisher or "")
        named = {letters(name): (PartKind.BYLINE, name) for name in meta.authors if letters(name) != paper}
    return [*named.values(), *roles] if len(named) < 2 or not roles else _in_order(found)


def _in_order(found: Sequence[Labelled]) -> list[Labelled]:
    return [one for one in found if one[0] in (PartKind.BYLINE, PartKind.ROLE)]


def read_date(
    blocks: Sequence[Block], region: Region, headline: Headline, meta: Meta, evidence: Evidence
) -> Dated:
    """When it was published, by the page's data and by what it prints near the headline or below the text.

    `evidence`: of what is known but for that.
    """
    stated = [moment for date in meta.dates if (moment := any_date(date))]
    printed = _printed(blocks, region, headline)
    if printed is None and not stated and headline.at is not None:
        above = blocks[max(0, headline.at - 2) : headline.at]
        printed = next((date for block in above if (date := date_line(block.text))), None)
    return settle(stated, replace(evidence, printed=printed))


def _printed(blocks: Sequence[Block], region: Region, headline: Headline) -> datetime | None:
    """The first date that the page prints where publication dates stand; a date of a change only for want of one."""
    for block in blocks:
        if block.role is Role.DATE and (date := printed_date(block.text)):
            return date
    below = blocks[headline.at + 1 : headline.at + 1 + NEAR] if headline.at is not None else ()
    lines = [block.text for block in [*below, *region.rest[:_TAIL_BLOCKS]]]
    return next((date for line in sorted(lines, key=is_update) if (date := date_line(line))), None)


def read_section(blocks: Sequence[Block], headline: Headline, meta: Meta) -> str | None:
    """The section: by the site's entry, by the page's data, by the breadcrumb above the headline."""
    named = [block.text for block in blocks if block.role is Role.SECTION]
    above = blocks[max(0, (headline.at or 0) - 8) : headline.at or 0]
    for block in reversed(above):
        if furniture(block.text) is Furniture.BREADCRUMB and "|" not in block.text:
            named = named or crumbs(block.text)
    sections = [block.text for block in above if fold(block.text) in SECTIONS]
    alone = sections[0] if len(sections) == 1 and sections[0] == above[-1].text else None
    specific = [name for name in named if fold(name) not in ("tin tuc", "trang chu", "home")]
    return (specific[-1] if specific else None) or meta.section or alone
