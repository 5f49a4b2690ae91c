"""The verbs that keep the data: backup, restore, verify. Here, because they look after the files of both rooms."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.state import STATE_FILE, check_key
from corpus import (
    BACKUP_FOLDER,
    CorpusSettings,
    HoiBaoError,
    environment,
    make_backup,
    newest_undo,
    restore_backup,
)
from corpus import verify as verify_data

T = TypeVar("T")
OTHERS = (STATE_FILE,)
_OTHER_KEY = (
    "WRONG  {name} is not the one from when the backup was made: nobody finds, exports or deletes what he asked, voted "
    "and watched before. Put that one into the data folder, for its owner alone, and restart the bot"
)


def _settings() -> CorpusSettings:
    try:
        return CorpusSettings.from_mapping(environment())
    except HoiBaoError as error:
        raise click.ClickException(str(error)) from error


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Do the work; what goes wrong on purpose is one line."""
    try:
        return asyncio.run(work)
    except HoiBaoError as error:
        raise click.ClickException(str(error)) from error


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
def backup(folder: Path | None) -> None:
    """Back up both SQLite files into FOLDER (default: backups in the data folder), while the bot serves.

    The backup is unpacked, indexed and asked a question before it counts. The 7 newest stay, and one a week for 4
    weeks. Its path is printed.
    """
    settings = _settings()
    made = _run(make_backup(settings, OTHERS, folder or settings.data_dir / BACKUP_FOLDER))
    click.echo(made.path)
    talk = f"{made.articles:,} articles, {made.bytes:,} bytes, tried; {made.removed} old backups removed"
    click.echo(talk, err=True)


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--undo", is_flag=True, help="Bring back what the last restore replaced.")
def restore(file: Path | None, undo: bool) -> None:
    """Put the backup FILE in the place of the data, while the bot serves; what was there before is kept."""
    if (file is None) == (not undo):
        raise click.UsageError("give either a backup FILE or --undo")
    settings = _settings()

    async def work() -> None:
        done = await restore_backup(settings, OTHERS, file or newest_undo(settings))
        click.echo(f"restored: {done.manifest.articles:,} articles of {done.manifest.made_at}", err=True)
        for path in done.damaged:
            click.echo(f"damaged and moved aside: {path.name}; now restart the bot", err=True)
        for name in done.other_keys:
            click.echo(_OTHER_KEY.format(name=name), err=True)
        if done.undo:
            click.echo(f"what was there before: {done.undo}; hoibao restore --undo brings it back", err=True)

    _run(work())


@click.command()
@click.option("--no-mend", is_flag=True, help="Only say what is wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def verify(no_mend: bool, as_json: bool) -> None:
    """Check every article, every passage, the index, the key; mend what is derived.

    Exit 1 where something stays wrong. A key is never made here.
    """
    report = _run(verify_data(_settings(), OTHERS, mend=not no_mend, also=[check_key]))
    if as_json:
        click.echo(json.dumps(report.as_dict(), ensure_ascii=False))
    for line in report.lines():
        click.echo(line, err=True)
    click.echo(report.sentence(), err=True)
    if not report.is_well:
        raise SystemExit(1)
