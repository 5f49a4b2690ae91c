"""The simulated Telegram: one bot, its people, their chats and messages. Everything lives in memory."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from bot.harness.clock import Clock
from bot.harness.errors import bad_request, forbidden
from bot.harness.events import EventLog
from bot.harness.members import as_member
from bot.harness.records import CallbackQuery, Chat, Files, GuestQuery, InlineQuery, Json, Profile
from bot.harness.troubles.faults import Faults
from bot.harness.troubles.flood import Flood
from bot.harness.updates import UpdateQueue

BOT: Json = {
    "id": 1,
    "is_bot": True,
    "first_name": "Hỏi Báo",
    "username": "hoibao_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_guest_queries": True,
    "supports_inline_queries": True,
}
FLAGS = frozenset(name for name in BOT if name.startswith(("can_", "supports_")))
PEOPLE = ((1001, "Lan", "lan"), (1002, "Minh", "minh"))
KEPT_CALLS = 20_000
_SENDER = ("id", "is_bot", "first_name", "username", "language_code")


@dataclass(slots=True)
class Simulation:
    """The state behind the server; methods and people act on it, `events` tells what happened."""

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
    guest_queries: dict[str, GuestQuery] = field(default_factory=dict)
    inline_messages: dict[str, tuple[int, int]] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    calls: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT_CALLS))
    last_call: int = 0
    under_way: set[asyncio.Task[Any]] = field(default_factory=set)  # calls that a fault delays
    webhook: Json | None = None
    webhook_set_at: float = float("-inf")
    stir: Callable[[], None] = lambda: None  # wakes the webhook's sender: another webhook, another time
    last_message_id: int = 0
    last_query_id: int = 7_000_000_000

    def __post_init__(self) -> None:
        self.updates = UpdateQueue(self.clock)
        self.flood = Flood(self.clock)
        self._add_people()

    def reset(self) -> None:
        """Forget people's chats, messages, calls, faults and the clock's shift; the bot's profile stays.

        The queue stays the same object, because a poll may be waiting on it.
        """
        self.clock.shift_s = 0
        self.faults.clear()
        self.flood.set(enabled=False)
        self.updates.clear()
        self.calls.clear()
        self.last_call = 0
        for table in (self.users, self.chats, self.callbacks, self.inline_queries, self.guest_queries):
            table.clear()
        self.inline_messages.clear()
        self.files.clear()
        self._add_people()
        self.events.add("reset")

    def _add_people(self) -> None:
        for number, name, username in PEOPLE:
            self.add_user(number, name, username=username)

    def add_user(self, number: int, name: str, language: str = "vi", username: str | None = None) -> Json:
        """A person and the private chat with them."""
        user: Json = {"id": number, "is_bot": False, "first_name": name, "language_code": language}
        username = username or self.users.get(number, {}).get("username")
        if username:
            user["username"] = username
        self.users[number] = user
        if number not in self.chats:
            self.chats[number] = Chat(number, "private", name, username)
        return user

    def calls_after(self, number: int) -> list[Json]:
        """The calls with a number above `number`, of those that are kept."""
        newest_first = takewhile(lambda call: call["n"] > number, reversed(self.calls))
        return list(newest_first)[::-1]

    def now(self) -> int:
        """Unix time in whole seconds."""
        return int(self.clock.now())

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups go on counting for themselves; over all other chats of a bot there is one count."""
        self._counter(chat).last_message_id += 1
        return self._counter(chat).last_message_id

    def coming_message_id(self, chat: Chat) -> int:
        """The id that the next message of a chat gets."""
        return self._counter(chat).last_message_id + 1

    def _counter(self, chat: Chat) -> Chat | Simulation:
        if chat.type != "supergroup":
            return self
        chat.last_message_id = chat.last_message_id or self.last_message_id
        return chat

    def next_query_id(self) -> str:
        """Ids of callback, inline and guest queries."""
        self.last_query_id += 1
        return str(self.last_query_id)

    def add_inline_message(self, chat_id: int, message_id: int) -> str:
        """Let the bot edit a message in a chat where it may not be; the id under which it can."""
        inline_id = f"inline{chat_id}.{message_id}"
        self.inline_messages[inline_id] = (chat_id, message_id)
        return inline_id

    def inline_id(self, chat_id: int, message_id: int) -> str | None:
        """The inline message id of a message that has one."""
        inline_id = f"inline{chat_id}.{message_id}"
        return inline_id if self.inline_messages.get(inline_id) == (chat_id, message_id) else None

    @property
    def bot_as_sender(self) -> Json:
        """The bot as a User object outside of getMe."""
        return as_sender(self.bot)

    def bot_as_member(self, status: str) -> Json:
        """The bot as a ChatMember object of that standing."""
        return as_member(self.bot_as_sender, status)

    def chat_for_bot(self, chat_id: str, *, only_to_read: bool = False) -> Chat:
        """The chat where the bot wants to act, by its id or @username. Raises ApiError where Telegram would."""
        chat = self._find_chat(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if chat.is_private:
            if not only_to_read:
                _refuse_private(chat)
        elif chat.type == "supergroup" or not only_to_read:
            _refuse_group(chat)
        return chat

    def _find_chat(self, chat_id: str) -> Chat | None:
        if chat_id.startswith("@"):
            wanted = chat_id[1:].lower()
            public = (chat for chat in self.chats.values() if not chat.is_private and chat.username)
            return next((chat for chat in public if str(chat.username).lower() == wanted), None)
        return self.chats.get(int(chat_id)) if re.fullmatch(r"-?[0-9]{1,18}", chat_id) else None


def as_sender(user: Json) -> Json:
    """A user as they stand in messages and updates."""
    return {name: user[name] for name in _SENDER if name in user}


def _refuse_private(chat: Chat) -> None:
    if chat.standing == "deactivated":
        raise forbidden("user is deactivated")
    if chat.standing == "kicked":
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def _refuse_group(chat: Chat) -> None:
    if chat.migrated_to is not None:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    if chat.standing == "deleted":
        raise forbidden("the group chat was deleted")
    if not chat.has_bot:
        verb = "was kicked from" if chat.standing == "kicked" else "is not a member of"
        raise forbidden(f"bot {verb} the {chat.type} chat")
