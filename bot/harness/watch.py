"""Nothing that the bot does goes unseen: a block or a test ends with an error for every call that nobody expected."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType

from bot.harness.client import Client
from bot.harness.shapes import Call, NoReplyError, UnexpectedCallError


class Watch:
    """Looks at the calls that are made from now on. As a context manager it checks them when the block ends well.

    Unexpected is a call that was refused, other than by a fault that was ordered, or that Telegram would pass over in
    part; a call of a method that is not among `only`, if that is given; a pressed button that is never answered. And an
    expected refusal that never came.
    """

    def __init__(self, client: Client, only: Iterable[str] = ()) -> None:
        self._client = client
        self._since = client.last_call()
        self._unanswered = set(client.get("state")["unanswered"])
        self._only = set(only)
        self._expected: list[tuple[str, str]] = []

    def expect_refusal(self, method: str, words: str) -> None:
        """From now on, calls of `method` may be refused, or passed over, with `words`; at least one must be."""
        self._expected.append((method, words))

    def check(self) -> None:
        """Raises UnexpectedCallError."""
        self._wait_for_answers()
        calls = self._client.calls(self._since)
        troubles = [trouble for call in calls for trouble in self._troubles(call)]
        for method, words in self._expected:
            if not any(call["method"] == method and words in _told(call) for call in calls):
                troubles.append(f"no call of {method} was refused with {words!r}")
        if troubles:
            raise UnexpectedCallError("\n".join(troubles))

    def __enter__(self) -> Watch:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is None:  # else the error that is under way says more
            self.check()

    def _troubles(self, call: Call) -> list[str]:
        place = f"call {call['n']}: {call['method']} {call['parameters']}"
        troubles = []
        if self._only and call["method"] not in self._only:
            troubles.append(f"{place} was not expected")
        told = _told(call)
        is_expected = any(call["method"] == method and words in told for method, words in self._expected)
        if told and not call["fault"] and not is_expected:
            troubles.append(f"{place}: {told}")
        return troubles

    def _wait_for_answers(self) -> None:
        def all_answered() -> dict[str, bool] | None:
            pressed = set(self._client.get("state")["unanswered"]) - self._unanswered
            return None if pressed else {"answered": True}

        try:
            self._client.wait_for(all_answered, "a pressed button was not answered")
        except NoReplyError as error:
            raise UnexpectedCallError(str(error)) from error


def _told(call: Call) -> str:
    """What was refused, or passed over in silence; "" for a call that went well."""
    refusal = [str(call["response"].get("description", call["status"]))] if call["status"] >= 400 else []
    return "; ".join([*refusal, *call["warnings"]])
