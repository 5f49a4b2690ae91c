"""The real bot process shows itself: health, metrics, logs, and what it tells systemd."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from backup_support import article, backed_up, filled
from harness_fixtures import BotProcess, RunningHarness, running_bot, running_harness

from bot.harness import TOKEN
from corpus import CorpusSettings

QUESTION = "giá tôm hùm lô 0 bao nhiêu"


class Observed:
    """A bot with its door open."""

    def __init__(self, harness: RunningHarness, bot: BotProcess, port: int, data: Path) -> None:
        self.harness, self.bot, self.data = harness, bot, data
        self._root = f"http://127.0.0.1:{port}"

    def get(self, path: str, host: str | None = None) -> httpx.Response:
        headers = {"Host": host} if host else {}
        return httpx.get(self._root + path, headers=headers, trust_env=False, timeout=10)

    def value(self, metric: str) -> float | None:
        match = re.search(rf"^{re.escape(metric)} (\S+)$", self.get("/metrics").text, re.MULTILINE)
        return float(match[1]) if match else None

    def log(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in self.bot.log.read_text("utf-8").splitlines()]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fill(folder: Path) -> None:
    asyncio.run(filled(folder, map(article, range(4))))
    (folder / "bot.sqlite3").unlink()


@pytest.fixture
def notify(tmp_path: Path) -> Iterator[socket.socket]:
    """What systemd listens on."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
        receiver.bind(str(tmp_path / "notify"))
        receiver.settimeout(5)
        yield receiver


@pytest.fixture(scope="module")
def observed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observed]:
    folder, port = tmp_path_factory.mktemp("observed"), free_port()
    fill(folder)
    with (
        running_harness() as harness,
        running_bot(
            harness, folder, HOIBAO_OBSERVE_LISTEN=f"127.0.0.1:{port}", HOIBAO_LOG_FORMAT="json"
        ) as bot,
    ):
        yield Observed(harness, bot, port, folder)


def test_it_is_alive_and_ready(observed: Observed) -> None:
    alive, ready = observed.get("/healthz"), observed.get("/readyz")
    assert (alive.status_code, alive.json()) == (200, {"alive": True, "reasons": ["ok"]})
    assert (ready.status_code, ready.json()) == (200, {"ready": True, "reasons": ["ok"]})


@pytest.mark.parametrize("host", ["hoibao.example", "127.0.0.1.evil.example", "evil.example:8083", "0.0.0.0"])  # noqa: S104
def test_nobody_elses_name_leads_here(observed: Observed, host: str) -> None:
    assert observed.get("/metrics", host).status_code == 404


def test_only_what_is_shown_is_there(observed: Observed) -> None:
    assert observed.get("/").status_code == 404
    assert observed.get("/metrics/../healthz/x").status_code == 404


def test_questions_are_counted_and_timed(observed: Observed) -> None:
    before = observed.value('hoibao_questions_total{outcome="answered"}') or 0
    observed.harness.ask(QUESTION)
    observed.harness.ask("giá vàng SJC")
    observed.harness.wait_for(
        lambda: {"ok": 1} if (observed.value("hoibao_questions_open") == 0) else None, "still open"
    )
    assert observed.value('hoibao_questions_total{outcome="answered"}') == before + 1
    assert (observed.value('hoibao_questions_total{outcome="not_found"}') or 0) >= 1
    for stage in ("read", "search", "fetch", "rank", "compose", "answer", "reply"):
        assert (observed.value(f'hoibao_stage_seconds_count{{stage="{stage}"}}') or 0) >= 1, stage
    assert (observed.value('hoibao_updates_total{kind="message"}') or 0) >= 2
    assert (observed.value("hoibao_update_lag_seconds_count") or 0) >= 2
    assert (observed.value('hoibao_api_calls_total{method="sendMessage"}') or 0) >= 2


