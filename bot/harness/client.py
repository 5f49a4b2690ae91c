"""A person at the harness, for tests, the console and the demo: synchronous, typed, over HTTP.

What the Bot API describes (messages, users) are plain dicts in its own form; what is the harness's own is in `shapes`.
"""

from __future__ import annotations

import base64
import json
import ssl
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, TypeVar, cast

import httpx

from bot.harness.shapes import (
    Call,
    HarnessClientError,
    InlineAnswer,
    Json,
    Message,
    NoReplyError,
    RefusedError,
)
from bot.harness.simulation import PEOPLE

__all__ = ["Call", "Client", "Json", "Message", "NoReplyError", "RefusedError", "buttons"]
FIRST_PERSON = PEOPLE[0][0]
POLL_S = 0.02  # between two looks at what nobody tells of
WAIT_S = 5  # that the server holds a request for the next event
_Found = TypeVar("_Found")


class Client:
    """Sends what people do, and waits for what the bot does. Not for several threads at once.

    `timeout_s` is how long it waits. Everything that takes a `user_id` is done by Lan (1001) unless told otherwise.
    """

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
        """POST /sim/<name>: what has no method of its own. Raises RefusedError."""
        return _body(self._http.post(f"/sim/{name}", json=wish))

    def get(self, path: str, /, **query: Any) -> Json:
        """GET /sim/<path>. Raises RefusedError."""
        return _body(self._http.get(f"/sim/{path}", params=query))

    # What people do

    def send(self, text: str, chat_id: int = FIRST_PERSON, **more: Any) -> Message:
        """Write a message. More: user_id, reply_to, message_thread_id, anonymous."""
        return self.act("message", text=text, chat_id=chat_id, **more)

    def start(self, payload: str = "", user_id: int = FIRST_PERSON, **more: Any) -> Message:
        """Press START, or follow a link with `payload`; with a chat_id, into that group."""
        return self.act("start", payload=payload, user_id=user_id, **more)

    def edit(self, message: Message, text: str) -> Message:
        """Edit what a person wrote."""
        return self.act("edit", **_place_of(message), text=text)

    def send_document(self, name: str, content: bytes, chat_id: int = FIRST_PERSON, **more: Any) -> Message:
        """Send a file. More: caption, user_id."""
        encoded = base64.b64encode(content).decode("ascii")
        return self.act("document", file_name=name, content=encoded, chat_id=chat_id, **more)

    def click(self, message: Message, label: str, user_id: int = FIRST_PERSON) -> str:
        """Press the button of `message` whose label contains `label`; the id of the callback query."""
        for button in buttons(message):
            if label in button["text"] and "callback_data" in button:
                wish = _place_of(message) | {"data": button["callback_data"], "user_id": user_id}
                return str(self.act("callback", **wish)["callback_query_id"])
        raise RefusedError(f"no button {label!r} in {[button['text'] for button in buttons(message)]}")

    def react(self, message: Message, *emoji: str, user_id: int = FIRST_PERSON) -> None:
        """Set one's reactions to a message; none takes them back."""
        self.act("reaction", **_place_of(message), emoji=emoji, user_id=user_id)

    def inline(self, query: str, user_id: int = FIRST_PERSON, **more: Any) -> InlineAnswer:
        """Type @bot and a query; the bot's answer. More: offset, chat_id. Raises NoReplyError."""
        before = self.last_call()
        query_id = self.act("inline", query=query, user_id=user_id, **more)["inline_query_id"]

        def find() -> InlineAnswer | None:
            for call in self.calls(before):
                told = call["parameters"]
                if call["status"] == 200 and str(told.get("inline_query_id")) == query_id:
                    return cast(InlineAnswer, told | {"inline_query_id": query_id})
            return None

        return self._wait(find, f"no answer to the inline query {query!r}")

    def choose(self, answer: InlineAnswer | Json, result_id: str, chat_id: int = FIRST_PERSON) -> Message:
        """Pick a result of what `inline` returned; the message it becomes."""
        return self.act(
            "choose", inline_query_id=answer["inline_query_id"], result_id=result_id, chat_id=chat_id
        )

    def summon(self, text: str, chat_id: int, user_id: int = FIRST_PERSON) -> Message:
        """Mention the bot in a chat where it is no member."""
        return self.act("guest", text=text, chat_id=chat_id, user_id=user_id)

    def join(self, chat_id: int, title: str, user_id: int = FIRST_PERSON, **more: Any) -> None:
        """Make a group and take the bot into it. More: type, is_forum, username."""
        made = {"type": "group"} | more
        self.act("chat", id=chat_id, title=title, status="left", user_id=user_id, **made)
        self.act("member", chat_id=chat_id, user_id=user_id, status="member")

    def open_topic(self, chat_id: int, name: str, user_id: int = FIRST_PERSON) -> int:
        """Open a topic in a forum; its id."""
        topic = self.act("topic", chat_id=chat_id, name=name, user_id=user_id)
        return int(topic["message_thread_id"])

    def set_bot(self, chat_id: int, status: str, user_id: int = FIRST_PERSON) -> None:
        """Make the bot an administrator, throw it out …: see /sim/member."""
        self.act("member", chat_id=chat_id, user_id=user_id, status=status)

    def set_person(self, chat_id: int, user_id: int, status: str) -> None:
        """Make a person an administrator of a group, put them out …: see /sim/person."""
        self.act("person", chat_id=chat_id, user_id=user_id, status=status)

    def block(self, user_id: int = FIRST_PERSON) -> None:
        """Block the bot. Who writes to it again has taken it back."""
        self.set_bot(user_id, "kicked", user_id)

    def add_user(self, user_id: int, first_name: str, language_code: str = "vi") -> Json:
        """One more person."""
        return self.act("user", id=user_id, first_name=first_name, language_code=language_code)

    # What happens to everybody

    def fault(self, action: str, method: str = "*", **more: Any) -> Json:
        """Order a fault: see `bot.harness.troubles.faults`. More: chat_id, contains, skip, times, status, seconds …"""
        return self.act("fault", action=action, method=method, **more)

    def heal(self) -> None:
        """Forget all faults that were ordered, and end an outage."""
        self.act("heal")

    def outage(self, seconds: float) -> None:
        """Refuse connections for so long; this client's stands."""
        self.act("outage", seconds=seconds)

    def flood(self, *, scale: float = 1.0, enabled: bool = True) -> None:
        """Switch the flood limits; their time runs `scale` times as fast."""
        self.act("flood", enabled=enabled, scale=scale)

    def advance(self, seconds: float) -> None:
        """Let time pass at once."""
        self.act("clock", advance_s=seconds)

    def snapshot(self) -> Json:
        """The whole state, for `restore`, here or elsewhere."""
        return self.get("snapshot")

    def restore(self, state: Json) -> None:
        """Put what `snapshot` gave in place of everything."""
        self.act("restore", **state)

    # What there is to see

    def events(self, since: int) -> Iterator[Json]:
        """What happens after event number `since`, as it happens, until the connection ends."""
        with self._http.stream("GET", "/sim/events", params={"since": since}, timeout=None) as response:
            for line in response.iter_lines():
                if line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))

    def messages(self, chat_id: int = FIRST_PERSON) -> list[Message]:
        """All messages of a chat, oldest first."""
        return list(self.get(f"chat/{chat_id}")["messages"])

    def message(self, message_id: int, chat_id: int = FIRST_PERSON) -> Message:
        """One message as it is now. Raises KeyError where it is not there."""
        return {message["message_id"]: message for message in self.messages(chat_id)}[message_id]

    def calls(self, since: int = 0) -> list[Call]:
        """The calls that the bot made, behind number `since`; polls that went well are not among them."""
        return list(self.get("calls", since=since)["calls"])

    def last_call(self) -> int:
        """The number of the newest call."""
        return int(self.get("state")["last_call"])

    def refused(self, since: int = 0) -> list[Call]:
        """The calls that were refused, behind number `since`, by Telegram's rules or by a fault."""
        return [call for call in self.calls(since) if call["status"] >= 400]

    # Waiting for the bot

    def ask(self, text: str, chat_id: int = FIRST_PERSON, **more: Any) -> Message:
        """Write, and wait for the bot's next message in that chat. Raises NoReplyError."""
        sent = self.send(text, chat_id, **more)
        return self.expect_reply(sent["message_id"], chat_id)

    def expect_reply(self, after: int, chat_id: int = FIRST_PERSON) -> Message:
        """The bot's first message with an id above `after`. Raises NoReplyError."""

        def find() -> Message | None:
            later = (m for m in self.messages(chat_id) if m["message_id"] > after and is_from_bot(m))
            return next(later, None)

        return self._wait(find, f"no reply in chat {chat_id}")

    def expect_edit(self, message: Message) -> Message:
        """`message` once it differs from what it was. Raises NoReplyError."""

        def find() -> Message | None:
            now = self.message(message["message_id"], message["chat"]["id"])
            return now if now != message else None

        return self._wait(find, f"message {message['message_id']} was not edited")

    def expect_call(self, method: str, since: int = 0) -> Call:
        """The first call of `method` behind number `since`. Raises NoReplyError."""

        def find() -> Call | None:
            return next((call for call in self.calls(since) if call["method"] == method), None)

        return self._wait(find, f"no call of {method}")

    def expect_answer(self, callback_query_id: str) -> Json:
        """What the bot answered to what `click` returned: {text?, show_alert?, url?}. Raises NoReplyError."""

        def find() -> Json | None:
            answers = (call for call in self.calls() if call["method"] == "answerCallbackQuery")
            told = (call["parameters"] for call in answers if call["status"] == 200)
            return next((one for one in told if str(one["callback_query_id"]) == callback_query_id), None)

        return self._wait(find, "the pressed button was not answered")

    def expect_silence(self, seconds: float, chat_id: int = FIRST_PERSON) -> None:
        """Give the bot that long; raises HarnessClientError if it writes in that chat meanwhile."""
        before = {message["message_id"] for message in self.messages(chat_id)}
        time.sleep(seconds)
        new = [m for m in self.messages(chat_id) if m["message_id"] not in before and is_from_bot(m)]
        if new:
            raise HarnessClientError(f"the bot wrote: {new[0].get('text', '')!r}")

    def wait_for(self, find: Callable[[], Json | None], complaint: str, timeout_s: float = 0) -> Json:
        """What `find` returns once it is true; for what is not in the harness's hands.

        Raises NoReplyError with `complaint` after `timeout_s` seconds, by default the client's own.
        """
        timeout_s = timeout_s or self.timeout_s
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            if found := find():
                return found
            time.sleep(POLL_S)
        raise NoReplyError(f"{complaint} within {timeout_s:g} s")

    def _wait(self, find: Callable[[], _Found | None], complaint: str) -> _Found:
        """The same for what events tell of: looked for again when something has happened."""
        deadline = time.monotonic() + self.timeout_s
        seen = 0
        while True:
            seen = int(
                self.get("wait", since=seen, seconds=0)["last_event"]
            )  # before the look, lest one is missed
            if (found := find()) is not None:
                return found
            left_s = deadline - time.monotonic()
            if left_s <= 0:
                raise NoReplyError(f"{complaint} within {self.timeout_s:g} s")
            self.get("wait", since=seen, seconds=min(left_s, WAIT_S))


def _body(response: httpx.Response) -> Json:
    if response.is_error:
        raise RefusedError(response.json().get("description", ""))
    return dict(response.json())


def _place_of(message: Message) -> Json:
    return {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}


def is_from_bot(message: Message) -> bool:
    """Whether the bot wrote a message: not a person, nor an administrator in the name of a group."""
    return bool(message["from"]["is_bot"]) and "sender_chat" not in message


def buttons(message: Message) -> list[Json]:
    """The buttons under a message, row by row."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [dict(button) for row in rows for button in row]
