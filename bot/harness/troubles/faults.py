"""Faults on order: the next calls that match are refused, dropped, cut short or slowed, as networks and servers do."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from bot.harness.errors import bad_request

ACTIONS = {
    "error": "refuse with `status`, `description`, `parameters`",
    "raw": "answer with `status` and `body` as they are, such as a front end's HTML page",
    "drop": "close the connection before the call is processed",
    "drop_after": "process the call, then close the connection: the message exists, the client sees an error",
    "half": "process the call, then send half of the response",
    "delay": "process the call `seconds` late",
    "slow": "process the call, then send the response byte by byte over `seconds`",
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
    description: str = "Internal Server Error: restart"
    parameters: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    content_type: str = "text/html"
    seconds: float = 0.0

    def matches(self, method: str, parameters: dict[str, Any]) -> bool:
        """Whether a call is meant: by method (any case, * = all), chat, and a piece of its text."""
        return (
            self.method.lower() in {"*", method.lower()}
            and (self.chat_id is None or str(self.chat_id) == str(parameters.get("chat_id")))
            and self.contains in str(parameters.get("text", parameters.get("caption", "")))
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
            fault.matches("", {})
        except (TypeError, AttributeError) as error:
            raise bad_request("unknown field of a fault, or a wrong value") from error
        if not isinstance(fault.skip, int) or not isinstance(fault.times, int):
            raise bad_request("skip and times are whole numbers")
        self._open.append(fault)
        return fault

    def take(self, method: str, parameters: dict[str, Any]) -> Fault | None:
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
