"""A file that an admin sends to the bot is taken in, and its tally is the reply."""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from telegram import Document, Update
from telegram.error import BadRequest, TelegramError

from bot.commands.common import incoming, respond
from bot.context import Context
from bot.delivery.errors import new_code
from bot.delivery.sending import edit
from bot.markup import Message, escape, shorten
from bot.texts import crawls
from corpus import ZIP, BundleError, BundleFault, HoiBaoError, Skipped, StoreLocked, kind_of, unpack

MAX_BYTES = 20 * 2**20  # https://core.telegram.org/bots/api#getfile
DOWNLOAD_S = 120.0
MAX_NAME = 80
MAX_LINE = 20  # for the number of a line, behind a name
SHOWN = 8
FOLDER = "incoming-"  # in the data folder, which has room; what a killed process leaves goes at the start
logger = logging.getLogger(__name__)


class TooLarge(Exception):
    """Telegram does not hand it out."""


async def take_in(update: Update, context: Context) -> None:
    """Say that it is being read, and read it while readers go on asking."""
    document = incoming(update).document
    assert document is not None  # noqa: S101 - the handler's filter sees to it
    name = escape(shorten(document.file_name or "?", MAX_NAME))
    if refusal := _refusal(document, name):
        await respond(update, context, Message(refusal))
        return
    sent = await respond(update, context, Message(crawls.UPLOAD_STARTED.format(name=name)))
    context.application.create_task(
        _take_in(context, document, name, sent.chat_id, sent.message_id), update=update
    )


def _refusal(document: Document, name: str) -> str | None:
    """Why a file is not even fetched; None where it is."""
    if (document.file_size or 0) > MAX_BYTES:
        return crawls.UPLOAD_TOO_BIG.format(name=name, limit=MAX_BYTES // 2**20)
    if document.file_size == 0:  # no client of Telegram's sends one; others might
        return crawls.UPLOAD_REFUSED.format(name=name, reason=crawls.SKIPPED["the file is empty"])
    try:
        kind_of(document.file_name or "")
    except BundleError as refused:
        return _refused(refused, name)
    return None


def _refused(refused: BundleError, name: str) -> str:
    reason = crawls.UPLOAD_FAULTS[BundleFault(refused.fault)]
    return crawls.UPLOAD_REFUSED.format(name=name, reason=reason)


async def _take_in(context: Context, document: Document, name: str, chat_id: int, message_id: int) -> None:
    async with context.services.uploading:  # an album of files: one after the other
        text = await _result(context, document, name)
    await edit(context.bot, chat_id, message_id, Message(text))


async def _result(context: Context, document: Document, name: str) -> str:
    try:
        return await _read(context, document, name)
    except BundleError as refused:
        return _refused(refused, name)
    except TooLarge:
        return crawls.UPLOAD_TOO_BIG.format(name=name, limit=MAX_BYTES // 2**20)
    except StoreLocked:
        return crawls.UPLOAD_BUSY.format(name=name)
    except (HoiBaoError, TelegramError, OSError) as error:
        code = new_code()
        logger.warning("[%s] a file that was sent could not be taken in: %s", code, type(error).__name__)
        return crawls.UPLOAD_FAILED.format(name=name, code=code)


async def _read(context: Context, document: Document, name: str) -> str:
    """Fetch the file, unpack it, ingest it; the tally in words."""
    data_dir = context.services.settings.corpus.data_dir
    with tempfile.TemporaryDirectory(prefix=FOLDER, dir=data_dir) as made:
        kind, folder = kind_of(document.file_name or ""), Path(made)
        file = folder / f"file{kind}"
        await _fetch(document, file)
        names: Mapping[str, str] = {file.name: document.file_name or ""}
        left_out: Mapping[str, BundleFault] = {}
        paths = [file]
        if kind == ZIP:
            inside = folder / "inside"
            inside.mkdir()
            unpacked, paths = await asyncio.to_thread(unpack, file, inside), [inside]
            names, left_out = unpacked.names, unpacked.left_out
        return _tally(await context.archive.ingest(paths), names, left_out, name)


async def _fetch(document: Document, file: Path) -> None:
    """Raises TooLarge, TelegramError."""
    try:
        there = await document.get_file()
    except BadRequest as refused:
        if "too big" in str(refused).lower():
            raise TooLarge from refused
        raise
    await there.download_to_drive(file, read_timeout=DOWNLOAD_S)
    if file.stat().st_size > MAX_BYTES:
        raise TooLarge


def _tally(tally: Any, names: Mapping[str, str], left_out: Mapping[str, BundleFault], name: str) -> str:
    lines = [
        crawls.UPLOAD_DONE.format(
            name=name,
            new=tally.new,
            changed=tally.changed,
            unchanged=tally.unchanged,
            skipped=tally.skipped_count + len(left_out),
        )
    ]
    faults = [
        _line(_where(one, names), _reason(one.reason)) for one in [*tally.skipped, *tally.noted][:SHOWN]
    ]
    faults += [_line(path, crawls.LEFT_IN_ZIP[fault]) for path, fault in islice(left_out.items(), SHOWN)]
    lines += faults[:SHOWN]
    count = tally.skipped_count + tally.noted_count + len(left_out)
    if count > SHOWN:
        lines.append(crawls.UPLOAD_SKIPPED_REST.format(count=count - SHOWN))
    return "\n".join(lines)


def _where(one: Skipped, names: Mapping[str, str]) -> str:
    where = names.get(one.path.name, one.path.name)
    return crawls.UPLOAD_LINE.format(name=shorten(where, MAX_NAME), line=one.line) if one.line else where


def _line(where: str, reason: str) -> str:
    return crawls.UPLOAD_SKIPPED.format(name=escape(shorten(where, MAX_NAME + MAX_LINE)), reason=reason)


def _reason(said: str) -> str:
    return next(
        (words for start, words in crawls.SKIPPED.items() if said.startswith(start)), crawls.SKIPPED_OTHER
    )


def clear_away(data_dir: Path) -> None:
    """Delete what a killed process left."""
    for folder in data_dir.glob(f"{FOLDER}*"):
        shutil.rmtree(folder, ignore_errors=True)
