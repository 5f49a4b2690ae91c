"""The simulated Telegram: one bot, its people, their chats and messages. Everything lives in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.harness.clock import Clock
from bot.harness.errors import bad_request, forbidden
from bot.harness.events import EventLog
from bot.harness.faults import Faults
from bot.harness.flood import Flood
from bot.harness.updates import UpdateQueue

Json = dict[str, Any]

BOT: Json = {
    "id": 1,
    "is_bot": True,
    "first_name": "Hỏi Báo",
    "username": "hoibao_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
TOKEN = "1:offline-simulator"  # noqa: S105 - not a secret: a real one is longer, and refused by the server
PEOPLE = ((1001, "Lan", "lan"), (1002, "Minh", "minh"))


@dataclass(slots=True)
class Chat:
    """A private chat, group or supergroup, with its messages by id."""

    id: int
    type: str
    title: str
    username: str | None = None
    is_forum: bool = False
    started: bool = False  # private: the person has written, so the bot may
    standing: str = "member"  # of the bot: member, kicked (in private: blocked), left, deactivated
    migrated_to: int | None = None
    typing_until: float = 0.0
    topics: set[int] = field(default_factory=set)
    messages: dict[int, Json] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        """A chat with one person."""
        return self.type == "private"

    def as_json(self) -> Json:
        """A Bot API Chat object."""
        if self.is_private:
            name = {"username": self.username} if self.username else {}
            return {"id": self.id, "type": self.type, "first_name": self.title, **name}
        forum = {"is_forum": True} if self.is_forum else {}
        return {"id": self.id, "type": self.type, "title": self.title, **forum}


@dataclass(slots=True)
class Profile:
    """What the bot says of itself: commands by (scope, language), texts by (what, language)."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)

    def text(self, what: str, language: str) -> str:
        """The description, short description or name in a language, or in the default one."""
        return self.texts.get((what, language)) or self.texts.get((what, ""), "")


@dataclass(slots=True)
class CallbackQuery:
    """A pressed button that waits for answerCallbackQuery."""

    expires_at: float
    chat_id: int


@dataclass(slots=True)
class InlineQuery:
    """An inline query and, once answered, its results."""

    user_id: int
    expires_at: float
    query: str
    results: list[Json] | None = None


@dataclass(slots=True)
class Simulation:
    """The state behind the server; methods and people act on it, `events` tells what happened."""

    token: str = TOKEN
    clock: Clock = field(default_factory=Clock)
    events: EventLog = field(default_factory=EventLog)
    updates: UpdateQueue = field(init=False)
    faults: Faults = field(default_factory=Faults)
    flood: Flood = field(init=False)
    bot: Json = field(default_factory=lambda: dict(BOT))
    profile: Profile = field(default_factory=Profile)
    users: dict[int, Json] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    callbacks: dict[str, CallbackQuery] = field(default_factory=dict)
    inline_queries: dict[str, InlineQuery] = field(default_factory=dict)
    inline_messages: dict[str, tuple[int, int]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    calls: list[Json] = field(default_factory=list)
    under_way: set[asyncio.Task[Any]] = field(default_factory=set)  # calls that a fault delays
    webhook: Json | None = None
    webhook_set_at: float = float("-inf")
    stir: Callable[[], None] = lambda: None  # wakes the webhook's sender: another webhook, another time
    _last_message_id: int = 0
    _last_query_id: int = 7_000_000_000

    def __post_init__(self) -> None:
        self.updates = UpdateQueue(self.clock)
        self.flood = Flood(self.clock)
        for number, name, username in PEOPLE:
            self.add_user(number, name, username=username)

    def reset(self) -> None:
        """Forget people's chats, messages, calls, faults and the clock's shift; the bot's profile stays.

        The queue stays the same object, because a poll may be waiting on it.
        """
        self.clock.shift_s = 0
        self.faults.clear()
        self.flood.set(enabled=False)
        self.updates.clear()
        for table in (self.users, self.chats, self.callbacks, self.inline_queries, self.inline_messages):
            table.clear()
        self.files.clear()
        self.calls.clear()
        for number, name, username in PEOPLE:
            self.add_user(number, name, username=username)
        self.events.add("reset")

    def add_user(self, number: int, name: str, language: str = "vi", username: str | None = None) -> Json:
        """A person and the private chat with them."""
        user: Json = {"id": number, "is_bot": False, "first_name": name, "language_code": language}
        if username:
            user["username"] = username
        self.users[number] = user
        if number not in self.chats:
            self.chats[number] = Chat(number, "private", name, username)
        return user

    def now(self) -> int:
        """Unix time in whole seconds."""
        return int(self.clock.now())

    def next_message_id(self) -> int:
        """Message ids grow over all chats, as a bot sees them in private chats."""
        self._last_message_id += 1
        return self._last_message_id

    def next_query_id(self) -> str:
        """Ids of callback and inline queries."""
        self._last_query_id += 1
        return str(self._last_query_id)

    def chat_for_bot(self, chat_id: int) -> Chat:
        """The chat where the bot wants to act. Raises ApiError where Telegram would."""
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            raise bad_request(
                "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to
            )
        if chat.is_private:
            _refuse_private(chat)
        elif chat.standing != "member":
            verb = "was kicked from" if chat.standing == "kicked" else "is not a member of"
            raise forbidden(f"bot {verb} the {chat.type} chat")
        return chat


def _refuse_private(chat: Chat) -> None:
    if chat.standing == "deactivated":
        raise forbidden("user is deactivated")
    if chat.standing == "kicked":
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
