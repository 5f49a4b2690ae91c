"""The command `hoibao`: as a process of its own, or inside the test's, which takes half a second less."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

COMMAND = (sys.executable, "-c", "from bot.cli import main; main(prog_name='hoibao')")
OURS = ("HOIBAO_", "TELEGRAM_", "OPENSEARCH_")


@dataclass(frozen=True)
class Done:
    """What a command did. `code`: 0 done, 1 failed, 2 wrong usage."""

    code: int | None
    out: str
    err: str


def hoibao(data: Path, *arguments: str, stdin: str = "", **environment: str) -> Done:
    """As its users run it."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    done = subprocess.run(
        [*COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        env=plain | {"HOIBAO_DATA_DIR": str(data)} | environment,
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def hoibao_here(data: Path, *arguments: str, stdin: str = "", **environment: str) -> Done:
    """In this process; an error that would be a traceback is raised."""
    from bot.cli import main

    unset = {name: None for name in os.environ if name.startswith(OURS)}
    result = CliRunner().invoke(
        main,
        arguments,
        input=stdin,
        env=unset | {"HOIBAO_DATA_DIR": str(data)} | environment,
        prog_name="hoibao",
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)
