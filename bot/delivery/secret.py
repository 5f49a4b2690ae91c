"""The webhook's secret. PTB compares it with `!=`, whose time tells how much of a guess is right; this does not."""

from __future__ import annotations

import hmac


class Secret(str):
    """A text that is compared in constant time. Python asks the more special class first, on either side."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and hmac.compare_digest(self.encode(), other.encode("utf-8", "replace"))

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__
