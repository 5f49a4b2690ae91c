"""A page that could not be had, with its reason, and whether trying again soon may help."""

from __future__ import annotations

from corpus.reasons import TEXTS, Reason

_PASSING = frozenset(
    {Reason.UNKNOWN_HOST, Reason.UNREACHABLE, Reason.PROTOCOL, Reason.SLOW, Reason.BUSY, Reason.ROBOTS_DOWN}
)
_PASSING_STATUSES = frozenset(
    {"408", "425", "429", "500", "502", "503", "504", "520", "521", "522", "523", "524"}
)


class FetchFailed(Exception):
    """A page that could not be had. `detail` is a status, a host or a content type; never another error's text."""

    def __init__(self, reason: Reason, detail: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(f"{TEXTS[reason]}{f' ({detail})' if detail else ''}")
        self.reason, self.detail, self.retry_after_s = reason, detail, retry_after_s

    @property
    def is_passing(self) -> bool:
        """Whether trying again soon may help."""
        if self.reason is Reason.STATUS:
            return self.detail in _PASSING_STATUSES
        return self.reason in _PASSING
