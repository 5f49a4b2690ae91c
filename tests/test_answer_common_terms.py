"""Which terms of a question are looked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

import pytest

from corpus.answer.reading.common_terms import COMMON, SMALL, Frequencies, without_common
from corpus.archive.retrieval import Retrieval
from corpus.index import IndexDocument
from corpus.index.rank_bm25_engine import RankBM25Retriever
from corpus.models import Query

PASSAGES = 1_000_000
Term = tuple[str, str]


def counted(counts: Mapping[str, int]) -> Frequencies:
    def frequencies(terms: Iterable[Term]) -> dict[Term, int]:
        return {(field, term): counts.get(term, 0) for field, term in terms}

    return frequencies


def terms_of(by_field: Mapping[str, Mapping[str, float]]) -> list[tuple[str, str, float]]:
    return [(field, term, weight) for field, row in by_field.items() for term, weight in row.items()]


def test_what_stands_everywhere_is_not_looked_for() -> None:
    query = Query({"words": {"giá": 1.0, "tôm_hùm": 1.0}, "syllables": {"gia": 0.4, "hum": 0.4}}, 5, 9)
    found = without_common(
        query, PASSAGES, counted({"giá": 60_000, "tôm_hùm": 900, "gia": 250_000, "hum": 2_000})
    )
    assert found.terms == {"words": {"tôm_hùm": 1.0}, "syllables": {"hum": 0.4}}
    assert (found.published_from, found.published_to) == (5, 9)


def test_a_question_of_common_words_is_found_by_the_rarest_of_them() -> None:
    """In a province's paper the province's name stands in most passages, and is asked for all the same."""
    query = Query({"words": {"tỉnh": 1.0, "phú_yên": 1.0, "chủ_tịch": 1.0}})
    found = without_common(
        query, PASSAGES, counted({"tỉnh": 400_000, "phú_yên": 600_000, "chủ_tịch": 90_000})
    )
    assert found.terms == {"words": {"chủ_tịch": 1.0}}


def test_a_word_that_no_passage_has_is_not_enough_to_find_by() -> None:
    query = Query({"words": {"giá": 1.0, "xyzzy": 1.0}})
    found = without_common(query, PASSAGES, counted({"giá": 300_000}))
    assert found.terms == query.terms


def test_in_a_small_archive_all_words_find() -> None:
    query = Query({"words": {"giá": 1.0, "tôm_hùm": 1.0}})
    assert without_common(query, SMALL, counted({"giá": SMALL, "tôm_hùm": 3})) == query
    assert without_common(query, SMALL + 1, counted({"giá": SMALL, "tôm_hùm": 3})).terms == {
        "words": {"tôm_hùm": 1.0}
    }


def test_removed_passages_that_count_still_do_no_harm() -> None:
    query = Query({"words": {"giá": 1.0, "tôm_hùm": 1.0}})
    found = without_common(query, PASSAGES, counted({"giá": PASSAGES + 10, "tôm_hùm": 3}))
    assert found.terms == {"words": {"tôm_hùm": 1.0}}


def test_nothing_asked_is_nothing_looked_for() -> None:
    assert without_common(Query({}), PASSAGES, counted({})) == Query({})


@pytest.mark.parametrize("seed", range(30))
def test_all_terms_stay_with_their_weights_and_order_and_some_find(seed: int) -> None:
    random = Random(seed)
    counts = {f"t{number}": int(PASSAGES ** random.random()) for number in range(60)}
    query = Query(
        {
            field: {
                f"t{random.randint(0, 70)}": random.choice([0.3, 1.0]) for _ in range(random.randint(1, 12))
            }
            for field in ("words", "syllables", "bigrams")
        }
    )
    found = without_common(query, PASSAGES, counted(counts))
    every = terms_of(query.terms)
    kept = terms_of(found.terms)
    assert kept == [one for one in every if one in kept]
    assert all(
        counts[term] >= COMMON * PASSAGES
        for _field, term, _weight in every
        if (_field, term, _weight) not in kept
    )
    if any(term in counts for _field, term, _weight in every):
        assert any(term in counts for _field, term, _weight in terms_of(found.terms))


def test_what_was_counted_for_a_question_stays(tmp_path: Path) -> None:
    """Also while another thread adds passages; and what nobody has asked for is counted when it is asked for."""
    retriever = RankBM25Retriever.create(tmp_path)
    retriever.add([IndexDocument(1, None, {"words": "giá tôm"}), IndexDocument(2, None, {"words": "giá"})])
    searching = Retrieval(retriever)
    assert searching.frequency("words", "giá") == 2
    retriever.add([IndexDocument(3, None, {"words": "giá cá"})])
    assert (searching.passages, searching.frequency("words", "giá")) == (2, 2)
    assert searching.frequency("words", "cá") == 1
    assert [hit.passage_id for hit in searching.best(Query({"words": {"cá": 1.0}}))] == [3]
