"""Text as code points: one normal form, folding without moving offsets, sentence spans."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from corpus.language.sentence_spans import sentences

__all__ = ["cased", "fold", "normalise", "normalise_syllable", "normalise_tones", "sentences"]

_CONTROL = {code: " " for code in range(32) if chr(code) not in "\n\t"} | {127: " "}


def normalise(text: str) -> str:
    """NFC, LF line ends, control characters as spaces. Clean NFC text comes back unchanged."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines).translate(_CONTROL)


def cased(form: str, typed: str) -> str:
    """A word with the capitals of another one."""
    if typed.isupper() and len(typed) > 1:
        return form.upper()
    return form[0].upper() + form[1:] if typed[0].isupper() else form


@cache
def _fold_one(char: str) -> str:
    """One code point without case and marks, or itself where that would not be one code point."""
    base = unicodedata.normalize("NFD", char.lower())[:1] or char
    return "d" if base in "đð" else base


class _FoldTable(dict[int, str]):
    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_one(chr(code))
        return folded


_FOLD = _FoldTable()


def fold(text: str) -> str:
    """Lower case, no diacritics, đ as d; as many code points as `text`, each in its place."""
    return text.translate(_FOLD)


# hoà → hòa, thuý → thúy: the tone on the first vowel of an open oa, oe, uy. qúy → quý: after q, u is no vowel.
_LATE_TONE = re.compile(r"(?<!q)(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![^\W\d_])", re.IGNORECASE)
_EARLY_TONE = re.compile(r"(?<=q)[ùúủũụ][yaeo]", re.IGNORECASE)
# tỷ → tỉ, kỹ → kĩ, quí → quý: one of two spellings that are both taught.
_Y_ALONE = re.compile(r"(?<![^\W\d_])[hklmst][yỳýỷỹỵ](?![^\W\d_])", re.IGNORECASE)
_QUI = re.compile(r"(?<=qu)[iìíỉĩị](?![^\W\d_])", re.IGNORECASE)
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_I_OF_Y = str.maketrans("yỳýỷỹỵYỲÝỶỸỴ", "iìíỉĩịIÌÍỈĨỊ")
_Y_OF_I = str.maketrans("iìíỉĩịIÌÍỈĨỊ", "yỳýỷỹỵYỲÝỶỸỴ")


def normalise_tones(text: str) -> str:
    """One placement of the tone mark and one spelling of final i/y (hoà → hòa, tỷ → tỉ), in NFC; same length.

    For terms only: what a reader sees keeps the paper's own spelling.
    """
    text = _LATE_TONE.sub(_tone_swapped, text)
    text = _EARLY_TONE.sub(_tone_swapped, text)
    text = _Y_ALONE.sub(lambda match: match[0].translate(_I_OF_Y), text)
    return _QUI.sub(lambda match: match[0].translate(_Y_OF_I), text)


@lru_cache(maxsize=10_000)
def normalise_syllable(syllable: str) -> str:
    """`normalise_tones` of a single one in lower case: there are few."""
    return normalise_tones(syllable.lower())


def _tone_swapped(match: re.Match[str]) -> str:
    """Two vowels, the tone of one moved to the other."""
    one, other = (unicodedata.normalize("NFD", char) for char in match[0])
    tone = next(mark for mark in one + other if mark in _TONES)
    bare = one.replace(tone, ""), other.replace(tone, "")
    moved = bare[0] + tone + bare[1] if tone in other else bare[0] + bare[1] + tone
    return unicodedata.normalize("NFC", moved)
