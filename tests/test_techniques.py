"""What is taken out to see what it is worth is really out, and back afterwards."""

from __future__ import annotations

import inspect
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.answer.ranking.model import fitted
from corpus.evaluation.bench import open_bench, with_articles
from corpus.evaluation.folds import FOLDS
from corpus.evaluation.questionset import load
from corpus.evaluation.run import Plan
from corpus.samples import articles_folder, questions_file

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from techniques import PLAIN, ROWS, changed, measure


@pytest.mark.parametrize("name", ROWS)
def test_what_was_taken_out_comes_back(name: str) -> None:
    before = [getattr(one.owner, one.name) for one in ROWS[name]]
    with changed(ROWS[name]):
        assert [getattr(one.owner, one.name) for one in ROWS[name]] == [one.value for one in ROWS[name]]
    assert [getattr(one.owner, one.name) for one in ROWS[name]] == before


@pytest.mark.parametrize("name", ROWS)
def test_what_stands_in_for_a_function_is_called_like_it(name: str) -> None:
    for one in ROWS[name]:
        if inspect.isfunction(one.value):
            before = inspect.signature(getattr(one.owner, one.name)).parameters
            assert len(inspect.signature(one.value).parameters) == len(before), one.name


async def test_plain_retrieval_is_worse_and_never_refuses(tmp_path: Path) -> None:
    questions = with_articles(load(questions_file()), articles_folder())
    plan = Plan(
        datetime(2026, 11, 24, tzinfo=UTC), ("bare",), leave_out=False, every=2, models=[fitted()] * FOLDS
    )
    async with await open_bench(
        tmp_path, [questions], [], None, "rank-bm25", lambda _done, _total: None
    ) as archive:
        everything = (await measure(archive, questions, "everything", plan))["bare"]
        plain = (await measure(archive, questions, PLAIN, plan))["bare"]
        again = (await measure(archive, questions, "everything", plan))["bare"]
    assert plain.article_at_1 < everything.article_at_1
    assert plain.quote_at_1 < everything.quote_at_1
    assert (plain.wrong_answers or 0) > (everything.wrong_answers or 0)
    assert (again.article_at_1, again.quote_at_3) == (everything.article_at_1, everything.quote_at_3)
