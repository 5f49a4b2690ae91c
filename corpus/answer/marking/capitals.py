"""Runs of words with a capital: what a name, of whatever it is, looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Words = Sequence[re.Match[str]]
"""The words of a run, in their order; never none."""

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|(?<![\w.])[^\W\d_]+(?!\w)")


def capitalised(text: str) -> Iterator[Words]:
    """Runs of words with a capital, each word beside the next."""
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        if run and (not _has_capital(match[0]) or text[run[-1].end() : match.start()] != " "):
            yield run
            run = []
        if _has_capital(match[0]):
            run.append(match)
    if run:
        yield run


def _has_capital(word: str) -> bool:
    """Like a name's: the first letter alone; or initials."""
    return word[0].isupper() and (word[-1] == "." or not word[1:] or word[1:].islower())
