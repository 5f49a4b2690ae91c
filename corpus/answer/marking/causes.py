"""Words by which a text says why: "do", "vì", "nên"."""

from __future__ import annotations

import re

_CAUSE = re.compile(
    r"(?<!\w)(?:do|vì|bởi|nguyên nhân|lý do|lí do|nhờ|dẫn đến|dẫn tới|xuất phát|bắt nguồn|mâu thuẫn|nên|khiến)(?!\w)",
    re.IGNORECASE,
)


def gives_cause(text: str) -> bool:
    """Whether a text has one of them."""
    return _CAUSE.search(text) is not None