def test_the_archive_the_disk_and_the_process_are_measured(observed: Observed) -> None:
    assert observed.value("hoibao_articles") == 4
    assert observed.value("hoibao_index_passages") == 4
    assert observed.value("hoibao_index_generation") == 1
    assert observed.value("hoibao_ready") == 1
    newest = article(3).published_at
    assert newest is not None
    assert observed.value("hoibao_newest_article_timestamp_seconds") == newest.timestamp()
    for part in ("corpus", "bot", "index"):
        assert (observed.value(f'hoibao_data_bytes{{part="{part}"}}') or 0) > 1000, part
    for metric in ("hoibao_disk_free_bytes", "process_resident_memory_bytes", "process_open_fds"):
        assert (observed.value(metric) or 0) > 0, metric
    assert 0 <= (observed.value("hoibao_poll_silence_seconds") or 0) < 60


def test_a_backup_is_seen(observed: Observed) -> None:
    assert observed.value("hoibao_last_backup_timestamp_seconds") == 0
    made = asyncio.run(backed_up(CorpusSettings(observed.data)))
    stamp = observed.value("hoibao_last_backup_timestamp_seconds")
    assert stamp is not None
    assert abs(stamp - made.path.stat().st_mtime) < 5


def test_errors_of_the_bot_api_are_counted_by_kind(observed: Observed) -> None:
    observed.harness.act(
        "fault", method="sendMessage", action="error", status=400, description="Bad Request: chat not found"
    )
    observed.harness.send(QUESTION, chat_id=1002, user_id=1002)
    name = 'hoibao_api_errors_total{kind="400",method="sendMessage"}'
    observed.harness.wait_for(lambda: {"ok": 1} if observed.value(name) == 1 else None, "not counted")


def test_no_label_comes_from_a_reader(observed: Observed) -> None:
    observed.harness.ask("/khongcolenhnay")
    text = observed.get("/metrics").text
    assert "khongcolenhnay" not in text
    assert TOKEN not in text
    assert "tôm" not in text


def test_a_request_has_one_id_from_the_update_to_the_reply(observed: Observed) -> None:
    before = len(observed.log())
    observed.harness.ask(QUESTION)
    observed.harness.wait_for(lambda: {"ok": 1} if len(observed.log()) > before else None, "no line")
    line = observed.log()[before]
    assert re.fullmatch(r"u\d+", line["request"])
    assert re.fullmatch(r"question \d+: answered, replied in \d+ ms", line["message"])


def test_no_question_and_no_token_is_logged(observed: Observed) -> None:
    observed.harness.ask("một câu hỏi không ai được đọc trong nhật ký")
    log = observed.bot.log.read_text("utf-8")
    assert "không ai được đọc" not in log
    assert "tôm hùm" not in log
    assert TOKEN.split(":")[1] not in log


def test_without_an_index_it_is_alive_but_not_ready(observed: Observed) -> None:
    """The last test of this process: its index goes."""
    shutil.rmtree(observed.data / "index")
    assert observed.get("/healthz").status_code == 200
    ready = observed.get("/readyz")
    assert ready.status_code == 503
    assert "run hoibao" in ready.json()["reasons"][0]
    assert observed.value("hoibao_ready") == 0


def test_systemd_hears_ready_alive_and_stopping(
    harness: RunningHarness, tmp_path: Path, notify: socket.socket
) -> None:
    fill(tmp_path)
    surroundings = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "400000"}
    with running_bot(harness, tmp_path, **surroundings) as bot:
        assert notify.recv(500) == b"READY=1\nSTATUS=answering questions"
        beats = [notify.recv(500) for _ in range(3)]
        assert beats == [b"WATCHDOG=1\nSTATUS=answering questions"] * 3
        bot.stop()
        while (line := notify.recv(500)).startswith(b"WATCHDOG"):
            pass
        assert line == b"STOPPING=1"


def test_a_place_that_is_taken_is_said(harness: RunningHarness, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        place = f"127.0.0.1:{taken.getsockname()[1]}"
        bot = BotProcess(harness, tmp_path, HOIBAO_OBSERVE_LISTEN=place)
        assert bot.wait() == 1
    assert f"HOIBAO_OBSERVE_LISTEN: cannot listen on {place}" in bot.log.read_text("utf-8")
