"""Faults on order: the next calls that match are refused, dropped, cut short or slowed, as networks and servers do."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from bot.harness.errors import ApiError, bad_request, too_many_requests
from bot.harness.parameters import Parameters

ACTIONS = {
    "error": "refuse with `status`, `description`, `parameters`",
    "raw": "answer with `status` and `body` as they are, such as a front end's HTML page",
    "drop": "close the connection before the call is processed",
    "drop_after": "process the call, then close the connection: the message exists, the client sees an error",
    "half": "process the call, then send half of the response",
    "delay": "process the call `seconds` late",
    "slow": "process the call, then send the response byte by byte over `seconds`",
}
_TEXTS = ("text", "caption", "results", "result")
DESCRIPTIONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    413: "Request Entity Too Large",
    500: "Internal Server Error: restart",
    502: "Bad Gateway",
}


@dataclass(slots=True)
class Fault:
    """One order: after `skip` matching calls, the next `times` get `action`."""

    id: int
    action: str
    method: str = "*"
    chat_id: int | None = None
    contains: str = ""
    skip: int = 0
    times: int = 1
    status: int = 500
    description: str = ""  # by default what Telegram says with that status
    parameters: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    content_type: str = "text/html"
    seconds: float = 0.0

    def check(self) -> None:
        """Raises TypeError for a value of another type: better now than in the middle of a call."""
        numbers = (self.skip, self.times, self.status)
        words = (self.method, self.contains, self.description, self.body, self.content_type)
        if not all(isinstance(number, int) for number in numbers) or not 100 <= self.status <= 599:
            raise TypeError("skip, times and status are whole numbers")
        if not all(isinstance(word, str) for word in words) or not isinstance(self.parameters, dict):
            raise TypeError(
                "method, contains, description, body, content_type are texts, parameters an object"
            )
        if not isinstance(self.chat_id, int | None) or not isinstance(self.seconds, int | float):
            raise TypeError("chat_id and seconds are numbers")

    def as_error(self) -> ApiError:
        """The refusal of an `error`."""
        if not self.description and "retry_after" in self.parameters:
            return ApiError(
                self.status, too_many_requests(self.parameters["retry_after"]).description, self.parameters
            )
        told = self.description or DESCRIPTIONS.get(self.status, "Internal Server Error")
        return ApiError(self.status, told, self.parameters)

    def matches(self, method: str, parameters: Parameters) -> bool:
        """Whether a call is meant: by method (any case, * = all), chat, and a piece of its text."""
        return (
            self.method.lower() in {"*", method.lower()}
            and (self.chat_id is None or str(self.chat_id) == parameters.text("chat_id"))
            and any(self.contains in parameters.text(name) for name in _TEXTS)
        )


class Faults:
    """The open orders, first come first served."""

    def __init__(self) -> None:
        self._open: list[Fault] = []
        self._last_id = 0

    def order(self, wish: dict[str, Any]) -> Fault:
        """Add an order. Raises ApiError 400 for an unknown action or field."""
        if wish.get("action") not in ACTIONS:
            raise bad_request(f"unknown action; known are {', '.join(ACTIONS)}")
        self._last_id += 1
        try:
            fault = Fault(id=self._last_id, **wish)
            fault.check()
        except (TypeError, AttributeError) as error:
            raise bad_request(f"unknown field of a fault, or a wrong value: {error}") from error
        self._open.append(fault)
        return fault

    def take(self, method: str, parameters: Parameters) -> Fault | None:
        """The fault that this call meets, if any; it is used up by one."""
        for fault in self._open:
            if not fault.matches(method, parameters):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            fault.times -= 1
            if fault.times <= 0:
                self._open.remove(fault)
            return fault
        return None

    def clear(self) -> None:
        """Forget all orders."""
        self._open.clear()

    def as_json(self) -> list[dict[str, Any]]:
        """The open orders."""
        return [asdict(fault) for fault in self._open]
