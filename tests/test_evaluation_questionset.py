"""Question sets: what is none is named by its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_support import hoibao_here

from corpus.errors import QuestionSetError
from corpus.evaluation.bench import with_articles
from corpus.evaluation.questionset import NAMED, GoldSpan, load


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


def test_articles_may_lie_in_folders_within_and_a_missing_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "set" / "articles").mkdir(parents=True)
    (tmp_path / "set" / "articles" / "tom.txt").write_text(
        "Giá tôm hùm\n\nGiá tôm hùm là 950.000 đồng.\n", "utf-8"
    )
    record = {
        "id": "1",
        "question": "giá tôm hùm",
        "source_file": "tom.txt",
        "answers": [{"text": "950.000 đồng"}],
    }
    (tmp_path / "set" / "questions.jsonl").write_text(json.dumps(record), "utf-8")
    questions = load(tmp_path / "set" / "questions.jsonl")
    (example,) = with_articles(questions, tmp_path / "set").examples
    assert example.article_id != "tom.txt"
    (tmp_path / "set" / "articles" / "tom.txt").unlink()
    with pytest.raises(QuestionSetError, match=r"such as 'tom\.txt'"):
        with_articles(questions, tmp_path / "set")


def test_every_wrong_line_of_every_set_is_named_before_anything_is_measured(tmp_path: Path) -> None:
    good = line('[{"text": "950.000 đồng"}]')
    first = written(tmp_path, good, "", "{", line('[{"text": ""}]'))
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": "1", "answers": []}\n' + good + "\n" + "5\n" * (NAMED + 2), "utf-8")
    done = hoibao_here(tmp_path, "eval", str(first), str(other), "--cache", str(tmp_path / "cache"))
    assert (done.code, done.out) == (1, "")
    said = done.err.removeprefix("Error: ").splitlines()
    assert said[:3] == [
        f"{first}, line 3: not a question with its gold: no JSON",
        f"{first}, line 4: not a question with its gold: a gold answer without a text and without a place",
        f"{other}, line 1: not a question with its gold: it has no 'question'",
    ]
    assert said[-1] == f"{other}: 3 more lines like these"
    assert len(said) == 2 + NAMED + 1
    assert not (tmp_path / "cache").exists()
