"""Counting an archive's words as its index is built."""

from __future__ import annotations

import pytest

from corpus.index import IndexDocument, words
from corpus.index.words import Counting

SYLLABLE = "phưởng"  # that no newspaper's common words have


def documents(count: int) -> list[IndexDocument]:
    return [IndexDocument(number, None, {"accented": SYLLABLE}) for number in range(count)]


def counted(passages: int) -> int:
    counting = Counting()
    given = documents(passages)
    assert list(counting.passing(given)) == given
    marks = counting.marks
    return int(marks.counts[marks.syllables.index(SYLLABLE)])


@pytest.mark.parametrize("passages", [1, 99, 100, 101, 450])
def test_every_passage_is_counted_once(passages: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "AT_ONCE", 200)
    assert counted(passages) == passages


def test_of_a_large_archive_every_tenth_behind_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "AT_ONCE", 200)
    monkeypatch.setattr(words, "COUNTED_ALL", 300)
    assert counted(1_000) == 300 + 700 // 10


def test_nothing_counted_is_what_all_newspapers_write() -> None:
    counting = Counting()
    assert list(counting.passing([])) == []
    assert len(counting.marks.syllables) > 1_000
