"""The request object by itself, on a server that shows what came and answers as it is told."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InputFile
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.delivery.http import AiohttpRequest, form_of, proxy_of_environment
from bot.delivery.sending import surely_not_sent
from corpus import SettingsError

SECRET = "12345678:" + "A" * 35
DONE = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 25\r\n\r\n{"ok":true,"result":true}'
Act = Callable[["Visit"], Awaitable[None]]


class Visit:
    """A request as it came, and the connection that waits for a response."""

    def __init__(self, head: bytes, body: bytes, out: asyncio.StreamWriter) -> None:
        lines = head.decode().split("\r\n")
        self.first = lines[0]
        self.headers = {
            name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])
        }
        self.body = body
        self.out = out


async def answer(visit: Visit) -> None:
    visit.out.write(DONE)


async def say_nothing(visit: Visit) -> None:
    await asyncio.sleep(5)


async def hang_up(visit: Visit) -> None:
    visit.out.close()


@asynccontextmanager
async def server(act: Act = answer) -> Any:
    """Its address, and the requests that came."""
    came: list[Visit] = []
    serving: list[asyncio.Task[None]] = []

    async def serve(reader: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        current = asyncio.current_task()
        assert current is not None
        serving.append(current)
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).rstrip():
                visit = Visit(head, b"", out)
                visit.body = await reader.readexactly(int(visit.headers.get("content-length", 0)))
                came.append(visit)
                await act(visit)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            out.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/bot{SECRET}/sendMessage", came
    finally:
        listening.close()
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)


def data(**values: Any) -> RequestData:
    """Parameters as PTB hands them over."""
    return RequestData([RequestParameter.from_input(name, value) for name, value in values.items()])


async def failure(url: str, timeout_s: float = 5.0) -> TelegramError:
    """What a call that cannot succeed raises."""
    async with AiohttpRequest(timeout_s=timeout_s, trusts_env=False) as request:
        with pytest.raises(TelegramError) as raised:
            await request.post(url, data(text="Giá tôm"))
    assert SECRET not in str(raised.value)
    return raised.value


async def test_a_form_holds_the_parameters() -> None:
    async with server() as (url, came), AiohttpRequest(trusts_env=False) as request:
        assert await request.post(url, data(chat_id=7, text="Giá & tôm = 5% + đường", markup={"a": ["đ"]}))
        assert await request.post(url, data(text="lần hai"))
    first, second = came
    assert first.first == f"POST /bot{SECRET}/sendMessage HTTP/1.1"
    assert first.headers["content-type"] == "application/x-www-form-urlencoded"
    assert parse_qs(first.body.decode("ascii"), strict_parsing=True) == {
        "chat_id": ["7"],
        "text": ["Giá & tôm = 5% + đường"],
        "markup": [json.dumps({"a": ["đ"]})],
    }
    assert first.out is second.out  # one connection for both


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), st.text(st.characters(codec="utf-8"))))
def test_whatever_is_said_is_read_again(values: dict[str, str]) -> None:
    read = parse_qs(form_of(values).decode("ascii"), keep_blank_values=True)
    assert {name: texts[0] for name, texts in read.items()} == values


async def test_a_call_without_parameters_has_no_body() -> None:
    async with server() as (url, came), AiohttpRequest(trusts_env=False) as request:
        await request.post(url, RequestData())
    assert came[0].body == b""
    assert "content-type" not in came[0].headers


@pytest.mark.parametrize("with_file", [False, True])
async def test_what_is_sent_is_what_python_telegram_bot_sends(with_file: bool) -> None:
    values: dict[str, Any] = {
        "chat_id": 7,
        "caption": "Cầu & phà (5%) 'mới' @x:/?*,!$",
        "markup": {"a": ["đ"]},
    }
    if with_file:
        values["photo"] = InputFile(b"\x89PNG\r\n", filename="ảnh cầu 100%.png")
    ours, theirs = AiohttpRequest(trusts_env=False), HTTPXRequest(httpx_kwargs={"trust_env": False})
    async with server() as (url, came), ours, theirs:
        await ours.post(url, data(**values))
        await theirs.post(url, data(**values))
    assert came[0].first == came[1].first
    assert came[0].headers["user-agent"] == came[1].headers["user-agent"]
    assert fields_of(came[0]) == fields_of(came[1])
    assert len(fields_of(came[0])) == len(values) + 1  # a photo is a reference in its own field, and a part


def fields_of(visit: Visit) -> dict[str, tuple[str | None, bytes]]:
    """File names and contents by name, which of a file that PTB names anew each time is "attached"."""
    kind = visit.headers["content-type"]
    if kind == "application/x-www-form-urlencoded":
        read = parse_qs(visit.body.decode("ascii"), strict_parsing=True)
        return {
            "": (None, kind.encode()),
            **{name: (None, texts[0].encode()) for name, texts in read.items()},
        }
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + visit.body)
    found: dict[str, tuple[str | None, bytes]] = {"": (None, message.get_content_type().encode())}
    for part in message.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        attached = name.startswith("attached")
        found["attached" if attached else name] = (
            part.get_filename(),
            b"attach" if content.startswith(b"attach://") else content,
        )
    return found


async def test_a_server_that_nobody_reached_got_nothing() -> None:
    async with server() as (url, _):
        pass
    error = await failure(url)
    assert type(error) is NetworkError
    assert surely_not_sent(error)


async def test_a_server_that_hangs_up_may_have_got_it() -> None:
    async with server(hang_up) as (url, came):
        error = await failure(url)
    assert len(came) == 1  # and it is not sent again behind the caller's back
    assert type(error) is NetworkError
    assert not surely_not_sent(error)


async def test_a_server_that_says_nothing_may_have_got_it() -> None:
    async with server(say_nothing) as (url, _):
        error = await failure(url, timeout_s=0.2)
    assert type(error) is TimedOut
    assert not surely_not_sent(error)


async def test_what_waits_for_a_free_connection_did_not_leave() -> None:
    async with server(say_nothing) as (url, came), AiohttpRequest(timeout_s=0.3, trusts_env=False) as request:
        first = asyncio.create_task(request.post(url, data(text="một"), read_timeout=3.0))
        await asyncio.sleep(0.1)
        with pytest.raises(TimedOut) as raised:
            await request.post(url, data(text="hai"))
        first.cancel()
    assert surely_not_sent(raised.value)
    assert len(came) == 1


async def test_the_token_goes_to_no_other_server() -> None:
    async with server() as (elsewhere, came):

        async def send_on(visit: Visit) -> None:
            visit.out.write(
                f"HTTP/1.1 302 Found\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\n\r\n".encode()
            )

        async with server(send_on) as (url, _):
            await failure(url)
    assert came == []


async def test_proxies_of_the_environment_are_for_telegram_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    async with server() as (proxy, came):
        alone(monkeypatch, all_proxy=proxy.partition("/bot")[0])
        async with AiohttpRequest(trusts_env=True) as request:
            await request.post("http://api.telegram.invalid/botx/getMe", RequestData())
        async with server() as (url, directly), AiohttpRequest(trusts_env=False) as request:
            await request.post(url, RequestData())
    assert [visit.first.split()[1] for visit in came] == ["http://api.telegram.invalid/botx/getMe"]
    assert len(directly) == 1


def alone(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    """These variables and no others that name a proxy."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("variables", "proxy"),
    [
        ({}, None),
        ({"http_proxy": "http://a:1"}, None),
        ({"https_proxy": "http://a:1", "all_proxy": "http://b:1"}, "http://a:1"),
        ({"HTTPS_PROXY": "a:1"}, "http://a:1"),
        ({"all_proxy": "https://b:1"}, "https://b:1"),
        ({"https_proxy": "http://a:1", "no_proxy": "localhost,.telegram.org"}, None),
    ],
)
def test_which_proxy_is_meant(
    variables: dict[str, str], proxy: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone(monkeypatch, **variables)
    assert proxy_of_environment() == proxy


async def test_a_proxy_of_another_kind_is_said_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    alone(monkeypatch, all_proxy="socks5://me:secret@a:1")
    with pytest.raises(SettingsError) as raised:
        await AiohttpRequest().initialize()
    assert "secret" not in str(raised.value)


def serve_and_hang_up(listening: socket.socket, times: int) -> None:
    """Answers one request a connection, and closes it soon after."""
    for _ in range(times):
        connection, _address = listening.accept()
        with connection:
            time.sleep(0.02)  # that all of it is there
            connection.recv(65_536)
            connection.sendall(DONE)
            time.sleep(0.02)


async def test_a_connection_that_was_closed_while_the_loop_was_busy_is_not_used() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        away = threading.Thread(target=serve_and_hang_up, args=(listening, 3), daemon=True)
        away.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/bot{SECRET}/sendMessage"
        async with AiohttpRequest(trusts_env=False) as request:
            for _ in range(3):
                await request.post(url, data(text="Giá tôm"))
                away.join(0.05)  # the loop is busy


async def test_a_closed_request_object_can_be_opened_again() -> None:
    async with server() as (url, came):
        request = AiohttpRequest(trusts_env=False)
        with pytest.raises(NetworkError) as raised:
            await request.post(url, RequestData())
        assert surely_not_sent(raised.value)
        for _ in range(2):
            await request.initialize()
            await request.post(url, RequestData())
            await request.shutdown()
            await request.shutdown()
    assert len(came) == 2
