"""How many calls a second the harness answers: `python -m bot.harness.bench` prints it.

The server runs as a process of its own. Its processor time counts, not the clock's, so that a busy machine and the
client beside it do not matter: calls / processor seconds = calls a second on one core that it has for itself.
"""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlencode, urlsplit

from bot.harness.client import FIRST_PERSON, Client
from bot.harness.tokens import TOKEN

ROUNDS = 1_000
_SERVE = "from bot.harness import run; run('127.0.0.1', 0)"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_KEYBOARD = json.dumps({"inline_keyboard": [[{"text": "Nguồn", "callback_data": "s:1"}]]})
_TEXT = (
    "<b>Giá tôm hùm</b>\n<blockquote>“Tôm hùm xanh là <b>950.000</b> đồng/kg.”</blockquote>\n<i>Báo · {}</i>"
)


@dataclass(frozen=True, slots=True)
class Throughput:
    """What was measured: `calls` in all, `processor_s` of the server for them, the `latency_ms` of the middle call."""

    calls: int
    processor_s: float
    latency_ms: float

    @property
    def calls_per_s(self) -> float:
        """Calls a second on one core."""
        return self.calls / self.processor_s


def measure(rounds: int = ROUNDS) -> Throughput:
    """Send `rounds` answers as the bot does: typing, a message with quote and button, an edit of it."""
    with _server() as url, Client(url) as person:
        person.send("xin chào")
        _play(url, 50)  # imports and caches are not what is measured
        before = _processor_s(person)
        latencies = _play(url, rounds)
        used = _processor_s(person) - before
    return Throughput(len(latencies), used, 1_000 * median(latencies))


@contextmanager
def _server() -> Iterator[str]:
    command = [sys.executable, "-c", _SERVE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ourselves
        try:
            assert process.stdout  # noqa: S101 - it is a pipe
            yield process.stdout.readline().split()[0]
        finally:
            process.terminate()


def _processor_s(person: Client) -> float:
    return float(person.get("state")["processor_s"])


def _play(url: str, rounds: int) -> list[float]:
    """The latency of each call in seconds."""
    latencies: list[float] = []
    connection = http.client.HTTPConnection(urlsplit(url).netloc)

    def call(method: str, **parameters: object) -> dict[str, object]:
        begin = time.perf_counter()
        connection.request(
            "POST", f"/bot{TOKEN}/{method}", urlencode({"chat_id": FIRST_PERSON} | parameters), _FORM
        )
        body = json.loads(connection.getresponse().read())
        latencies.append(time.perf_counter() - begin)
        return dict(body["result"]) if isinstance(body["result"], dict) else {}

    for number in range(rounds):
        call("sendChatAction", action="typing")
        rich = {"parse_mode": "HTML", "reply_markup": _KEYBOARD}
        sent = call("sendMessage", text=_TEXT.format(number), **rich)
        call("editMessageText", text=_TEXT.format(-number - 1), message_id=sent["message_id"], **rich)
    connection.close()
    return latencies


if __name__ == "__main__":
    result = measure()
    speed, latency = f"{result.calls_per_s:.0f} calls/s on one core", f"{result.latency_ms:.2f} ms per call"
    print(f"harness: {speed}, {latency} ({result.calls} calls)")
