"""The sample articles and questions keep their promises: gold is verbatim, and the set is as varied as it says."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.gather import read_paths
from corpus.models import Article
from corpus.samples import articles_folder, questions_file

KINDS = {"ai", "bao nhiêu", "khi nào", "ở đâu", "vì sao", "thế nào", "là gì", "có không", "gì"}
PUBLISHERS = ("Báo Duyên Hải Online",)


@cache
def articles() -> Mapping[str, Article]:
    """Every sample article under the key that questions use: its id in a .jsonl file, else its file's name."""
    found: dict[str, Article] = {}
    for path in sorted(articles_folder().iterdir()):
        for article in read_paths([path]):
            assert isinstance(article, Article), f"{path.name}: {article}"
            key = article.id if path.suffix == ".jsonl" else path.name
            assert key not in found, f"{key} stands there twice"
            found[key] = article
    return found


@cache
def questions() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in questions_file().read_text(encoding="utf-8").splitlines())


def answerable() -> list[dict[str, Any]]:
    return [question for question in questions() if not question["is_impossible"]]


def key_of(question: Mapping[str, Any]) -> str:
    return str(question.get("article_id") or question["source_file"])


def is_bare(text: str) -> bool:
    """Typed without any Vietnamese mark."""
    return text.isascii()


def test_there_are_as_many_as_the_readme_says() -> None:
    assert len(articles()) >= 40
    assert len(answerable()) >= 400 and len(questions()) - len(answerable()) >= 210
    assert sum(is_bare(question["question"]) for question in questions()) >= 200


def test_every_file_is_normal_utf8_text() -> None:
    for path in [*articles_folder().iterdir(), questions_file()]:
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), path.name
        assert text.endswith("\n") and "\r" not in text, path.name


def test_every_article_is_whole() -> None:
    for key, article in articles().items():
        assert article.headline and article.published_at is not None, key
        assert article.published_at.utcoffset() is not None, key
        assert 200 <= len(article.text.split()) <= 750, (key, len(article.text.split()))


def test_no_two_articles_have_the_same_headline_or_text() -> None:
    for values in ([a.headline for a in articles().values()], [a.text for a in articles().values()]):
        assert [value for value, count in Counter(values).items() if count > 1] == []


def test_nothing_of_the_page_around_the_article_is_kept() -> None:
    for key, article in articles().items():
        for furniture in (
            "BÌNH LUẬN",
            "Mã xác nhận",
            "CÁC TIN KHÁC",
            "Bản quyền 2005",
            "Đọc nhiều",
            "Cookie",
        ):
            assert furniture not in article.text, (key, furniture)


def test_gold_is_verbatim_and_the_only_one_of_its_kind() -> None:
    wrong = []
    for question in answerable():
        text = articles()[key_of(question)].text
        wrong += [
            (question["id"], gold["text"]) for gold in question["answers"] if text.count(gold["text"]) != 1
        ]
    assert wrong == []


def test_every_article_is_asked_about() -> None:
    asked = Counter(key_of(question) for question in answerable())
    assert set(articles()) == set(asked)
    assert min(asked.values()) >= 7


def test_questions_are_well_formed() -> None:
    for question in questions():
        assert question["kind"] in KINDS, question["id"]
        assert question["question"] == question["question"].strip() != "", question["id"]
        assert bool(question["answers"]) is not question["is_impossible"], question["id"]
        named = {"article_id", "source_file"} & set(question)
        assert len(named) == (0 if question["is_impossible"] else 1), question["id"]


@pytest.mark.parametrize("field", ["id", "question"])
def test_no_question_is_there_twice(field: str) -> None:
    values = Counter(question[field].lower() for question in questions())
    assert [value for value, count in values.items() if count > 1] == []


def test_accessors_point_at_what_is_installed() -> None:
    assert isinstance(articles_folder(), Path) and articles_folder().is_dir()
    assert questions_file().is_file()
