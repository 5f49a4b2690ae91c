"""On pages of unknown papers: which of the page's blocks are the article's. trafilatura decides."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from copy import deepcopy
from itertools import pairwise, takewhile

import trafilatura
from lxml.html import Element, HtmlElement
from trafilatura.settings import Document

from corpus.gather.boilerplate import furniture
from corpus.gather.html.blocks import Block
from corpus.gather.html.labels import COMMENT_NAMES
from corpus.gather.shape import is_opening

_SPACE = re.compile(r"\s+")
_SURE = 30  # letters: shorter blocks may be found in the text by chance
NEAR = 25  # blocks between a headline and the text: date, share buttons, photos
_TEXT_TAGS = ("p", "div", "td", "span", "br", "li", "h2", "font", "section", "article")
_RUNNING = 60  # characters
_FEWEST_RUNS = 3
_MOST = 0.75
_WIDEST_GAP = 12  # blocks: photos with captions and boxes of related articles

# It warns of every page without text; for us that is a Skipped with its reason.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def choose(page: HtmlElement, blocks: Sequence[Block], headline: int | None) -> range:
    """The blocks from the first to the last of the article; empty where there is none.

    `headline`: the number of its block. Of several parts of the page that trafilatura takes for the article, the
    one below the headline counts.
    """
    text = _extracted(page)
    runs = _runs([number for number, block in enumerate(blocks) if _is_in(block, text)])
    below = headline + 1 if headline is not None else None
    near = [run for run in runs if below is not None and below <= run[0] <= below + NEAR]
    run = max(near or runs, key=lambda run: sum(len(blocks[number].text) for number in run), default=[])
    if below is not None and not near and not (run and run[0] < below <= run[-1]):
        run = _prose_below(blocks, below) or run
    return _grown(blocks, range(run[0], run[-1] + 1)) if run else range(0)


def _grown(blocks: Sequence[Block], run: range) -> range:
    """The run with its neighbours of the same kind: unlinked text in the same place of the page."""
    stop = run.stop
    while stop < len(blocks) and _continues(blocks[stop - 1], blocks[stop]):
        stop += 1
    return range(run.start, stop)


def _continues(last: Block, block: Block) -> bool:
    same_place = block.names == last.names and block.hint is last.hint and block.role is last.role
    return same_place and not block.linked and furniture(block.text) is None


def _prose_below(blocks: Sequence[Block], start: int) -> list[int]:
    """The text right below a headline, where trafilatura took another part of the page: a photo with few words."""
    plain = takewhile(lambda number: blocks[number].linked < 1, range(start, min(start + NEAR, len(blocks))))
    return [number for number in plain if is_opening(blocks[number].text)]


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """The numbers, divided where so much lies between that it is another part of the page."""
    runs = [[*numbers[:1]]] if numbers else []
    for before, number in pairwise(numbers):
        if number - before > _WIDEST_GAP:
            runs.append([])
        runs[-1].append(number)
    return runs


def _extracted(page: HtmlElement) -> str:
    """The article's text without white space, out of the page's core or else the whole page."""
    return _by_trafilatura(_core(page)) or _by_trafilatura(page)


def _core(page: HtmlElement) -> HtmlElement:
    """The innermost element with most of the page's running text, alone in a page of its own.

    It makes trafilatura more than twice as fast: the rest is menus and other articles.
    """
    weights: dict[HtmlElement, int] = {}
    total = runs = 0
    for element in page.iter(*_TEXT_TAGS):
        text = element.tail if element.tag == "br" else element.text
        length = len(text.strip()) if text else 0
        above = [element, *element.iterancestors()]
        if length < _RUNNING or any(map(_is_comment, above)):
            continue
        total += length
        runs += 1
        for one in above:
            weights[one] = weights.get(one, 0) + length
    most = [element for element, weight in weights.items() if weight >= total * _MOST]
    if runs < _FEWEST_RUNS:
        return page
    core = max(most, key=lambda element: sum(1 for _ in element.iterancestors()))
    return page if core.tag in ("html", "body") else _alone(core)


def _is_comment(element: HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return names != " " and bool(COMMENT_NAMES.search(names.lower()))


def _alone(element: HtmlElement) -> HtmlElement:
    page, body = Element("html"), Element("body")
    page.append(body)
    body.append(deepcopy(element))
    return page


def _by_trafilatura(page: HtmlElement) -> str:
    # Fast, and for recall: it looks once. What it takes too much is told by the blocks' links and places.
    document = trafilatura.bare_extraction(
        page, fast=True, favor_recall=True, include_comments=False, include_tables=True
    )
    if not isinstance(document, Document):
        return ""
    return _squeezed("".join(map(str, document.body.itertext())))


def _squeezed(text: str) -> str:
    return _SPACE.sub("", text)


def _is_in(block: Block, text: str) -> bool:
    squeezed = _squeezed(block.text)
    return len(squeezed) >= _SURE and squeezed in text
