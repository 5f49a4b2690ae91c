"""The table of everyday words can be read, and says nothing twice."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

from corpus.answer.reading.aliases import LONGEST
from corpus.language.synonyms import GroupKind, groups
from corpus.language.text import fold

TABLE = files("corpus.language").joinpath("data", "everyday_words.txt").read_text("utf-8")
LINES = [line for line in TABLE.splitlines() if line and not line.startswith("#")]


def is_news_to(other: str, phrase: str) -> bool:
    """Whether it is not found anyhow by the words that were typed."""
    return not set(fold(phrase).split()) <= set(fold(other).split())


def test_no_line_stands_twice() -> None:
    assert [line for line, times in Counter(LINES).items() if times > 1] == []


def test_each_line_is_a_group_that_finds_something_else() -> None:
    read = [one for one in groups() if one.kind is GroupKind.SYNONYM]
    assert len(read) == len(LINES)
    for group, line in zip(read, LINES, strict=True):
        assert all(len(phrase.split()) <= LONGEST for phrase in (*group.said, *group.found)), line
        if group.said is not group.found:
            assert all(any(is_news_to(one, phrase) for one in group.found) for phrase in group.said), line


def test_what_is_said_is_said_by_few_lines() -> None:
    """Each line is one thing; a word that leads to many finds everything."""
    said = Counter(phrase for one in groups() if one.kind is GroupKind.SYNONYM for phrase in one.said)
    assert [phrase for phrase, lines in said.items() if lines > 3] == []
