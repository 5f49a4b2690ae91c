"""The way in: what Telegram hands over is written down before Telegram is told that it arrived.

PTB confirms updates as soon as they are in its queue: by the next poll, or by the webhook's 200. Both wait for `put`.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Chat, Message, Update

from bot.groups.addressing import spoken_to
from bot.state.inbox import Inbox
from corpus import HoiBaoError

LARGEST_ID = 2**63 - 1  # what SQLite holds
_NOT_KEPT = (
    "last_name", "username", "contact", "location", "venue", "author_signature", "sender_tag", "custom_title",
    "order_info", "shipping_address", "phone_number", "email",
)  # fmt: skip
_BLANKED = ("first_name", "sender_user_name")  # without which an update could not be read again
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Work:
    """An update that is being handled, and what the inbox knows of that; `number` is None for what is not in it."""

    number: int | None
    is_claimed: bool = False
    is_handled: bool = False


_at_work: ContextVar[Work | None] = ContextVar("update", default=None)


def at_work() -> Work | None:
    """The update that is being handled, for whoever notes together with something else what becomes of it."""
    return _at_work.get()


class Intake(asyncio.Queue[object]):
    """PTB's update queue over the inbox. Where the inbox does not work, updates are handled all the same.

    `received`: an update as it came, by its id, where that is known; to make it again takes as long as to parse it.
    """

    def __init__(self, received: Callable[[int], Mapping[str, Any] | None] = lambda _number: None) -> None:
        super().__init__()
        self._received = received
        self._inbox: Inbox | None = None
        self._written: set[int] = set()  # in the inbox, not yet handled
        self._left: set[int] = set()  # of these, what another process left behind

    async def open(self, inbox: Inbox, bot: Bot) -> None:
        """Before the first update: write down from now on, and take up what another process left. Raises StoreError."""
        self._inbox = inbox
        for left in await inbox.left_behind():
            self._left.add(left.update_id)
            try:
                await super().put(Update.de_json(json.loads(left.body), bot))
            except Exception as error:  # whatever it is: one update must not keep the bot from starting
                logger.error("update %s cannot be taken up: %s", left.update_id, type(error).__name__)
                await self._note("handled", left.update_id)
        self._written |= self._left
        if self._left:
            logger.info("%s updates that were left behind are taken up", len(self._left))

    async def put(self, item: object) -> None:
        """Queue an update that is written down; one that is known from before is not queued again."""
        if not isinstance(item, Update) or await self._is_new(item):
            await super().put(item)

    async def _is_new(self, update: Update) -> bool:
        number = update.update_id
        try:
            if self._inbox is None or not 0 <= number <= LARGEST_ID or not _matters(update):
                return True
            if not await self._inbox.write_down(number, _person(update), self._body(update)):
                logger.info("update %s came once more", number)
                return False
            self._written.add(number)
        except (
            Exception
        ) as error:  # whatever it is: an exception would end PTB's polling for good, in silence
            logger.error("update %s could not be written down: %s", number, type(error).__name__)
        return True

    def _body(self, update: Update) -> str:
        came = self._received(update.update_id)
        return json.dumps(_without_names(update.to_dict() if came is None else came))

    def holds(self, update: Update) -> bool:
        """Whether it is written down and not yet handled: another process would take it up."""
        return update.update_id in self._written

    @asynccontextmanager
    async def handling(self, update: Update) -> AsyncIterator[None]:
        """The update's handlers run inside."""
        number = update.update_id
        if number not in self._written:
            yield
            return
        if number in self._left:
            await self._note("try_again", number)
        work = Work(number)
        token = _at_work.set(work)
        try:
            yield
            if not work.is_handled:
                await self._note("handled", number)
        finally:
            _at_work.reset(token)
            self._written.discard(number)
            self._left.discard(number)

    async def claim(self) -> None:
        """A reply to the update at work is about to leave: from here on a crash must not make it leave again."""
        if (work := at_work()) is not None and work.number is not None and not work.is_claimed:
            await self._note("claim", work.number)
            work.is_claimed = True

    async def _note(self, what: str, number: int) -> None:
        assert self._inbox is not None  # noqa: S101 - what is written down is in it
        try:
            await getattr(self._inbox, what)(number)
        except HoiBaoError as error:
            logger.error("update %s: %s", number, error)


def _matters(update: Update) -> bool:
    """Whether it is kept: not what changes with every letter that is typed, nor what a group says among itself."""
    if update.inline_query:
        return False
    message = update.message or update.edited_message
    if message is None or message.chat.type == Chat.PRIVATE:
        return True
    return _is_for_us(message)


def _is_for_us(message: Message) -> bool:
    bot = message.get_bot()
    is_command = (message.text or message.caption or "").startswith("/")
    return bool(
        is_command or message.migrate_to_chat_id or spoken_to(message, bot.id, bot.username) is not None
    )


def _person(update: Update) -> int:
    if update.effective_user:
        return update.effective_user.id
    return update.effective_chat.id if update.effective_chat else 0


def _without_names(value: Any) -> Any:
    """Nothing that says of a person more than the number that a reply needs."""
    if isinstance(value, list):
        return [_without_names(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("is_bot"):
        return value
    kept = {key: _without_names(item) for key, item in value.items() if key not in _NOT_KEPT}
    return kept | dict.fromkeys(kept.keys() & _BLANKED, "")
