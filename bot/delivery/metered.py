"""The request objects count: which calls, and how those that fail do."""

from __future__ import annotations

from typing import Any

from telegram.error import TelegramError, TimedOut

from bot.delivery.http import AiohttpRequest
from bot.observe.metrics import Metrics


class MeteredRequest(AiohttpRequest):
    """A request object that counts calls and errors. The address holds the token: only its last word is used."""

    def __init__(self, metrics: Metrics, **options: Any) -> None:
        super().__init__(**options)
        self._metrics = metrics

    async def do_request(self, url: str, *args: Any, **options: Any) -> tuple[int, bytes]:
        """Send the request and count it."""
        method = url.rsplit("/", 1)[-1]
        self._metrics.api_calls.labels(method).inc()
        try:
            status, payload = await super().do_request(url, *args, **options)
        except TelegramError as error:
            kind = "timeout" if isinstance(error, TimedOut) else "network"
            self._metrics.api_errors.labels(method, kind).inc()
            raise
        if status >= 400:
            self._metrics.api_errors.labels(method, str(status)).inc()
        return status, payload
