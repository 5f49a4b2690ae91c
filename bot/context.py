"""What callbacks share: the services of the process in a typed context."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from bot.crawls.running import Crawls
from bot.crawls.schedule import is_stale
from bot.delivery.ending import Ending
from bot.examples import Examples
from bot.manners.limits import Crowd, Limiter
from bot.observe.metrics import Metrics
from bot.settings import Settings
from bot.state import State
from bot.texts import Texts, texts_in
from corpus import VIETNAM, Archive, OwnSet

# Answers that are worked out at once, the others after them: where processors are what there is too little of, ten at
# once are all ten times as late. A cluster takes its time elsewhere.
ANSWERED_AT_ONCE, ANSWERED_AT_ONCE_BY_A_CLUSTER = 4, 64


HOUR_S = 3_600


@dataclass(slots=True)
class Services:
    """Made in post_init, closed in post_shutdown.

    `now`: Unix seconds. `since`: when they were made, by that clock. `at_work`: questions that are being answered.
    `typed`: the latest inline query of each person. `last_poll`: what the watchdog knows of polling.
    `errors_since_note`, `note_sent_at`: for the throttled note to admins. `warned`: chats that were told on the day
    `warned_on` that the news is stale. `crawl_tried_at`: when the clock last began a crawl.
    `uploading`: held while a file that was sent is taken in. `turns`: held by the answers that are being worked out.
    """

    settings: Settings
    archive: Archive
    state: State
    limiter: Limiter
    crowd: Crowd
    examples: Examples
    newsroom: OwnSet
    crawls: Crawls
    now: Callable[[], float] = time.time
    since: float = field(default_factory=time.time)
    started_at: float = field(default_factory=time.monotonic)
    last_poll: Any = None
    at_work: set[int] = field(default_factory=set)
    typed: dict[int, str] = field(default_factory=dict)
    errors_since_note: int = 0
    note_sent_at: float = float("-inf")
    is_reindexing: bool = False
    is_evaluating: bool = False
    is_watching: bool = False
    warned: set[int] = field(default_factory=set)
    warned_on: int = -1
    crawl_tried_at: float = float("-inf")
    uploading: asyncio.Lock = field(default_factory=asyncio.Lock)
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(ANSWERED_AT_ONCE))
    metrics: Metrics = field(default_factory=Metrics)

    @classmethod
    def over(
        cls,
        settings: Settings,
        archive: Archive,
        state: State,
        metrics: Metrics,
        in_work: Callable[[], int],
        last_poll: Any = None,
    ) -> Services:
        """The services of a process whose files are open; `in_work`: how many updates wait or are worked on."""
        return cls(
            settings,
            archive,
            state,
            Limiter(settings.questions_a_minute),
            Crowd(in_work),
            Examples(archive),
            OwnSet(settings.corpus.data_dir),
            Crawls(archive),
            last_poll=last_poll,
            turns=asyncio.Semaphore(
                ANSWERED_AT_ONCE_BY_A_CLUSTER if settings.corpus.cluster else ANSWERED_AT_ONCE
            ),
            metrics=metrics,
        )

    def waited_s(self, asked_at: float) -> float:
        """For how long a question has waited at Telegram because more came than could be fetched.

        0 for what was asked before there was anybody to fetch it, and where nothing waits: clocks may differ.
        """
        is_behind = self.last_poll is not None and self.last_poll.is_behind
        return max(0.0, self.now() - asked_at) if is_behind and asked_at >= self.since else 0.0

    def warns(self, chat_id: int, newest_at: datetime | None) -> bool:
        """Whether a chat is to be told that the news is stale: it is, and was not told yet on this day of Vietnam's.

        Days and not conversations: who asks ten times is told once. After a restart once more.
        """
        now = self.now()
        if not is_stale(newest_at, now, self.settings.stale_h * HOUR_S):
            return False
        day = datetime.fromtimestamp(now, VIETNAM).toordinal()
        if day != self.warned_on:
            self.warned_on, self.warned = day, set()
        is_first = chat_id not in self.warned
        self.warned.add(chat_id)
        return is_first

    def forget(self, user_id: int) -> None:
        """What memory alone holds of a person."""
        self.typed.pop(user_id, None)
        self.state.chats.forget(user_id)


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

    @property
    def goes_on(self) -> bool:
        """Whether the process goes on: false from the signal that ends it."""
        ending: Ending = self.application.bot_data["ending"]
        return not ending.has_begun

    async def example(self, texts: Texts) -> str:
        """A question that has an answer now; where none of ours has, one that shows how to ask."""
        examples = await self.services.examples.working()
        return examples[0] if examples else texts.example

    async def texts(self, chat_id: int) -> Texts:
        """The wording for a chat."""
        return texts_in(await self.state.chats.language(chat_id))

    def is_admin(self, user_id: int | None) -> bool:
        """Whether a person is in HOIBAO_ADMIN_IDS."""
        return user_id in self.services.settings.admin_ids


App = Application[ExtBot[int], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], JobQueue[Context]]
