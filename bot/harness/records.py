"""What the simulated Telegram keeps: chats, what the bot says of itself, queries that wait for an answer, files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

STANDINGS = ("member", "administrator", "kicked", "left", "deactivated")


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
    admins: list[int] = field(default_factory=list)  # people of a group who are its administrators
    migrated_to: int | None = None
    typing_until: float = 0.0
    draft: Json | None = None  # {draft_id, text, entities, expires_at}
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
        return self.standing in {"member", "administrator"}

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
