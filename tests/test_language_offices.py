"""Offices, units and kinds of places stand once: what is in two lists of the same sense is in one too many."""

from __future__ import annotations

from itertools import combinations

import pytest

from corpus.language.function_words import FUNCTION_WORDS, MARKED
from corpus.language.geography.landmarks import LANDMARKS, NAMED_AFTER_PEOPLE, NAMED_OTHERWISE, NO_COMMUNES
from corpus.language.measures import LARGE, MAGNITUDES, MEASURE_OF, UNITS
from corpus.language.offices import CALLING, OF_THE_STATE, PROFESSIONS, RANKS, TITLES
from corpus.language.text import fold

LISTS = {
    "ranks": RANKS,
    "titles": TITLES,
    "professions": PROFESSIONS,
    "of the state": OF_THE_STATE,
    "calling": "|".join(CALLING),
}
PLACES = (LANDMARKS, NAMED_AFTER_PEOPLE, NAMED_OTHERWISE, NO_COMMUNES)


@pytest.mark.parametrize("words", [*LISTS.values(), *PLACES])
def test_no_word_stands_twice_in_a_list(words: str) -> None:
    alternatives = words.split("|")
    assert len(alternatives) == len(set(alternatives))


@pytest.mark.parametrize(("one", "other"), list(combinations(LISTS, 2)))
def test_no_word_stands_in_two_lists_of_how_people_are_called(one: str, other: str) -> None:
    assert not set(LISTS[one].split("|")) & set(LISTS[other].split("|"))


def test_what_a_name_is_of_is_told_by_one_kind_of_place() -> None:
    assert not set(NAMED_AFTER_PEOPLE.split("|")) & set(NAMED_OTHERWISE.split("|"))


def test_a_unit_has_one_measure() -> None:
    assert len(MEASURE_OF) == sum(len(units.split("|")) for units in UNITS.values())


def test_large_magnitudes_are_some_of_all() -> None:
    assert set(MAGNITUDES) - set(LARGE.split("|")) == {"trăm"}


def test_function_words_without_marks_are_those_with_them() -> None:
    assert frozenset(map(fold, MARKED)) == FUNCTION_WORDS
