"""What deploy/README.md tells an operator to do, on a bare Debian in a folder, from nothing to a rollback.

    make test-deploy                                     # needs root and debootstrap; three to five minutes
    .venv/bin/python tests/try_deploy.py trixie          # on another Debian

install.sh is killed in the middle and run again; articles are taken in; the service's own command line answers a
question through the local harness, on a system that is read-only but for its data; installing again changes nothing;
an upgrade brings a migration; the rollback over it brings back data that the older program can read.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bare_system import PLAIN, BareSystem, Failure, bare_system, members

from bot.harness import TOKEN
from bot.harness.background import in_background
from bot.harness.client import Client, NoReplyError

STARTED = time.monotonic()
KILL_AFTER_S = 8.0
READY_S = 60.0
MIGRATION = "/src/corpus/store/migrations/999_added_later.sql"
UNPRIVILEGED = ("setpriv", "--no-new-privs", "--inh-caps=-all")
QUESTION, ANSWER = "tom hum chet o song cau thiet hai bao nhieu", "tôm hùm"


def main(suite: str = "bookworm") -> int:
    """Do everything; 0 where it went well."""
    if os.geteuid() or not shutil.which("debootstrap"):
        print("needs root, and debootstrap: apt-get install debootstrap", file=sys.stderr)
        return 2
    try:
        with bare_system(suite) as system, in_background() as url:
            system.lay_source()
            for step in STEPS:
                say(step.__doc__ or "")
                step(system, url)
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        return 1
    say(f"{len(STEPS)} passed, 0 failed on {suite}")
    return 0


def say(text: str) -> None:
    print(f"{time.monotonic() - STARTED:6.1f} s  {text}", flush=True)


def expect(true: object, complaint: str) -> None:
    if not true:
        raise Failure(complaint)


def serving(system: BareSystem) -> str:
    return system.path("/opt/hoibao/current").readlink().name


def killed_installation(system: BareSystem, _url: str) -> None:
    """install.sh, killed in the middle"""
    system.run("/src/deploy/install.sh", kill_after_s=KILL_AFTER_S)
    expect(not system.path("/opt/hoibao/current").is_symlink(), "something serves already")


def installation(system: BareSystem, url: str) -> None:
    """install.sh"""
    system.run("/src/deploy/install.sh")
    data, settings = system.path("/var/lib/hoibao"), system.path("/etc/hoibao/hoibao.env")
    expect(data.stat().st_mode & 0o777 == 0o700, "others may read the data")
    expect(data.stat().st_uid not in {0, os.getuid()}, "the data belong to root")
    expect(settings.stat().st_mode & 0o777 == 0o640, "others may read the settings")
    for unit in (system.path("/src/deploy/systemd")).iterdir():
        expect(system.path(f"/etc/systemd/system/{unit.name}").exists(), f"{unit.name} is not installed")
    text = settings.read_text("utf-8")
    text = text.replace("TELEGRAM_BOT_TOKEN=\n", f"TELEGRAM_BOT_TOKEN={TOKEN}\n")
    text = text.replace("#TELEGRAM_API_URL=https://api.telegram.org", f"TELEGRAM_API_URL={url}")
    expect(TOKEN in text and url in text, "the settings are not as the README says")
    settings.write_text(text, "utf-8")


def articles(system: BareSystem, _url: str) -> None:
    """articles in, by the command that an operator types"""
    system.run("hoibao", "ingest", "/src/corpus/samples/articles")
    data = system.path("/var/lib/hoibao")
    owners = {path.stat().st_uid for path in data.rglob("*")}
    expect(owners == {data.stat().st_uid}, "some data belong to root")


def question(system: BareSystem, url: str) -> None:
    """a question, to the service's own command line"""
    with service(system) as log, Client(url, READY_S) as person:
        try:
            reply = person.ask(QUESTION)
        except NoReplyError as error:
            raise Failure(f"{error}\n{log.read_text('utf-8')}") from error
        expect(ANSWER in reply["text"].lower(), f"answered {reply['text']!r}\n{log.read_text('utf-8')}")
    expect("Traceback" not in log.read_text("utf-8"), log.read_text("utf-8"))


@contextmanager
def service(system: BareSystem) -> Iterator[Path]:
    """The bot as the unit starts it: its user, its settings, no privileges; and that it ends when it is told to."""
    unit = system.path("/etc/systemd/system/hoibao.service").read_text("utf-8").splitlines()
    command = next(line.removeprefix("ExecStart=") for line in unit if line.startswith("ExecStart="))
    lines = system.path("/etc/hoibao/hoibao.env").read_text("utf-8").splitlines()
    settings = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    with system.sealed() as sealed:
        log = system.path("/tmp/bot.log")  # noqa: S108 - in a folder of our own
        with log.open("wb") as output:
            bot = subprocess.Popen(
                [*UNPRIVILEGED, "chroot", "--userspec=hoibao:hoibao", str(sealed), *shlex.split(command)],
                env={"PATH": PLAIN["PATH"]} | settings,
                stdout=output,
                stderr=output,
            )
        try:
            yield log
        finally:
            bot.terminate()
            code = bot.wait(30)
        expect(code == 0, f"the service ended with {code}\n{log.read_text('utf-8')}")


def again(system: BareSystem, _url: str) -> None:
    """install.sh once more: nothing changes"""
    before, moment = serving(system), time.time_ns()
    system.run("/src/deploy/install.sh")
    expect(serving(system) == before, "another release serves")
    for place in ("/opt/hoibao/releases", "/etc/hoibao", "/var/lib/hoibao"):
        fresh = [path for path in system.path(place).rglob("*") if path.lstat().st_mtime_ns > moment]
        expect(not fresh, f"changed: {fresh[:5]}")


def upgrade(system: BareSystem, url: str) -> None:
    """an upgrade with a migration: backed up before, answered after"""
    before = serving(system)
    system.path(MIGRATION).write_text("CREATE TABLE added_later (x);\n", "utf-8")
    system.run("/src/deploy/install.sh")
    expect(serving(system) != before, "the old release serves")
    expect(system.path("/opt/hoibao/previous").readlink().name == before, "the old release is not kept")
    backup = system.path(f"/opt/hoibao/releases/{serving(system)}/.backup-before").read_text("utf-8").strip()
    expect("corpus.sqlite3" in members(system.path(backup)), "no backup from before")
    question(system, url)


def rollback(system: BareSystem, url: str) -> None:
    """a rollback over the migration: the older program reads its own data again"""
    before = system.path("/opt/hoibao/previous").readlink().name
    system.run("/src/deploy/install.sh", "--rollback")
    expect(serving(system) == before, "the new release serves")
    system.run("hoibao", "verify")
    question(system, url)


STEPS: tuple[Callable[[BareSystem, str], None], ...] = (
    killed_installation,
    installation,
    articles,
    question,
    again,
    upgrade,
    rollback,
)

if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
