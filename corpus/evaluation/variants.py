"""The ways one question is typed: as given, lower case, without diacritics, with old tone placement."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from corpus.language.text import normalise

# Where the tone mark of an open oa, oe, uy stands: hòa (new) was hoà (old) before.
_PAIRS = (("o", "a"), ("o", "e"), ("u", "y"))
_TONES = "\u0300\u0301\u0309\u0303\u0323"


def bare(text: str) -> str:
    """Without diacritics; case stays."""
    plain = unicodedata.normalize("NFD", text)
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return kept.replace("đ", "d").replace("Đ", "D")


def old_tones(text: str) -> str:
    """With the tone on the second vowel of oa, oe, uy at a syllable's end: Tuy Hòa → Tuy Hoà."""
    return " ".join(_old(word) for word in normalise(text).split(" "))


def _old(word: str) -> str:
    plain = unicodedata.normalize("NFD", word)
    for first, second in _PAIRS:
        for tone in _TONES:
            moved = plain.replace(f"{first}{tone}{second}", f"{first}{second}{tone}")
            if moved != plain and not plain.lower().startswith("qu"):
                return unicodedata.normalize("NFC", moved)
    return word


VARIANTS: Mapping[str, Callable[[str], str]] = {
    "typed": lambda text: text,
    "lower": str.lower,
    "bare": bare,
    "old-tones": old_tones,
}
