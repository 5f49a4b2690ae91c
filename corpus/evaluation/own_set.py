"""The newsroom's own question set: questions that readers really asked, and what answers them, as JSON lines.

Its form is that of `questionset`: `hoibao eval` and every other reader of sets can take the file. The gold is kept by
its words, not by its place, so that it stands when an article is corrected around it.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from corpus.errors import QuestionSetError
from corpus.evaluation.questionset import QuestionSet, load
from corpus.language.text import fold
from corpus.models import Quote
from corpus.store.system_errors import why

FILE_NAME = "newsroom.jsonl"


class OwnSet:
    """The set in a data folder. Written by one process; raises QuestionSetError where the file cannot be used."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME

    def load(self) -> QuestionSet | None:
        """The set, None while there is nothing in it."""
        return load(self.path) if self._records() else None

    def has(self, question: str) -> bool:
        """Whether a question is in."""
        return any(record["id"] == _id_of(question) for record in self._records())

    def add(self, question: str, gold: Quote | None) -> bool:
        """Put a question in: answered by `gold`, or by no article where that is None. False where it is in already."""
        records = self._records()
        if self.has(question):
            return False
        self._write([*records, _record(_id_of(question), question, gold)])
        return True

    def remove(self, question: str) -> bool:
        """Take a question out; False where it is not in."""
        records = self._records()
        kept = [record for record in records if record["id"] != _id_of(question)]
        if len(kept) == len(records):
            return False
        self._write(kept)
        return True

    def _records(self) -> list[dict[str, Any]]:
        if not self.path.exists():
            return []
        try:
            lines = self.path.read_text("utf-8").splitlines()
            return [json.loads(line) for line in lines if line.strip()]
        except OSError as error:
            raise QuestionSetError(f"{FILE_NAME} cannot be read: {why(error)}") from error
        except ValueError as error:
            raise QuestionSetError(f"{FILE_NAME} cannot be read as JSON lines") from error

    def _write(self, records: list[dict[str, Any]]) -> None:
        aside = self.path.with_name(f"{FILE_NAME}.new")
        try:
            aside.write_text(
                "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8"
            )
            aside.replace(self.path)
        except OSError as error:
            raise QuestionSetError(f"cannot write {FILE_NAME}: {why(error)}") from error


def _id_of(question: str) -> str:
    """The same for the same words, however they are typed."""
    return hashlib.sha256(" ".join(fold(question).split()).encode()).hexdigest()[:12]


def _record(number: str, question: str, gold: Quote | None) -> dict[str, Any]:
    if gold is None:
        return {"id": number, "question": question, "answers": [], "is_impossible": True}
    return {
        "id": number,
        "question": question,
        "article_id": gold.source.article_id,
        "answers": [{"text": gold.text}],
        "is_impossible": False,
    }
