"""Question sets: questions with gold spans, and the articles they were asked about.

A line of a set is JSON: {"id", "question", "answers": [{"text", "start"?, "end"?}], "is_impossible"?, "history"?,
"as_of"?} ("as_of": the moment of asking, where that matters). It names its article in one of two ways: "title" and
"context" hold it (start counts code points of context), or "article_id" names one that is already in the archive (the
gold text is looked up in it). Where start and end are given, the text may be missing: a set need not copy what others
wrote.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus.errors import QuestionSetError
from corpus.language.text import normalise
from corpus.models import Article, Part, PartKind
from corpus.timezone import moment

NAMED = 20  # wrong lines of a file that are named
_FAULTS = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)


class _GoldError(ValueError):
    """A gold answer that is none, in words for whoever wrote it."""


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """What answers a question: where it starts in the article's text, in code points (None: look it up).

    `end`: where it ends, where the set says that instead of the text.
    """

    text: str
    start: int | None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its gold. `answers` is empty where nothing in the article answers it.

    `asked_at`: None where it does not matter.
    """

    id: str
    question: str
    article_id: str
    answers: tuple[GoldSpan, ...]
    history: tuple[str, ...] = ()
    asked_at: datetime | None = None

    @property
    def is_answerable(self) -> bool:
        """Whether its article answers it."""
        return bool(self.answers)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The examples of a file, and the articles it brings with it, by id."""

    name: str
    examples: tuple[Example, ...]
    articles: dict[str, Article]


def load(path: Path) -> QuestionSet:
    """Read a question set (.jsonl, also .gz). Raises QuestionSetError naming up to NAMED lines that are wrong.

    One wrong line is enough: without the questions that are hard to write down, a set would give better numbers.
    """
    examples: list[Example] = []
    articles: dict[str, Article] = {}
    wrong: list[str] = []
    for number, line in _lines(path):
        try:
            example, article = _example(json.loads(line))
        except _FAULTS as error:
            wrong.append(f"{path}, line {number}: not a question with its gold: {_fault(error)}")
            continue
        examples.append(example)
        if article is not None:
            articles[article.id] = article
    if wrong:
        left_out = [f"{path}: {len(wrong) - NAMED} more lines like these"] if len(wrong) > NAMED else []
        raise QuestionSetError("\n".join([*wrong[:NAMED], *left_out]))
    if not examples:
        raise QuestionSetError(f"{path}: no questions in it")
    return QuestionSet(path.name.split(".jsonl")[0], tuple(examples), articles)


def load_all(paths: Iterable[Path]) -> list[QuestionSet]:
    """Several sets. Raises QuestionSetError naming what is wrong with any of them."""
    found, wrong = list[QuestionSet](), list[str]()
    for path in paths:
        try:
            found.append(load(path))
        except QuestionSetError as error:
            wrong.append(str(error))
    if wrong:
        raise QuestionSetError("\n".join(wrong))
    return found


def _fault(error: Exception) -> str:
    """What is wrong with a line, as far as one can tell by where reading it ended."""
    if isinstance(error, json.JSONDecodeError | RecursionError):
        return "no JSON"
    if isinstance(error, KeyError):
        return f"it has no {error.args[0]!r}"
    return str(error) if isinstance(error, _GoldError) else "something in it is of another kind"


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines that say something, by their numbers in the file."""
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8") as file
        ):
            yield from ((number, line) for number, line in enumerate(file, start=1) if line.strip())
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise QuestionSetError(f"{path}: cannot be read as JSON lines") from error


def _example(record: dict[str, Any]) -> tuple[Example, Article | None]:
    article = _article(record) if "context" in record else None
    article_id = article.id if article else str(record.get("article_id") or record.get("source_file") or "")
    answers = () if record.get("is_impossible") else tuple(_gold(record["answers"]))
    history = tuple(map(str, record.get("history") or ()))
    asked_at = moment(str(record["as_of"])) if record.get("as_of") else None
    str(record["id"]).encode()  # half a letter could not be printed
    return Example(
        str(record["id"]), str(record["question"]), article_id, answers, history, asked_at
    ), article


def _article(record: dict[str, Any]) -> Article:
    text, headline = normalise(str(record["context"])), normalise(str(record.get("title") or ""))
    key = hashlib.sha256(f"{headline}\n{text}".encode()).hexdigest()[:16]
    return Article(f"eval-{key}", headline, text, (Part(PartKind.BODY, 0, len(text)),))


def _gold(answers: Iterable[dict[str, Any]]) -> Iterator[GoldSpan]:
    for answer in answers:
        start, end = (int(answer[key]) if answer.get(key) is not None else None for key in ("start", "end"))
        text = answer.get("text") or ""
        if not isinstance(text, str) or (start is None and not text.strip()):
            raise _GoldError("a gold answer without a text and without a place")
        if start == -1 and text.strip():  # sets made by programs say so where they did not find it
            start = end = None
        if start is not None and (start < 0 or (end is not None and end <= start)):
            raise _GoldError("a gold span that is none")
        yield GoldSpan(normalise(text), start, end)
