"""Text as it was meant: entities, invisible characters, joined paragraphs. What is right already stays as it is."""

from __future__ import annotations

import html
import re
from html.entities import html5

from corpus.gather.alphabet import CAPITALS, VOWELS
from corpus.gather.mojibake import repaired
from corpus.language.text import fold, normalise

# Most text needs nothing: only characters that are normal already, and no entity.
_PLAIN = re.compile("[\n -%'-~\u00a1-\u00ac\u00ae-\u02ff\u1ea0-\u1ef9“”‘’–—…•]*")
_SURROGATES = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SPACES = dict.fromkeys((160, 5760, *range(8192, 8203), 8239, 8287, 12288), " ")
_BREAKS = dict.fromkeys((133, 8232, 8233), "\n")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TWICE = 2  # "&amp;quot;": how often text is escaped in the wild
_JOINED = re.compile(
    rf"(?P<word>[^\s.!?…]*[^\W_])(?P<stop>[\"”’»)]*(?:[.!?]+|…)[\"”’»)]*)(?=“?[{CAPITALS}]\w*[\s,])(?!(?:Vn|Com|Net|Org|Gov|Ru)\b)"
)
_ABBREVIATIONS = frozenset("bs ts ths tp tx tt mr mrs ms dr gs pgs ks ls st no vol nxb ubnd".split())


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


def parted(text: str) -> str:
    """Text with a line break where two paragraphs were joined without a space.

    >>> parted("không đến trường vì dịch Covid-19.Hai cậu học sinh ở TP.HCM")
    'không đến trường vì dịch Covid-19.\\nHai cậu học sinh ở TP.HCM'
    """
    return _JOINED.sub(_with_break, text)


def _with_break(match: re.Match[str]) -> str:
    word = match["word"]
    ends_small = word[-1].isdigit() or (word[-1].islower() and not VOWELS.isdisjoint(word))
    is_mark = word.isdigit() and len(word) <= 2  # the number of an item
    broken = ends_small and not is_mark and fold(word) not in _ABBREVIATIONS
    return match[0] + "\n" if broken else match[0]
