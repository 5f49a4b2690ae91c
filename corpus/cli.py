"""The verbs that need no Telegram. stdout is data, stderr is talk; exit 0 done, 1 failed, 2 wrong usage."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from corpus.archive import Archive
from corpus.crawls import CrawlOrder
from corpus.errors import HoiBaoError, RegressionFound, SettingsError
from corpus.evaluation.gate import Gate
from corpus.evaluation.own_set import OwnSet
from corpus.evaluation.verb import eval_command
from corpus.language.text import normalise
from corpus.models import Article, Outcome, Question
from corpus.settings import CorpusSettings, environment
from corpus.terminal import (
    Bar,
    answer_json,
    answer_text,
    article_json,
    crawl_json,
    crawl_lines,
    explanation_text,
    skipped_lines,
    status_text,
    withdrawal_line,
    withdrawn_json,
    withdrawn_text,
)
from corpus.timezone import moment, now

T = TypeVar("T")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Hỏi Báo: ask the newspaper; it answers with verbatim quotes and links."""


@contextmanager
def _plain_errors() -> Iterator[None]:
    """What went wrong on purpose is one line on stderr and exit 1, never a traceback."""
    try:
        yield
    except HoiBaoError as error:
        raise click.ClickException(str(error)) from error


def run_with_archive(work: Callable[[Archive], Coroutine[Any, Any, T]]) -> T:
    """Open the archive named by the environment, do the work, close it."""

    async def main() -> T:
        async with await Archive.open(CorpusSettings.from_mapping(environment())) as archive:
            return await work(archive)

    with _plain_errors():
        return asyncio.run(main())


def print_json(value: object) -> None:
    """One JSON value on one line of stdout."""
    click.echo(json.dumps(value, ensure_ascii=False))


