"""The floors of the large sets: the file is whole, and is about the questions and articles that are here.

Measuring takes long and needs ../shared and `make fit`, so that is `make quality`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from gather_support import shared_path

from corpus.evaluation.bench import with_articles
from corpus.evaluation.floors import AT_LEAST, AT_MOST, digest_of, read
from corpus.evaluation.questionset import load

FLOORS = Path(__file__).parent / "quality_floors.json"
READERS = Path(__file__).parents[1] / "scripts" / "readers.jsonl"
SETS = ("readers", "vicoqa.dev", "vinewsqa.dev")
VARIANTS = ("typed", "bare")


def test_every_set_has_a_floor_for_every_number_in_every_way_of_typing() -> None:
    floors = read(FLOORS)
    assert tuple(floors) == SETS
    for one in floors.values():
        assert tuple(one.numbers) == VARIANTS
        for numbers in one.numbers.values():
            assert set(numbers) == {*AT_LEAST, *AT_MOST}
            assert all(0 < value < 1 for value in numbers.values())


def test_floors_agree_with_one_another() -> None:
    for one in read(FLOORS).values():
        for numbers in one.numbers.values():
            assert numbers["quote_at_1"] <= numbers["quote_at_3"] <= numbers["answered"]
            assert numbers["wrong_answers"] < numbers["answered"]


def test_the_questions_of_readers_bring_no_article_text() -> None:
    """What they are asked about is others'; where the answer stands is told by numbers."""
    questions = load(READERS)
    assert len(questions.examples) > 1_900
    assert not questions.articles
    for one in questions.examples:
        assert all(not gold.text and gold.start is not None for gold in one.answers)


def test_the_questions_of_readers_are_about_the_articles_that_are_here() -> None:
    questions = with_articles(load(READERS), shared_path("news/subset_phuyen.fulltext.jsonl.gz"))
    for one in questions.examples:
        for gold in one.answers:
            said = questions.articles[one.article_id].text[gold.start : gold.end]
            assert said.strip() == said
            assert said


@pytest.mark.parametrize("name", SETS)
def test_floors_are_about_the_questions_and_articles_that_are_here(name: str) -> None:
    province = shared_path("news/subset_phuyen.fulltext.jsonl.gz")
    own = [READERS, province] if name == "readers" else [shared_path(f"eval/{name}.jsonl.gz")]
    inputs = [*own, shared_path("news/vnds.val.jsonl.gz")]
    assert read(FLOORS)[name].digest == digest_of(inputs), "measure and write the floors anew: make quality"
