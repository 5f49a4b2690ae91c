"""The request object by itself, on a server that shows what came and answers as it is told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InputFile
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.delivery.http import AiohttpRequest, form_of
from bot.delivery.sending import surely_not_sent

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


async def test_a_form_is_sent_as_python_telegram_bot_sends_it() -> None:
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


async def test_a_file_is_sent_as_a_part_of_a_form() -> None:
    async with server() as (url, came), AiohttpRequest(trusts_env=False) as request:
        file = InputFile(b"\x89PNG", filename="ảnh.png")
        await request.post(url, data(chat_id=7, photo=file, caption="Cầu mới"))
    assert came[0].headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b"\x89PNG" in came[0].body
    assert "Cầu mới".encode() in came[0].body
    assert b'name="chat_id"' in came[0].body


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
        monkeypatch.setenv("http_proxy", proxy.partition("/bot")[0])
        monkeypatch.delenv("no_proxy", raising=False)
        async with AiohttpRequest(trusts_env=True) as request:
            await request.post("http://api.telegram.invalid/botx/getMe", RequestData())
        async with server() as (url, directly), AiohttpRequest(trusts_env=False) as request:
            await request.post(url, RequestData())
    assert [visit.first.split()[1] for visit in came] == ["http://api.telegram.invalid/botx/getMe"]
    assert len(directly) == 1


async def test_a_closed_request_object_can_be_opened_again() -> None:
    async with server() as (url, came):
        request = AiohttpRequest(trusts_env=False)
        with pytest.raises(NetworkError):
            await request.post(url, RequestData())
        for _ in range(2):
            await request.initialize()
            await request.post(url, RequestData())
            await request.shutdown()
            await request.shutdown()
    assert len(came) == 2
