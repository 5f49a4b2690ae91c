"""Batches of questions: JSONL, a question a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus.cli.running import lines_of
from corpus.language.text import normalise
from corpus.models import Question, Skipped
from corpus.timezone import moment

Asked = tuple[Any, Question]  # with its id, None without one

LONGEST = 4_096  # characters of a question, as many as a message has on Telegram
_FORM = (
    '{"id", "question", "history", "as_of"} in JSON; all but the question may be missing, '
    f"which has up to {LONGEST:,} characters"
)


def questions_of(
    batch: Path, as_of: datetime, is_talk: Callable[[str], object] = lambda _text: None
) -> Iterator[Asked | Skipped]:
    """The questions of a file, "-" for what comes in, as they come.

    `is_talk`: true of what is no question ("cảm ơn"): in a history it is passed over, as in the chat. A line that is
    none is skipped with its number. Raises HoiBaoError where the file cannot be read.
    """
    with lines_of(batch, errors="surrogateescape") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield _read(line, as_of, is_talk) or Skipped(batch, _fault(line), number)


def _read(line: str, as_of: datetime, is_talk: Callable[[str], object]) -> Asked | None:
    try:
        key, asked = _question(line, as_of)
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return None
    return key, replace(asked, history=tuple(one for one in asked.history if not is_talk(one)))


def _fault(line: str) -> str:
    """What is wrong with a line that is no question."""
    try:
        line.encode()
    except UnicodeEncodeError:
        return "not text in UTF-8"
    return f"not {_FORM}"


def _question(line: str, as_of: datetime) -> Asked:
    record = json.loads(line)
    history = record.get("history") or []
    asked_at = moment(str(record["as_of"])) if record.get("as_of") else as_of
    if not isinstance(history, list):
        raise TypeError("history is no list")
    texts = [_whole_text(record["question"]), *(_whole_text(str(one)) for one in history)]
    json.dumps(record.get("id"), ensure_ascii=False, allow_nan=False).encode()  # it is printed again
    return record.get("id"), Question(normalise(texts[0]), asked_at, tuple(texts[1:]))


def _whole_text(value: Any) -> str:
    """A text that is none too long, without halves of letters. Raises TypeError, ValueError."""
    if not isinstance(value, str):
        raise TypeError("no text")
    if len(value) > LONGEST:
        raise ValueError("longer than any question")
    value.encode()
    return value
