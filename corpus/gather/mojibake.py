"""Text that was decoded wrongly before it was saved: "Tiáº¿ng Viá»‡t" for "Tiếng Việt"."""

from __future__ import annotations

import re

import ftfy

_SIGNS = re.compile("áº|á»|Ä[‘\u0091]|Æ[°¡]|Ã[\u0080-\u00bf]|Â[\u0080-\u00bf]|â€|â\u0080")
"""What UTF-8 of Vietnamese letters looks like when it was read as windows-1252 or Latin-1."""


def repaired(text: str) -> str:
    """The text as it was meant; text without the signs of that mistake comes back unchanged.

    ftfy decides whether it really is one, line by line, and touches nothing else (no quotes, no ligatures).
    """
    if not _SIGNS.search(text):
        return text
    return "\n".join(ftfy.fix_encoding(line) if _SIGNS.search(line) else line for line in text.split("\n"))
