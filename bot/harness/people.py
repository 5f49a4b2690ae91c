"""What people do in the simulated Telegram, and the updates that the bot gets of it."""

from __future__ import annotations

from typing import Any

from bot.harness.entities import detect, utf16_slice
from bot.harness.errors import bad_request
from bot.harness.methods.compose import MAX_TEXT, new_message, without_reply
from bot.harness.methods.messages import inline_content
from bot.harness.simulation import CallbackQuery, Chat, InlineQuery, Json, Simulation
from bot.harness.updates import EXPIRY_S

SUPERGROUP_OFFSET = 1_000_000_000_000
MAX_INLINE_QUERY = 256


class People:
    """The hands of the simulated users."""

    def __init__(self, simulation: Simulation) -> None:
        self._sim = simulation

    def send(self, text: str, chat_id: int, user_id: int, reply_to: int = 0, thread_id: int = 0) -> Json:
        """A person writes. Raises ApiError 400 for an empty or too long text, an unknown chat or person."""
        chat, user = self._chat(chat_id), self._user(user_id)
        if not (text := text.strip()):
            raise bad_request("message text is empty")
        if len(text) > MAX_TEXT:
            raise bad_request("message is too long")
        content: Json = {"text": text, "entities": detect(text)}
        if target := chat.messages.get(reply_to):
            content["reply_to_message"] = without_reply(target)
        if chat.is_private:
            chat.started, chat.standing = True, "member"
        if thread_id:
            chat.topics.add(thread_id)
        message = new_message(self._sim, chat, user, content, thread_id)
        if self._bot_sees(chat, message):
            self._sim.updates.put("message", dict(message))
        return message

    def edit(self, chat_id: int, message_id: int, text: str) -> Json:
        """A person edits what they wrote."""
        chat = self._chat(chat_id)
        message = chat.messages.get(message_id)
        if message is None or message["from"]["is_bot"]:
            raise bad_request("message to edit not found")
        message |= {"text": text.strip(), "entities": detect(text.strip()), "edit_date": self._sim.now()}
        self._sim.events.add("edited", chat_id=chat.id, message=message)
        if self._bot_sees(chat, message):
            self._sim.updates.put("edited_message", dict(message))
        return message

    def press(self, chat_id: int, message_id: int, data: str, user_id: int) -> str:
        """A person presses a button; the id of the callback query. Raises ApiError 400 where there is none."""
        chat, user = self._chat(chat_id), self._user(user_id)
        message = chat.messages.get(message_id)
        if message is None or data not in _buttons(message):
            raise bad_request("there is no such button")
        query_id = self._sim.next_query_id()
        expires_at = self._sim.clock.now() + EXPIRY_S["callback_query"]
        self._sim.callbacks[query_id] = CallbackQuery(expires_at, chat_id)
        self._sim.updates.put(
            "callback_query",
            {
                "id": query_id,
                "from": user,
                "message": dict(message),
                "chat_instance": str(chat_id),
                "data": data,
            },
        )
        return query_id

    def inline(self, query: str, user_id: int, offset: str = "") -> str:
        """A person types @bot and a query in some chat; the id of the inline query."""
        user, query_id = self._user(user_id), self._sim.next_query_id()
        query = query[:MAX_INLINE_QUERY]
        expires_at = self._sim.clock.now() + EXPIRY_S["inline_query"]
        self._sim.inline_queries[query_id] = InlineQuery(user_id, expires_at, query)
        self._sim.updates.put(
            "inline_query",
            {"id": query_id, "from": user, "query": query, "offset": offset, "chat_type": "private"},
        )
        return query_id

    def choose(self, query_id: str, result_id: str, chat_id: int) -> Json:
        """A person picks an inline result: it becomes a message of theirs, via the bot."""
        query, chat = self._sim.inline_queries.get(query_id), self._chat(chat_id)
        results = [item for item in (query and query.results) or [] if item["id"] == result_id]
        if query is None or not results:
            raise bad_request("there is no such result")
        user = self._user(query.user_id)
        message = new_message(self._sim, chat, user, {**inline_content(results[0]), "via_bot": self._sim.bot})
        chosen: Json = {"from": user, "query": query.query, "result_id": result_id}
        if "reply_markup" in message:
            inline_id = f"inline-{message['message_id']}"
            self._sim.inline_messages[inline_id] = (chat.id, message["message_id"])
            chosen["inline_message_id"] = inline_id
        self._sim.updates.put("chosen_inline_result", chosen)
        return message

    def react(self, chat_id: int, message_id: int, user_id: int, emoji: list[str]) -> None:
        """A person sets their reactions to a message."""
        chat, user = self._chat(chat_id), self._user(user_id)
        message = chat.messages.get(message_id)
        if message is None:
            raise bad_request("message to react not found")
        before, message["reactions"] = message.get("reactions", []), emoji
        self._sim.events.add("reaction", chat_id=chat_id, message_id=message_id, emoji=emoji, by=user_id)
        self._sim.updates.put(
            "message_reaction",
            {
                "chat": chat.as_json(),
                "message_id": message_id,
                "user": user,
                "date": self._sim.now(),
                "old_reaction": [{"type": "emoji", "emoji": one} for one in before],
                "new_reaction": [{"type": "emoji", "emoji": one} for one in emoji],
            },
        )

    def set_standing(self, chat_id: int, user_id: int, status: str) -> None:
        """A person blocks the bot (kicked in a private chat), adds it to a group, or throws it out."""
        chat, user = self._chat(chat_id), self._user(user_id)
        if status not in {"member", "kicked", "left", "deactivated"}:
            raise bad_request("status is member, kicked, left or deactivated")
        before, chat.standing = chat.standing, status
        if status == "deactivated":
            return
        self._sim.updates.put(
            "my_chat_member",
            {
                "chat": chat.as_json(),
                "from": user,
                "date": self._sim.now(),
                "old_chat_member": self._member(before),
                "new_chat_member": self._member(status),
            },
        )

    def migrate(self, chat_id: int, user_id: int) -> int:
        """A group becomes a supergroup with a new id, which is returned."""
        old, user = self._chat(chat_id), self._user(user_id)
        new = Chat(chat_id - SUPERGROUP_OFFSET, "supergroup", old.title)
        self._sim.chats[new.id] = new
        notice = new_message(self._sim, old, user, {"migrate_to_chat_id": new.id})
        self._sim.updates.put("message", dict(notice))
        old.migrated_to = new.id
        welcome = new_message(self._sim, new, user, {"migrate_from_chat_id": old.id})
        self._sim.updates.put("message", dict(welcome))
        return new.id

    def _member(self, status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"status": status, "user": self._sim.bot, **until}

    def _chat(self, chat_id: int) -> Chat:
        if chat_id not in self._sim.chats:
            raise bad_request("chat not found")
        return self._sim.chats[chat_id]

    def _user(self, user_id: int) -> Json:
        if user_id not in self._sim.users:
            raise bad_request("user not found")
        return self._sim.users[user_id]

    def _bot_sees(self, chat: Chat, message: Json) -> bool:
        """Privacy mode: in groups only commands, mentions of the bot, and replies to it."""
        if chat.is_private:
            return chat.standing == "member"
        if chat.standing != "member" or chat.migrated_to is not None:
            return False
        name = f"@{self._sim.bot['username']}".lower()
        if message.get("reply_to_message", {}).get("from", {}).get("id") == self._sim.bot["id"]:
            return True
        for entity in message.get("entities", ()):
            piece = utf16_slice(message["text"], entity["offset"], entity["length"]).lower()
            if entity["type"] == "mention" and piece == name:
                return True
            if entity["type"] == "bot_command" and ("@" not in piece or piece.endswith(name)):
                return True
        return False


def _buttons(message: Json) -> set[Any]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return {button.get("callback_data") for row in rows for button in row}
