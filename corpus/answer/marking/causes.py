"""Words by which a text says why: "do", "vì", "nên"."""

from __future__ import annotations

import re

from corpus.language.cause_words import CAUSE_WORDS

_PHRASES = ("nguyên nhân", "lý do", "lí do", "dẫn đến", "dẫn tới", "xuất phát", "bắt nguồn", "mâu thuẫn")
_CAUSE = re.compile(rf"(?<!\w)(?:{'|'.join((*CAUSE_WORDS, *_PHRASES))})(?!\w)", re.IGNORECASE)


def gives_cause(text: str) -> bool:
    """Whether a text has one of them."""
    return _CAUSE.search(text) is not None
