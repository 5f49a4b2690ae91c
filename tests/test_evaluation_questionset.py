"""Question sets: what is none is named by its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.errors import QuestionSetError
from corpus.evaluation.questionset import GoldSpan, load


def written(folder: Path, *lines: str) -> Path:
    path = folder / "set.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def line(answers: str, key: str = '"1"') -> str:
    return f'{{"id": {key}, "question": "giá tôm", "article_id": "a", "answers": {answers}}}'


@pytest.mark.parametrize(
    "answers",
    [
        '[{"text": ""}]',
        '[{"text": null}]',
        '[{"text": 5}]',
        '[{"start": -5, "end": -1}]',
        '[{"start": 5, "end": 5}]',
        '[{"start": 1e999}]',
        '[{"start": 1, "end": Infinity}]',
        "[5]",
        "5",
        "[" * 100_000,
    ],
)
def test_a_gold_answer_that_is_none_is_refused(tmp_path: Path, answers: str) -> None:
    with pytest.raises(QuestionSetError, match="line 2"):
        load(written(tmp_path, line('[{"text": "950.000 đồng"}]'), line(answers)))


def test_half_a_letter_is_no_id(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="line 1"):
        load(written(tmp_path, line('[{"text": "950.000 đồng"}]', r'"\ud800"')))


def test_a_gold_answer_has_a_text_or_a_place(tmp_path: Path) -> None:
    answers = json.dumps([{"text": "950.000 đồng"}, {"start": 3, "end": 9}, {"text": "", "start": 0}])
    (example,) = load(written(tmp_path, line(answers))).examples
    assert example.answers == (GoldSpan("950.000 đồng", None), GoldSpan("", 3, 9), GoldSpan("", 0))


def test_a_gold_answer_whose_place_its_set_did_not_find_is_looked_up(tmp_path: Path) -> None:
    (example,) = load(written(tmp_path, line('[{"text": "950.000 đồng", "start": -1}]'))).examples
    assert example.answers == (GoldSpan("950.000 đồng", None),)
