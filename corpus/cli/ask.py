"""`hoibao ask`: a question, or a batch of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from corpus.archive import Archive
from corpus.cli.batch import LONGEST, Asked, questions_of
from corpus.cli.running import run_with_archive
from corpus.explanation import Explanation
from corpus.language.text import normalise
from corpus.models import Answer, Outcome, Question, Skipped
from corpus.terminal import answer_json, answer_text, explanation_text, skipped_line
from corpus.timezone import moment, now


def _moment(_context: click.Context, _option: click.Parameter, value: str | None) -> datetime:
    if value is None:
        return now()
    try:
        return moment(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not like 2023-08-20T09:00+07:00") from error


def ask_verb(said_instead: Callable[[str], str | None] = lambda _text: None) -> click.Command:
    """`hoibao ask`. `said_instead`: what is said to a question that is none; None where it may be one."""

    @click.command()
    @click.argument("question", required=False)
    @click.option(
        "--batch", type=click.Path(path_type=Path, allow_dash=True), help="JSONL of questions; - is stdin."
    )
    @click.option("--json", "as_json", is_flag=True, help="Print answers as JSON, one a line.")
    @click.option(
        "--explain", is_flag=True, help="Also say why: words found, time and place as read, what was weighed."
    )
    @click.option("--as-of", callback=_moment, help="The moment of asking, such as 2023-08-20T09:00+07:00.")
    @click.option("--any-time", is_flag=True, help="Whatever days a question asks about.")
    def ask(
        question: str | None,
        batch: Path | None,
        as_json: bool,
        explain: bool,
        as_of: datetime,
        any_time: bool,
    ) -> None:
        """Answer a QUESTION, or a batch of them, with quotes."""
        if (question is None) == (batch is None):
            raise click.UsageError("give either a question or --batch FILE")
        if question is not None:
            question = _checked(question)
            if not as_json and not explain and (said := said_instead(question)):
                click.echo(said)
                return
        show = _as_json if as_json else _as_text if batch is None else _as_text_with_question

        async def work(archive: Archive) -> None:
            failed = False
            for read in _questions(question, batch, as_of, said_instead):
                if isinstance(read, Skipped):
                    click.echo(skipped_line(read), err=True)
                    failed = True
                    continue
                key, asked = read[0], replace(read[1], ignore_period=any_time)
                answer = await archive.ask(asked)
                why = await archive.explain(asked) if explain else None
                click.echo(show(answer, key, why))
                failed = failed or answer.outcome is Outcome.UNAVAILABLE
            if failed:
                raise click.exceptions.Exit(1)

        run_with_archive(work)

    return ask


def _checked(question: str) -> str:
    """The question, normalised. Raises UsageError."""
    if not question.strip():
        raise click.UsageError("the question is empty")
    if len(question) > LONGEST:
        raise click.UsageError(f"the question is longer than {LONGEST:,} characters")
    return normalise(question)


def _questions(
    question: str | None, batch: Path | None, as_of: datetime, is_talk: Callable[[str], object]
) -> Iterable[Asked | Skipped]:
    if batch is not None:
        return questions_of(batch, as_of, is_talk)
    return [(None, Question(question or "", as_of))]


def _as_json(answer: Answer, key: Any, why: Explanation | None) -> str:
    return json.dumps(answer_json(answer, key) | ({"explanation": why} if why else {}), ensure_ascii=False)


def _as_text_with_question(answer: Answer, key: Any, why: Explanation | None) -> str:
    return f"{key or ''} {answer.question}".strip() + "\n" + _as_text(answer, key, why)


def _as_text(answer: Answer, _key: Any, why: Explanation | None) -> str:
    return answer_text(answer) + (f"\n\n{explanation_text(why, answer.quotes)}" if why else "")