def _moment(_context: click.Context, _option: click.Parameter, value: str | None) -> datetime:
    if value is None:
        return now()
    try:
        return moment(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not like 2023-08-20T09:00+07:00") from error


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the tally as JSON on stdout.")
def ingest(paths: tuple[Path, ...], as_json: bool) -> None:
    """Take in articles from files or folders (.txt .html .jsonl .warc, each also .gz); searchable when it ends."""

    async def work(archive: Archive) -> None:
        with Bar("ingest") as bar:
            tally = await archive.ingest(paths, bar.update)
        for line in skipped_lines(tally):
            click.echo(line, err=True)
        click.echo(tally.sentence(), err=True)
        if as_json:
            print_json(tally.as_dict())
        if tally.is_empty:
            raise HoiBaoError("nothing was taken in: see the reasons above")

    run_with_archive(work)


@cli.command()
@click.argument("sites", nargs=-1, metavar="[SITE]...")
@click.option(
    "--list",
    "listed",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Only the addresses in FILE, one a line; - is stdin.",
)
@click.option("--most", type=click.IntRange(min=1), help="At most so many pages of each site.")
@click.option("--retry", is_flag=True, help="Also the pages that failed so often that they were given up.")
@click.option(
    "--withdraw-many", is_flag=True, help="Believe it where many articles are gone from a site at once."
)
@click.option("--json", "as_json", is_flag=True, help="Print the tally as JSON on stdout.")
def crawl(
    sites: tuple[str, ...],
    listed: Path | None,
    most: int | None,
    retry: bool,
    withdraw_many: bool,
    as_json: bool,
) -> None:
    """Fetch what is new from newspapers' SITEs (domains; without any, all that are on), then index it."""
    if sites and listed:
        raise click.UsageError("give either sites or --list FILE: addresses tell their sites")

    async def work(archive: Archive) -> None:
        _ask_for_contact(CorpusSettings.from_mapping(environment()))
        order = CrawlOrder(sites, _addresses(listed) if listed else None, most, withdraw_many)
        if retry:
            for site in sites or (None,):
                await archive.newspapers.retry(site)
        with Bar("crawl") as bar:
            tally = await archive.crawl(order, lambda now: bar.update(now.done, now.done + now.left))
        for line in crawl_lines(tally):
            click.echo(line, err=True)
        if as_json:
            print_json(crawl_json(tally))
        if not any(site.stopped is None for site in tally.sites):
            raise HoiBaoError("nothing was crawled: see the reasons above, or switch a site on by naming it")

    run_with_archive(work)


def _ask_for_contact(settings: CorpusSettings) -> None:
    if not settings.contact:
        click.echo("HOIBAO_CONTACT is not set: newspapers cannot tell whom to write to", err=True)


def _addresses(path: Path) -> tuple[str, ...]:
    with sys.stdin if str(path) == "-" else _open(path) as stream:
        return tuple(line.strip() for line in stream if line.strip() and not line.startswith("#"))


@cli.command()
@click.option("--full", is_flag=True, help="Analyse every article anew, not only its stored terms.")
@click.option("--allow-fewer", is_flag=True, help="Also where the index will hold much less than before.")
@click.option(
    "--anyway", is_flag=True, help="Even where questions of the newsroom's own set would become wrong."
)
def reindex(full: bool, allow_fewer: bool, anyway: bool) -> None:
    """Build the index aside, validate it, swap it in; the previous one is kept."""

    async def work(archive: Archive) -> None:
        gate = Gate.of(OwnSet(CorpusSettings.from_mapping(environment()).data_dir), now)
        await gate.look_before(archive)
        with Bar("reindex") as bar:
            try:
                generation = await archive.reindex(
                    bar.update, full=full, allow_fewer=allow_fewer, gate=None if anyway else gate.look_after
                )
            except RegressionFound as error:
                click.echo("\n".join(error.questions), err=True)
                raise
        click.echo(
            f"generation {generation.number}: {generation.passages} passages, {generation.engine}", err=True
        )

    run_with_archive(work)


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
                else:
                    head = f"{key or ''} {asked.text}".strip() + "\n" if batch is not None else ""
                    told = f"\n\n{explanation_text(why, answer.quotes)}" if why else ""
                    click.echo(head + answer_text(answer) + told)
            if not are_available:
                raise click.exceptions.Exit(1)

        run_with_archive(work)

    return ask


cli.add_command(ask_verb())


def _questions(
    text: str | None, batch: Path | None, as_of: datetime
) -> Iterator[tuple[str | None, Question]]:
    if text is not None:
        yield None, Question(normalise(text), as_of)
        return
    assert batch is not None  # noqa: S101 - click.UsageError above
    stream = sys.stdin if str(batch) == "-" else _open(batch)
    try:
        with stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield _question(line, number, as_of)
    except UnicodeDecodeError as error:
        raise HoiBaoError(f"{batch} is not text in UTF-8") from error


def _open(path: Path) -> Any:
    try:
        return path.open(encoding="utf-8-sig")
    except OSError as error:
        raise HoiBaoError(f"cannot read {path}: {error.strerror}") from error


def _question(line: str, number: int, as_of: datetime) -> tuple[str | None, Question]:
    try:
        record = json.loads(line)
        history = record.get("history") or []
        asked_at = moment(str(record["as_of"])) if record.get("as_of") else as_of
        if not isinstance(history, list):
            raise TypeError("history is no list")
        texts = [_whole_text(record["question"]), *(_whole_text(str(one)) for one in history)]
        return record.get("id"), Question(normalise(texts[0]), asked_at, tuple(texts[1:]))
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        form = '{"id", "question", "history", "as_of"} in JSON; all but the question may be missing'
        raise HoiBaoError(f"line {number} is not {form}") from error


def _whole_text(value: Any) -> str:
    """A text without halves of letters. Raises TypeError, UnicodeEncodeError."""
    if not isinstance(value, str):
        raise TypeError("no text")
    value.encode()
    return value


@cli.command()
@click.argument("article_id")
@click.option("--json", "as_json", is_flag=True, help="Print the article as JSON.")
def show(article_id: str, as_json: bool) -> None:
    """Show a stored article."""

    async def work(archive: Archive) -> None:
        article = await archive.article(article_id)
        if article is None:
            raise HoiBaoError(f"no article {article_id!r}; ids are in the answers of hoibao ask --json")
        if as_json:
            print_json(article_json(article))
        else:
            click.echo(f"{article.headline}\n\n{article.text}")

    run_with_archive(work)


@cli.command()
@click.argument("names", nargs=-1, metavar="[ARTICLE_ID|URL]...")
@click.option("--undo", is_flag=True, help="Bring these articles back instead.")
@click.option("--json", "as_json", is_flag=True, help="Print the articles as JSON, one a line.")
def withdraw(names: tuple[str, ...], undo: bool, as_json: bool) -> None:
    """Take articles out by hand: quoted nowhere from now on, and kept out whatever a crawl or an ingest brings.

    Without articles: list what is out by hand.
    """
    if undo and not names:
        raise click.UsageError("--undo wants the articles to bring back; hoibao withdraw lists them")

    async def work(archive: Archive) -> None:
        by_hand = archive.by_hand
        if not names:
            for left in await by_hand.taken_out():
                record = withdrawn_json(left)
                click.echo(json.dumps(record, ensure_ascii=False) if as_json else withdrawn_text(left))
            return
        meant = [await _meant(archive, name) for name in names]
        ids = [article.id for article in meant]
        done = await (by_hand.bring_back(ids) if undo else by_hand.take_out(ids))
        for article in {one.id: one for one in meant}.values():
            is_done, is_away = article.id in done, await by_hand.is_away(article.id)
            click.echo(withdrawal_line(article, undo=undo, is_done=is_done, is_away=is_away), err=True)
            if as_json:
                print_json({"id": article.id, "headline": article.headline, "changed": is_done})

    run_with_archive(work)


async def _meant(archive: Archive, name: str) -> Article:
    """The one article of an id or an address."""
    found = await archive.by_hand.named(name)
    if not found:
        raise HoiBaoError(
            f"no article {name!r}; give its address, or its id as hoibao ask --json prints it. Nothing was changed"
        )
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        raise HoiBaoError(f"{name} is the address of several articles: {ids}. Nothing was changed")
    return found[0]


def status_verb(wrong_settings: Callable[[], Sequence[str]] = tuple) -> click.Command:
    """`hoibao status`. `wrong_settings`: what is wrong with settings that the archive knows nothing of."""

    @click.command()
    @click.option("--json", "as_json", is_flag=True, help="Print the status as JSON.")
    def status(as_json: bool) -> None:
        """What the archive holds, which engine serves it and why, and which settings are wrong."""

        wrong = list(wrong_settings())

        async def work(archive: Archive) -> None:
            found = await archive.status()
            if as_json:
                print_json(found.as_dict() | {"wrong_settings": wrong})
            else:
                click.echo("\n".join([status_text(found), *(f"settings   {one}" for one in wrong)]))

        try:
            CorpusSettings.from_mapping(environment())
        except SettingsError as error:
            raise click.ClickException("; ".join(wrong) or str(error)) from error
        run_with_archive(work)

    return status


cli.add_command(status_verb())


@cli.group()
def site() -> None:
    """Newspapers' sites."""


@site.command("check")
@click.argument("page", metavar="FILE|URL")
@click.option("--address", help="Where a saved page was fetched from, if it names no address of its own.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def site_check(page: str, address: str | None, as_json: bool) -> None:
    """Show what would be read of a page, by which entry of the sites table, and what would be dropped.

    FILE is a saved page; a URL is fetched once, as a crawl would, also from a host that has no entry yet.
    """
    from corpus.gather.check import checked_file  # its libraries take half a second to load
    from corpus.gather.crawl.peek import checked_address, is_address

    if not is_address(page):
        found = checked_file(Path(page), address)
    elif address:
        raise click.UsageError("--address is for saved pages: this one has an address")
    else:
        with _plain_errors():
            settings = CorpusSettings.from_mapping(environment())
        _ask_for_contact(settings)
        found = asyncio.run(checked_address(page, settings.user_agent, allowed=settings.crawl_private))
    if as_json:
        print_json(found.as_dict())
    else:
        click.echo("\n".join(found.lines()))
    if found.reading is None:
        sys.exit(1)


cli.add_command(eval_command)
