"""The verbs that need no Telegram. stdout is data, stderr is talk; exit 0 done, 1 failed, 2 wrong usage."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from corpus.archive import Archive
from corpus.cli.ask import ask_verb
from corpus.cli.running import lines_of, plain_errors, print_json, run_with_archive, settings_here
from corpus.crawls import CrawlOrder
from corpus.errors import HoiBaoError, RegressionFound, SettingsError
from corpus.evaluation.gate import Gate
from corpus.evaluation.own_set import OwnSet
from corpus.evaluation.verb import eval_command
from corpus.models import Article
from corpus.settings import CorpusSettings
from corpus.terminal import (
    Bar,
    article_json,
    crawl_json,
    crawl_lines,
    skipped_lines,
    status_text,
    withdrawal_line,
    withdrawn_json,
    withdrawn_text,
)
from corpus.timezone import now


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hoibao")
def cli() -> None:
    """Hỏi Báo: ask the newspaper; it answers with verbatim quotes and links."""


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
        _ask_for_contact(settings_here())
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
            raise HoiBaoError(
                "nothing was crawled: see the reasons above, or name a site: hoibao crawl baophuyen.vn"
            )

    run_with_archive(work)


def _ask_for_contact(settings: CorpusSettings) -> None:
    if not settings.contact:
        click.echo("HOIBAO_CONTACT is not set: newspapers cannot tell whom to write to", err=True)


def _addresses(path: Path) -> tuple[str, ...]:
    with lines_of(path) as stream:
        lines = (line.strip() for line in stream)
        return tuple(line for line in lines if line and not line.startswith("#"))


@cli.command()
@click.option("--full", is_flag=True, help="Analyse every article anew, not only its stored terms.")
@click.option("--allow-fewer", is_flag=True, help="Also where the index will hold much less than before.")
@click.option(
    "--anyway", is_flag=True, help="Even where questions of the newsroom's own set would become wrong."
)
def reindex(full: bool, allow_fewer: bool, anyway: bool) -> None:
    """Build the index aside, validate it, swap it in; the previous one is kept."""

    async def work(archive: Archive) -> None:
        gate = Gate.of(OwnSet(settings_here().data_dir), now)
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


cli.add_command(ask_verb())


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
                print_json(record) if as_json else click.echo(withdrawn_text(left))
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


def status_verb(
    wrong_settings: Callable[[], Sequence[str]] = tuple, slips: Callable[[], Sequence[str]] = tuple
) -> click.Command:
    """`hoibao status`. `wrong_settings`: what is wrong with settings that the archive knows nothing of.

    `slips`: names that are nearly those of settings. That is a guess, so they are told and fail nothing.
    """

    @click.command()
    @click.option("--json", "as_json", is_flag=True, help="Print the status as JSON.")
    def status(as_json: bool) -> None:
        """What the archive holds and where, which engine serves it and why, which settings are wrong (then exit 1)."""

        wrong = list(wrong_settings())
        told = [*wrong, *slips()]
        try:
            folder = settings_here().data_dir.absolute()
        except SettingsError as error:
            raise click.ClickException("; ".join(told) or str(error)) from error

        async def work(archive: Archive) -> None:
            found = await archive.status()
            if as_json:
                print_json({"data_dir": str(folder)} | found.as_dict() | {"wrong_settings": told})
                return
            lines = [f"data       {folder}", status_text(found), *(f"settings   {one}" for one in told)]
            click.echo("\n".join(lines))

        run_with_archive(work)
        if wrong:
            raise click.exceptions.Exit(1)

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
        with plain_errors():
            settings = settings_here()
        _ask_for_contact(settings)
        found = asyncio.run(checked_address(page, settings.user_agent, allowed=settings.crawl_private))
    if as_json:
        print_json(found.as_dict())
    else:
        click.echo("\n".join(found.lines()))
    if found.reading is None:
        sys.exit(1)


cli.add_command(eval_command)
