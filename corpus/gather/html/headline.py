"""Which block of a page is the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.gather.html.blocks import Block, Hint
from corpus.gather.html.labels import letters
from corpus.gather.html.meta import Meta
from corpus.gather.imprint import is_masthead
from corpus.gather.shape import syllables
from corpus.gather.sites import Role

_SHORTEST = 3
_LONGEST = 400  # characters
_SURE = 15  # letters of a block that a title of the page begins with
_SUFFIX = re.compile(r"(?:\s+[-–—]\s+|\s*\|\s*)(?P<name>(?:(?!\s[-–—]\s)[^|])+)$")
_LONGEST_SUFFIX = 6


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline, and the number of its block; None where only the page's data have it."""

    text: str
    at: int | None


def read_headline(blocks: Sequence[Block], meta: Meta) -> Headline | None:
    """The headline as printed: by the site's entry, as the page's only title, or by the page's data."""
    for number in (*_by_role(blocks), *_by_title(blocks, meta), *_alone(blocks)):
        return Headline(blocks[number].text, number)
    return Headline(_without_paper(meta.titles[0]), None) if meta.titles else None


def _by_role(blocks: Sequence[Block]) -> Iterator[int]:
    return (number for number, block in enumerate(blocks) if block.role is Role.HEADLINE)


def _by_title(blocks: Sequence[Block], meta: Meta) -> Iterator[int]:
    """Blocks that say what a title of the page says; those that are marked as titles first."""
    titles = [letters(title) for title in meta.titles]
    matching = [
        number
        for number, block in enumerate(blocks)
        if len(block.text) <= _LONGEST
        and syllables(block.text) >= _SHORTEST
        and _says(letters(block.text), titles)
        and not is_masthead(block.text)
    ]
    yield from sorted(matching, key=lambda n: (blocks[n].hint is not Hint.TITLE, blocks[n].linked > 0.5, n))


def _says(text: str, titles: Sequence[str]) -> bool:
    return any(text == title or (len(text) >= _SURE and title.startswith(text)) for title in titles)


def _alone(blocks: Sequence[Block]) -> Iterator[int]:
    """The only block that is marked as a title and can be a headline."""
    found = [
        number
        for number, block in enumerate(blocks)
        if block.hint is Hint.TITLE and syllables(block.text) >= _SHORTEST and not is_masthead(block.text)
    ]
    yield from found if len(found) == 1 else ()


def _without_paper(title: str) -> str:
    """A window's title without the section and the paper's name behind it."""
    while (found := _SUFFIX.search(title)) and syllables(found["name"]) <= _LONGEST_SUFFIX:
        if syllables(title[: found.start()]) <= _LONGEST_SUFFIX:
            break
        title = title[: found.start()]
    return title
