"""A person at the harness, for tests, the console and the demo: synchronous, typed, over HTTP."""

from __future__ import annotations

import base64
import json
import ssl
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import httpx

from bot.harness.simulation import PEOPLE

Json = dict[str, Any]
FIRST_PERSON = PEOPLE[0][0]


class RefusedError(Exception):
    """The harness refused: its `description`."""


class NoReplyError(Exception):
    """Nothing came within the time."""


class Client:
    """Sends what a person does, and waits for what the bot does. Not for several threads at once."""

    def __init__(self, url: str, timeout_s: float = 10.0) -> None:
        self.url = url
        self.timeout_s = timeout_s
        # It speaks plain HTTP only; a context without authorities is made thirty times faster.
        bare = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._http = httpx.Client(base_url=url, timeout=timeout_s + 5, trust_env=False, verify=bare)

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def act(self, name: str, /, **wish: Any) -> Json:
        """POST /sim/<name>. Raises RefusedError."""
        response = self._http.post(f"/sim/{name}", json=wish)
        if response.is_error:
            raise RefusedError(response.json().get("description", ""))
        return dict(response.json())

    def get(self, path: str, /, **query: Any) -> Json:
        """GET /sim/<path>. Raises RefusedError."""
        response = self._http.get(f"/sim/{path}", params=query)
        if response.is_error:
            raise RefusedError(response.json().get("description", ""))
        return dict(response.json())

    def send(self, text: str, chat_id: int = FIRST_PERSON, **more: Any) -> Json:
        """Write a message."""
        return self.act("message", text=text, chat_id=chat_id, **more)

    def click(self, message: Json, label: str, user_id: int = FIRST_PERSON) -> str:
        """Press the button of `message` whose label contains `label`; the id of the callback query."""
        for button in buttons(message):
            if label in button["text"]:
                pressed = self.act(
                    "callback",
                    chat_id=message["chat"]["id"],
                    message_id=message["message_id"],
                    data=button["callback_data"],
                    user_id=user_id,
                )
                return str(pressed["callback_query_id"])
        raise RefusedError(f"no button {label!r} in {[button['text'] for button in buttons(message)]}")

    def start(self, payload: str = "", user_id: int = FIRST_PERSON) -> Json:
        """Press START, or follow a link with `payload`."""
        return self.act("start", payload=payload, user_id=user_id)

    def edit(self, message: Json, text: str) -> Json:
        """Edit what a person wrote."""
        return self.act("edit", **_place_of(message), text=text)

    def send_document(self, name: str, content: bytes, chat_id: int = FIRST_PERSON, **more: Any) -> Json:
        """Send a file."""
        encoded = base64.b64encode(content).decode("ascii")
        return self.act("document", file_name=name, content=encoded, chat_id=chat_id, **more)

    def react(self, message: Json, *emoji: str, user_id: int = FIRST_PERSON) -> None:
        """Set one's reactions to a message; none takes them back."""
        self.act("reaction", **_place_of(message), emoji=emoji, user_id=user_id)

    def inline(self, query: str, user_id: int = FIRST_PERSON, **more: Any) -> Json:
        """Type @bot and a query; the bot's answer: {results, next_offset, button, …}. Raises NoReplyError."""
        before = len(self.calls())
        query_id = self.act("inline", query=query, user_id=user_id, **more)["inline_query_id"]

        def find() -> Json | None:
            calls = [call["parameters"] for call in self.calls(before) if call["status"] == 200]
            return next((call for call in calls if str(call.get("inline_query_id")) == query_id), None)

        return self.wait_for(find, f"no answer to the inline query {query!r}") | {"inline_query_id": query_id}

    def choose(self, answer: Json, result_id: str, chat_id: int = FIRST_PERSON) -> Json:
        """Pick a result of what `inline` returned; the message it becomes."""
        return self.act(
            "choose", inline_query_id=answer["inline_query_id"], result_id=result_id, chat_id=chat_id
        )

    def join(self, chat_id: int, title: str, user_id: int = FIRST_PERSON, **more: Any) -> None:
        """Make a group and take the bot into it."""
        self.act("chat", id=chat_id, title=title, status="left", **({"type": "group"} | more))
        self.act("member", chat_id=chat_id, user_id=user_id, status="member")

    def block(self, user_id: int = FIRST_PERSON) -> None:
        """Block the bot."""
        self.act("member", chat_id=user_id, user_id=user_id, status="kicked")

    def events(self, since: int) -> Iterator[Json]:
        """What happens after event number `since`, as it happens, until the connection ends."""
        with self._http.stream("GET", "/sim/events", params={"since": since}, timeout=None) as response:
            for line in response.iter_lines():
                if line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))

    def messages(self, chat_id: int = FIRST_PERSON) -> list[Json]:
        """All messages of a chat, oldest first."""
        return list(self.get(f"chat/{chat_id}")["messages"])

    def message(self, message_id: int, chat_id: int = FIRST_PERSON) -> Json:
        """One message as it is now. Raises KeyError where it is not there."""
        return {message["message_id"]: message for message in self.messages(chat_id)}[message_id]

    def calls(self, since: int = 0) -> list[Json]:
        """The calls that the bot made, from number `since` on."""
        return list(self.get("calls", since=since)["calls"])

    def refused(self, since: int = 0) -> list[Json]:
        """The calls that were refused, from number `since` on: a test that expects none can say so."""
        return [call for call in self.calls(since) if call["status"] >= 400]

    def ask(self, text: str, chat_id: int = FIRST_PERSON, **more: Any) -> Json:
        """Write, and wait for the bot's next message in that chat. Raises NoReplyError."""
        sent = self.send(text, chat_id, **more)
        return self.expect_reply(sent["message_id"], chat_id)

    def expect_reply(self, after: int, chat_id: int = FIRST_PERSON) -> Json:
        """The bot's first message with an id above `after`. Raises NoReplyError."""

        def find() -> Json | None:
            later = [m for m in self.messages(chat_id) if m["message_id"] > after and m["from"]["is_bot"]]
            return later[0] if later else None

        return self.wait_for(find, f"no reply in chat {chat_id}")

    def expect_edit(self, message: Json) -> Json:
        """`message` once it differs from what it was. Raises NoReplyError."""

        def find() -> Json | None:
            now = self.message(message["message_id"], message["chat"]["id"])
            return now if now != message else None

        return self.wait_for(find, f"message {message['message_id']} was not edited")

    def expect_call(self, method: str, since: int = 0) -> Json:
        """The first call of `method` from number `since` on. Raises NoReplyError."""

        def find() -> Json | None:
            return next((call for call in self.calls(since) if call["method"] == method), None)

        return self.wait_for(find, f"no call of {method}")

    def wait_for(self, find: Any, complaint: str) -> Json:
        """What `find` returns once it is true. Raises NoReplyError with `complaint` after `timeout_s` seconds."""
        deadline = time.monotonic() + self.timeout_s
        while time.monotonic() < deadline:
            if found := find():
                return dict(found)
            time.sleep(0.02)
        raise NoReplyError(f"{complaint} within {self.timeout_s:g} s")


def _place_of(message: Json) -> Json:
    return {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}


def buttons(message: Json) -> list[Json]:
    """The buttons under a message, row by row."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [dict(button) for row in rows for button in row]
