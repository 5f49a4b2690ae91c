"""What all verbs share: an archive that is opened and closed, errors as one line, JSON as one line, files of lines."""

from __future__ import annotations

import asyncio
import io
import json
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, TextIO, TypeVar

import click

from corpus.archive import Archive
from corpus.errors import HoiBaoError
from corpus.settings import CorpusSettings, environment

T = TypeVar("T")


@contextmanager
def plain_errors() -> Iterator[None]:
    """What went wrong on purpose is one line on stderr and exit 1, never a traceback."""
    try:
        yield
    except HoiBaoError as error:
        raise click.ClickException(str(error)) from error
    except UnicodeEncodeError as error:  # an argument in another encoding
        raise click.ClickException("what was given is not text in UTF-8") from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.ClickException(error.strerror or type(error).__name__) from error


def settings_here() -> CorpusSettings:
    """The settings that the environment names. Raises SettingsError."""
    return CorpusSettings.from_mapping(environment())


def run_with_archive(work: Callable[[Archive], Coroutine[Any, Any, T]]) -> T:
    """Open the archive named by the environment, do the work, close it."""

    async def main() -> T:
        async with await Archive.open(settings_here()) as archive:
            return await work(archive)

    with plain_errors():
        return asyncio.run(main())


@contextmanager
def _heard_at_once() -> Iterator[None]:
    """Ctrl-C ends also what waits for a line to come in: asyncio's own handler would wait for that line.

    Only the main thread is told of it at all.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def print_json(value: object) -> None:
    """One JSON value on one line of stdout."""
    click.echo(json.dumps(value, ensure_ascii=False))


@contextmanager
def lines_of(path: Path, errors: str = "strict") -> Iterator[TextIO]:
    """A file, or "-" for what comes in, to be read as text in UTF-8. Raises HoiBaoError.

    `errors`: what becomes of bytes that are none, as `open` has it.
    """
    try:
        with _heard_at_once(), _opened(path, errors) as stream:
            yield stream
    except UnicodeDecodeError as error:
        raise HoiBaoError(f"{path} is not text in UTF-8") from error
    except OSError as error:
        raise HoiBaoError(f"cannot read {path}: {error.strerror}") from error


def _opened(path: Path, errors: str) -> TextIO:
    if str(path) != "-":
        return path.open(encoding="utf-8-sig", errors=errors)
    if sys.stdin is None:
        raise HoiBaoError("nothing comes in: standard input is closed")
    return io.TextIOWrapper(sys.stdin.buffer, "utf-8-sig", errors=errors)
