"""Text as it was meant: entities, invisible characters, mojibake. What is right already stays as it is."""

from __future__ import annotations

import html
import re
from html.entities import html5

from corpus.gather.mojibake import repaired
from corpus.language.text import normalise

# Most text needs nothing: only characters that are normal already, and no entity.
_PLAIN = re.compile("[\n -%'-~\u00a1-\u00ac\u00ae-\u02ff\u1ea0-\u1ef9“”‘’–—…•]*")
_SURROGATES = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SPACES = dict.fromkeys((160, 5760, *range(8192, 8203), 8239, 8287, 12288), " ")
_BREAKS = dict.fromkeys((133, 8232, 8233), "\n")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TWICE = 2  # "&amp;quot;": how often text is escaped in the wild


def clean(text: str) -> str:
    """Normalised text that can be stored and read: no entities, no invisible characters, plain spaces."""
    if _PLAIN.fullmatch(text):
        return repaired(text)
    text = repaired(_SURROGATES.sub("\ufffd", text))
    for _ in range(_TWICE):
        if "&" in text:
            text = _ENTITY.sub(_unescaped, text)
    text = _INVISIBLE.sub("", text).translate(_SPACES | _BREAKS)
    return normalise(text)


def _unescaped(entity: re.Match[str]) -> str:
    known = entity[0][1] == "#" or entity[0][1:] in html5
    return html.unescape(entity[0]) if known else entity[0]
