"""On pages of unknown papers: which of the page's blocks are the article's. trafilatura decides."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from itertools import pairwise

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document

from corpus.gather.html_blocks import Block

_SPACE = re.compile(r"\s+")
_SURE = 30  # letters: shorter blocks may be found in the text by chance
_WIDEST_GAP = 12  # blocks: photos with captions and boxes of related articles
_FAST_ENOUGH = 1_500  # letters of text from which on trafilatura's first look is trusted

# It warns of every page without text; for us that is a Skipped with its reason.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def choose(page: HtmlElement, blocks: Sequence[Block]) -> range:
    """The run of blocks where trafilatura finds the article, from the first to the last; empty without any."""
    text = _extracted(page, fast=True)
    if len(text) < _FAST_ENOUGH:
        text = max(_extracted(page, fast=False), text, key=len)
    found = [number for number, block in enumerate(blocks) if _is_in(block, text)]
    if not found:
        return range(0)
    run = max(_runs(found), key=lambda run: sum(len(blocks[number].text) for number in run))
    return range(run[0], run[-1] + 1)


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """The numbers, divided where so much lies between that it is another part of the page."""
    runs = [[numbers[0]]]
    for before, number in pairwise(numbers):
        if number - before > _WIDEST_GAP:
            runs.append([])
        runs[-1].append(number)
    return runs


def _extracted(page: HtmlElement, *, fast: bool) -> str:
    """The article's text without white space."""
    document = trafilatura.bare_extraction(page, fast=fast, include_comments=False, include_tables=True)
    if not isinstance(document, Document):
        return ""
    return _squeezed("".join(map(str, document.body.itertext())))


def _squeezed(text: str) -> str:
    return _SPACE.sub("", text)


def _is_in(block: Block, text: str) -> bool:
    squeezed = _squeezed(block.text)
    return len(squeezed) >= _SURE and squeezed in text
