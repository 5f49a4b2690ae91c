"""`hoibao ask`: a question, or a batch of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from corpus.archive import Archive
from corpus.cli.running import lines_of, print_json, run_with_archive
from corpus.errors import HoiBaoError
from corpus.language.text import normalise
from corpus.models import Answer, Outcome, Question
from corpus.terminal import answer_json, answer_text, explanation_text
from corpus.timezone import moment, now

LONGEST = 4_096  # characters of a question, as many as a message has on Telegram


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
        if question is not None and not question.strip():
            raise click.UsageError("the question is empty")
        if question is not None and len(question) > LONGEST:
            raise click.UsageError(f"the question is longer than {LONGEST:,} characters")
        if question is not None and not as_json and not explain and (said := said_instead(question)):
            click.echo(said)
            return

        async def work(archive: Archive) -> None:
            are_available = True
            for key, read in _questions(question, batch, as_of):
                asked = replace(read, ignore_period=any_time)
                answer = await archive.ask(asked)
                are_available = are_available and answer.outcome is not Outcome.UNAVAILABLE
                why = await archive.explain(asked) if explain else None
                if as_json:
                    print_json(answer_json(answer, key) | ({"explanation": why} if why else {}))
                    continue
                if batch is not None:
                    click.echo(f"{key or ''} {asked.text}".strip())
                click.echo(_text(answer, why))
            if not are_available:
                raise click.exceptions.Exit(1)

        run_with_archive(work)

    return ask


def _text(answer: Answer, why: dict[str, Any] | None) -> str:
    told = f"\n\n{explanation_text(why, answer.quotes)}" if why else ""
    return answer_text(answer) + told


def _questions(
    text: str | None, batch: Path | None, as_of: datetime
) -> Iterator[tuple[str | None, Question]]:
    if text is not None:
        yield None, Question(normalise(text), as_of)
        return
    assert batch is not None  # noqa: S101 - click.UsageError above
    with lines_of(batch) as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield _question(line, number, as_of)


def _question(line: str, number: int, as_of: datetime) -> tuple[str | None, Question]:
    try:
        record = json.loads(line)
        history = record.get("history") or []
        asked_at = moment(str(record["as_of"])) if record.get("as_of") else as_of
        if not isinstance(history, list):
            raise TypeError("history is no list")
        texts = [_whole_text(record["question"]), *(_whole_text(str(one)) for one in history)]
        json.dumps(record.get("id"), ensure_ascii=False, allow_nan=False).encode()  # it is printed again
        return record.get("id"), Question(normalise(texts[0]), asked_at, tuple(texts[1:]))
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        form = '{"id", "question", "history", "as_of"} in JSON; all but the question may be missing'
        form += f", which has up to {LONGEST:,} characters"
        raise HoiBaoError(f"line {number} is not {form}") from error


def _whole_text(value: Any) -> str:
    """A text that is none too long, without halves of letters. Raises TypeError, ValueError."""
    if not isinstance(value, str):
        raise TypeError("no text")
    if len(value) > LONGEST:
        raise ValueError("longer than any question")
    value.encode()
    return value
