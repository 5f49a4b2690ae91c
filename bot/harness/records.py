"""What the simulated Telegram keeps: chats, what the bot says of itself, queries that wait for an answer, files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

# Of the bot in a chat. Its person may be deactivated, a group may be deleted; the rest are statuses of a ChatMember.
STANDINGS = ("member", "administrator", "restricted", "kicked", "left", "deactivated", "deleted")
STATUSES = ("creator", "administrator", "member", "restricted", "left", "kicked")  # of a person in a group
PRESENT = ("creator", "administrator", "member", "restricted")


@dataclass(slots=True)
class Chat:
    """A private chat, group or supergroup, with its messages by id."""

    id: int
    type: str
    title: str
    username: str | None = None
    is_forum: bool = False
    started: bool = False  # private: the person has written, so the bot may
    standing: str = "member"  # of the bot, one of STANDINGS; in private, kicked is blocked
    migrated_to: int | None = None
    members: dict[int, str] = field(default_factory=dict)  # one of STATUSES; whoever is not in it is a member
    last_message_id: int = 0  # of a supergroup
    typing_until: float = 0.0
    draft: Json | None = None  # {draft_id, text, entities, expires_at}
    reply_keyboard: Json | None = None  # what the bot put in place of the people's own
    pinned: list[int] = field(default_factory=list)
    topics: dict[int, str] = field(default_factory=dict)
    closed_topics: list[int] = field(default_factory=list)
    messages: dict[int, Json] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        """A chat with one person."""
        return self.type == "private"

    @property
    def has_bot(self) -> bool:
        """Whether the bot is there; in private: not blocked."""
        return self.standing in PRESENT

    def status_of(self, user_id: int) -> str:
        """The standing of a person in a group."""
        return self.members.get(user_id, "member")

    def as_json(self) -> Json:
        """A Bot API Chat object."""
        title = "first_name" if self.is_private else "title"
        more: Json = {"username": self.username} if self.username else {}
        if self.is_forum:
            more["is_forum"] = True
        return {"id": self.id, "type": self.type, title: self.title, **more}


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
class GuestQuery:
    """A guest message that waits for answerGuestQuery."""

    expires_at: float
    chat_id: int
    message_id: int
    user_id: int


class Files(dict[str, bytes]):
    """Contents by file id."""

    def add(self, content: bytes) -> Json:
        """Keep a file; the fields that every file object has."""
        file_id = hashlib.sha256(content).hexdigest()[:32]
        self[file_id] = content
        return self.describe(file_id)

    def describe(self, file_id: str) -> Json:
        """The fields that every file object has. Raises KeyError for an unknown id."""
        return {"file_id": file_id, "file_unique_id": file_id, "file_size": len(self[file_id])}
