"""What callbacks share: the services of the process in a typed context."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.observe.metrics import Metrics
from bot.settings import Settings
from bot.state import State
from bot.texts import Texts, texts_in
from corpus import Archive


@dataclass(slots=True)
class Services:
    """Made in post_init, closed in post_shutdown. `errors_since_note`: for the throttled note to admins."""

    settings: Settings
    archive: Archive
    state: State
    started_at: float = field(default_factory=time.monotonic)
    last_poll: Any = None
    errors_since_note: int = 0
    note_sent_at: float = float("-inf")
    is_reindexing: bool = False
    metrics: Metrics = field(default_factory=Metrics)


class Context(CallbackContext[ExtBot[int], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context, with our services and the reader's language."""

    @property
    def services(self) -> Services:
        """What the process shares."""
        services: Services = self.application.bot_data["services"]
        return services

    @property
    def archive(self) -> Archive:
        """The archive."""
        return self.services.archive

    @property
    def state(self) -> State:
        """The bot's memory."""
        return self.services.state

    async def texts(self, chat_id: int) -> Texts:
        """The wording for a chat."""
        return texts_in(await self.state.language(chat_id))

    def is_admin(self, user_id: int | None) -> bool:
        """Whether a person is in HOIBAO_ADMIN_IDS."""
        return user_id in self.services.settings.admin_ids


App = Application[ExtBot[int], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], JobQueue[Context]]
