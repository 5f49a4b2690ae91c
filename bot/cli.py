"""The command `hoibao`: the verbs of the archive, and those of the conversation.

Each verb imports what it needs when it runs: an answer need not wait for a web server and a terminal library.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from bot.settings import Settings, misspelt
from bot.upkeep import backup, restore, verify
from corpus import BENCH_SECTIONS, Answer, BenchPlan, BenchTable, HoiBaoError, bench_verb, environment, why
from corpus.cli import ask_verb, cli, status_verb

main = cli
PORT = click.IntRange(0, 65_535)
for verb in (backup, restore, verify):
    cli.add_command(verb)


def _settings() -> Settings:
    """The settings of this process; every bad key at once, as a usage error."""
    for line in _misspelt():
        click.echo(line, err=True)
    try:
        return Settings.from_mapping(environment())
    except HoiBaoError as error:
        raise click.ClickException(str(error)) from error


def _wrong_settings() -> list[str]:
    try:
        Settings.from_mapping(environment())
    except HoiBaoError as error:
        return [str(error)]
    return []


def _misspelt() -> list[str]:
    with suppress(HoiBaoError):
        return misspelt(environment())
    return []


def _said_instead(text: str) -> str | None:
    """What the chat says to small talk, without its markup."""
    from bot.manners.smalltalk import small_talk
    from bot.markup import Message, escape
    from bot.texts import VI

    talk = small_talk(text)
    return Message(str(getattr(VI.manners, talk)).format(example=escape(VI.example))).plain if talk else None


cli.add_command(ask_verb(_said_instead))
cli.add_command(status_verb(_wrong_settings, _misspelt))


@cli.command()
def serve() -> None:
    """Run the bot: on Telegram, or on the server that TELEGRAM_API_URL names."""
    settings = _settings()
    if not settings.token:
        raise click.ClickException("TELEGRAM_BOT_TOKEN is not set; to try the bot without one: hoibao demo")
    from bot.app import run

    sys.exit(run(settings))


@cli.command()
@click.option(
    "--port", type=PORT, default=8081, show_default=True, help="Of the demo's chat page; 0 takes a free one."
)
@click.pass_context
def run(context: click.Context, port: int) -> None:
    """Start the main job: the bot where TELEGRAM_BOT_TOKEN is set, else the demo."""
    if _settings().token:
        context.invoke(serve)
    else:
        context.invoke(demo, port=port)


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="A loopback address.")
@click.option("--port", type=PORT, default=8081, show_default=True, help="0 takes a free one.")
def harness(host: str, port: int) -> None:
    """Run the local Bot API server alone, with its chat page; point TELEGRAM_API_URL at it."""
    from bot.harness import HarnessError, run

    try:
        run(host=host, port=port)
    except HarnessError as error:
        raise click.ClickException(str(error)) from error


@cli.command()
@click.option(
    "--port", type=PORT, default=8081, show_default=True, help="Of the chat page; 0 takes a free one."
)
def demo(port: int) -> None:
    """Talk to the bot without Telegram: the real bot, the local harness, sample articles, a chat page."""
    from bot.demo import run_demo
    from bot.harness import HarnessError

    try:
        sys.exit(run_demo(_settings(), port))
    except HarnessError as error:
        raise click.ClickException(str(error)) from error


@cli.command()
@click.option("--api-url", default=None, help="A harness that is running already; without it one is started.")
def chat(api_url: str | None) -> None:
    """Talk to the bot in this terminal; questions may also be piped in. Without an archive it has the samples."""
    from bot.demo import run_chat
    from bot.harness import HarnessError

    try:
        sys.exit(run_chat(_settings(), api_url))
    except HarnessError as error:
        raise click.ClickException(str(error)) from error


@cli.command()
@click.option(
    "--format",
    "kind",
    type=click.Choice(["csv", "jsonl"]),
    default="csv",
    show_default=True,
    help="Of stdout.",
)
def export(kind: str) -> None:
    """Print the question log of the bot, without identities: what was asked, how it ended, votes."""
    from bot.export import export as write
    from bot.state import State

    async def work() -> int:
        state = await State.open(_settings().corpus.data_dir)
        try:
            return await write(state, sys.stdout, as_csv=kind == "csv")
        finally:
            await state.close()

    try:
        click.echo(f"{asyncio.run(work())} questions", err=True)
    except HoiBaoError as error:
        raise click.ClickException(str(error)) from error


@cli.command(name="samples")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def copy_samples(folder: Path) -> None:
    """Copy the sample articles and their questions to FOLDER, to ingest or to look at."""
    from corpus import copy_samples as copy

    try:
        click.echo(f"{copy(folder)} files in {folder}", err=True)
    except OSError as error:
        raise click.ClickException(f"cannot write into {folder}: {why(error)}") from error


def _render(answer: Answer) -> object:
    """An answer as readers get it, for the benchmarks."""
    from bot import render
    from bot.texts import VI

    return render.answer(answer, render.Frame(1), VI)


def _load(plan: BenchPlan) -> Iterator[BenchTable]:
    """The whole bot on the harness, as a section of the benchmarks."""
    from bot.bench.load import measure

    return measure(plan)


cli.add_command(bench_verb({**BENCH_SECTIONS, "load": _load}, _render))
