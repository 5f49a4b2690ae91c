"""Logs, the service manager's protocol, health: the small parts, without a bot."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sys
from pathlib import Path

import pytest

from bot.observe import logs
from bot.observe.health import Condition
from bot.observe.metrics import Metrics
from bot.observe.request import current, working_on
from bot.observe.systemd import Systemd
from bot.settings import Settings
from corpus import SettingsError
from corpus.archive.recorder import timed

TOKEN = "12345678:" + "A" * 35


@pytest.fixture(autouse=True)
def quiet_afterwards() -> object:
    yield
    logging.basicConfig(level=logging.WARNING, handlers=[logging.NullHandler()], force=True)


def logged(capsys: pytest.CaptureFixture[str], form: str, level: str = "INFO") -> list[str]:
    """What a line, a request's line, an error and a library's lines look like."""
    logs.set_up(level, form)
    logging.getLogger("bot.x").info("ready as @%s with %s", "hoibao", TOKEN)
    with working_on("u77"):
        logging.getLogger("corpus.y").warning("slow")
    try:
        raise ValueError(f"https://api.example/bot{TOKEN}/getMe")
    except ValueError:
        logging.getLogger("bot.x").exception("[abc] failed")
    logging.getLogger("httpx").info("GET https://api.example/")
    logging.getLogger("bot.x").debug("only for developers")
    return capsys.readouterr().err.splitlines()


def test_text_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    lines = logged(capsys, "text")
    assert lines[0].endswith("INFO bot.x [-] ready as @hoibao with <token>")
    assert lines[1].endswith("WARNING corpus.y [u77] slow")
    assert "https://api.example/bot<token>/getMe" in lines[-1]
    assert "only for developers" not in "".join(lines)


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.loads(line) for line in logged(capsys, "json", "DEBUG")]
    assert [line["message"] for line in lines] == [
        "ready as @hoibao with <token>",
        "slow",
        "[abc] failed",
        "only for developers",
    ]
    assert [line["request"] for line in lines] == ["-", "u77", "-", "-"]
    assert [line["level"] for line in lines] == ["info", "warning", "error", "debug"]
    assert "ValueError: https://api.example/bot<token>/getMe" in lines[2]["error"]
    assert lines[0]["time"].endswith("+07:00")


async def test_a_request_reaches_threads_and_tasks_and_ends() -> None:
    with working_on("u1"):
        assert await asyncio.to_thread(current) == "u1"
        task = asyncio.create_task(asyncio.sleep(0, current()))
        with working_on("q2"):
            assert current() == "q2"
        assert (await task, current()) == ("u1", "u1")
    assert current() == "-"


# -- the service manager


@pytest.fixture
def channel(tmp_path: Path) -> object:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
        receiver.bind(str(tmp_path / "notify"))
        receiver.settimeout(2)
        yield receiver


def test_systemd_is_told(channel: socket.socket, tmp_path: Path) -> None:
    systemd = Systemd({"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "60000000"})
    assert systemd.watchdog_s == 60
    assert systemd.tell("READY=1", "STATUS=đang trả lời")
    assert channel.recv(100).decode() == "READY=1\nSTATUS=đang trả lời"


def test_an_abstract_address_is_understood() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
        receiver.bind(f"\0hoibao-test-{id(receiver)}")
        receiver.settimeout(2)
        assert Systemd({"NOTIFY_SOCKET": f"@hoibao-test-{id(receiver)}"}).tell("WATCHDOG=1")
        assert receiver.recv(100) == b"WATCHDOG=1"


@pytest.mark.parametrize("environ", [{}, {"NOTIFY_SOCKET": "/nowhere/at/all"}, {"WATCHDOG_USEC": "soon"}])
def test_without_a_service_manager_nothing_happens(environ: dict[str, str]) -> None:
    systemd = Systemd(environ)
    assert systemd.watchdog_s is None
    assert not systemd.tell("READY=1")


# -- health


@pytest.mark.parametrize(
    ("condition", "reasons"),
    [
        (Condition(None, None, 3.0), ()),
        (Condition(None, None, None), ()),
        (Condition(None, "no index", 3.0), ("no index",)),
        (Condition(None, None, 121.0), ("no answer from Telegram for 121 s",)),
        (Condition("token refused", "no index", 1.0), ("token refused", "no index")),
    ],
)
def test_what_is_wrong_is_said(condition: Condition, reasons: tuple[str, ...]) -> None:
    assert condition.reasons == reasons


# -- metrics and settings


def test_stages_are_timed_also_where_they_fail() -> None:
    metrics = Metrics()
    with pytest.raises(RuntimeError), timed(metrics, "search"):
        raise RuntimeError
    assert b'hoibao_stage_seconds_count{stage="search"} 1.0' in metrics.text()


def test_the_archive_brings_no_prometheus() -> None:
    import subprocess

    script = "import corpus, corpus.cli, sys; print([n for n in sys.modules if n.startswith('prometheus')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOIBAO_OBSERVE_LISTEN", "0.0.0.0:8083"),
        ("HOIBAO_OBSERVE_LISTEN", "8083"),
        ("HOIBAO_OBSERVE_LISTEN", "127.0.0.1:99999"),
        ("HOIBAO_LOG_FORMAT", "xml"),
    ],
)
def test_settings_that_make_no_sense_are_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_mapping({name: value})


def test_nothing_listens_unless_it_is_asked_to() -> None:
    assert Settings.from_mapping({}).observe is None
    assert Settings.from_mapping({"HOIBAO_OBSERVE_LISTEN": "[::1]:8083"}).observe == ("::1", 8083)
