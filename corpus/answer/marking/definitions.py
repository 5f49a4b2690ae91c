"""Where a text says what something is."""

from __future__ import annotations

import re

from corpus.language.text import fold

_IS = r"(?:chinh )?(?:la|gom|bao gom|nghia|co nghia|thuoc|con (?:duoc )?goi|duoc goi|duoc hieu|duoc xem|xay ra khi)\b"


def explains(text: str, thing: str) -> bool:
    """Whether a text says what it is: "… là …", "… (…)", "gọi là …". `thing`: folded."""
    name = re.escape(thing)
    told = rf"\b{name}(?: \([^)]*\))? {_IS}|\b{name} \(|\b(?:goi la|tuc|la) {name}\b|\({name}\)|\b{name}:"
    return re.search(told, fold(text)) is not None
