"""What phones, haste and the ear do to questions, undone: shorthand, Telex keys left over, a first letter lost, "ngèo",
names without their space.

Only the question is mended, never an article, and only where the archive knows the word that comes out and does not
know the one that was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Protocol

from corpus.language.text import cased, fold, normalise_syllable, normalise_tones
from corpus.language.typed.glued import apart
from corpus.language.typed.particles import ending

# What readers type in haste goes in here; what papers print as well, for these to be found by it, into
# data/everyday_words.txt. "bv", "gv", "hs" and "sv" stand in both: a question's is written out before that list is
# asked, an article's is only found by that list.
SHORTHAND = {
    "ko": "không", "hok": "không", "kh": "không", "khg": "không", "đc": "được", "dc": "được",
    "bn": "bao nhiêu", "bnh": "bao nhiêu", "bnhiu": "bao nhiêu", "nhiu": "nhiêu", "ntn": "như thế nào",
    "tnao": "thế nào", "j": "gì", "vs": "với", "mn": "mọi người", "mng": "mọi người", "bs": "bác sĩ",
    "bv": "bệnh viện", "sđt": "số điện thoại", "sdt": "số điện thoại", "hs": "học sinh", "sv": "sinh viên",
    "gv": "giáo viên", "nv": "nhân viên", "cty": "công ty", "ng": "người", "oto": "ô tô", "đt": "điện thoại",
    "trc": "trước", "cx": "cũng", "nch": "nói chuyện", "mik": "mình", "lm": "làm", "đg": "đường",
    "vn": "Việt Nam",
    "nhìu": "nhiều", "bik": "biết", "bít": "biết", "tgian": "thời gian", "wa": "qua", "wá": "quá", "mk": "mình",
    "ngta": "người ta", "mún": "muốn", "hnay": "hôm nay", "hqua": "hôm qua", "mần": "làm", "dìa": "về", "dzô": "vô",
    "zô": "vô", "dzụ": "vụ", "zụ": "vụ",
}  # fmt: skip
# Only at the end, where they ask: "hông" is a part of the body as well.
ASKING_AT_THE_END = {
    "hông": "không", "hong": "không", "hôn": "không", "hem": "không", "hơm": "không", "khum": "không",
    "khom": "không", "hk": "không", "k": "không", "hăm": "không",
}  # fmt: skip
# What is so short for a word in capitals, too; others are a name then: "Đường ĐT 641", "Sở KH&CN".
_IN_CAPITALS = frozenset("ko bs bv sđt sdt hs sv gv nv cty vn".split())
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")  # whole: "ĐT641" and "VN30" are no words
_NAMED = re.compile(r"\s?\d| (?:việt nam|viet nam|u\d\d|quốc gia|quoc gia|nữ )", re.IGNORECASE)  # behind "đt"
_POINTED = re.compile(r"(?<![\w.])([tT])\. ?([pPxX])(?![^\W\d_])")  # "t.p Tuy Hòa"
_DOUBLE = {"aa": "â", "ee": "ê", "oo": "ô", "dd": "đ", "aw": "ă", "ow": "ơ", "uw": "ư"}
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_TELEX = re.compile(r"(?=.*(?:aa|ee|oo|dd|aw|ow|uw|[sfrxj]))[a-z]{2,9}")
# Telegram in a browser loses the first key of a word that the input method rewrites: "Điện Biên" arrives as "iện Biên".
_LOST = ("đ", "ư", "ơ")
_ENOUGH = 3  # times that the archive must have a pair of words before a lost letter is put back


# One sound that is spelled by the vowel behind it: "ngh", "gh" and "k" before e and i, "ng", "g" and "c" elsewhere.
# What sounds alike to some only ("s" and "x", "ch" and "tr") is left: a small archive does not know every word.
_SPELLED = {"ng": "ngh", "ngh": "ng", "g": "gh", "gh": "g", "c": "k", "k": "c"}
_MISSPELT = re.compile(
    r"(?:(ng|g(?!i)|c)(?=[eiy])|(ngh|gh|k)(?=[aou]))"
)  # folded; "gi" is a sound of its own


class Vocabulary(Protocol):
    """How often the archive has a syllable, and a pair of them. `Marks` is one."""

    def count(self, syllable: str) -> int:
        """Of a syllable as written, in lower case."""

    def pair_count(self, first: str, second: str) -> int:
        """Of two as neighbours."""

    def forms(self, folded: str) -> list[str]:
        """The syllables with this folded form, the most frequent first."""


def mend(text: str, words: Vocabulary) -> str:
    """A question (NFC) with its shorthand written out, Telex keys resolved and lost letters put back."""
    text = _POINTED.sub(r"\1\2", text)
    found, last = list(_WORD.finditer(text)), len(_WORD.findall(text[: ending(text)])) - 1
    lower = [normalise_syllable(match.group()) for match in found]
    pieces: list[str] = []
    at = 0
    for number, match in enumerate(found):
        following = lower[number + 1] if number + 1 < len(found) else ""
        is_apart = text[match.start() - 1 : match.start()].isspace()
        mended = ASKING_AT_THE_END.get(lower[number]) if number == last and is_apart else None
        if mended is None and not _is_joined(text, match) and not _is_code(text, match):
            mended = _mended(lower[number], following, words)
        if (mended or lower[number]) == "nhiêu" and "bao" not in lower[max(0, number - 1) : number]:
            mended = "bao nhiêu"  # "dài nhiêu mét"
        pieces += (
            text[at : match.start()],
            match.group() if mended is None else _cased(mended, match.group(), lower[number]),
        )
        at = match.end()
    return "".join([*pieces, text[at:]])


def _is_joined(text: str, match: re.Match[str]) -> bool:
    """Whether a word is a part of one with signs in it: the "ĐT" of "GD&ĐT" is no telephone."""
    return any(text[at : at + 1] in ("&", "-", "/") for at in (match.start() - 1, match.end()) if at >= 0)


def _is_code(text: str, match: re.Match[str]) -> bool:
    """Whether capitals, or a number behind them, make a name of what would be short for a word: "ĐT 641"."""
    word = match[0]
    if word.isupper() and word.lower() not in _IN_CAPITALS:
        return len(word) > 1 and text.upper() != text
    return word.lower() == "đt" and _NAMED.match(text, match.end()) is not None


def _cased(mended: str, typed: str, lower: str) -> str:
    """Capitals of what is short for a word are none of that word: "HS" are "học sinh"."""
    is_short = typed.isupper() and lower in SHORTHAND
    return SHORTHAND[lower] if is_short else cased(mended, typed)


def _mended(word: str, following: str, words: Vocabulary) -> str | None:
    if word in SHORTHAND:
        return SHORTHAND[word]
    if (name := apart(word)) and not words.forms(word):
        return name  # with its own capitals
    if _TELEX.fullmatch(word) and not words.forms(word):
        return next((form for form in _telex(word) if words.count(form)), None)
    if word[0] in "aăâeêioôơuưy" or fold(word[0]) in "aeiouy":
        return _first_letter(word, following, words)
    return None if _known(word, words) else _spelled(word, words)


def _known(word: str, words: Vocabulary) -> int:
    """How often the archive has a syllable; of one without marks, with whatever marks."""
    return sum(map(words.count, words.forms(word) if word.isascii() else [word]))


def _spelled(word: str, words: Vocabulary) -> str | None:
    """A syllable by the rules of spelling, if the archive has it: "ngèo" is "nghèo"."""
    misspelt = _MISSPELT.match(fold(word))
    if misspelt is None:
        return None
    found = _SPELLED[misspelt[0]] + word[misspelt.end() :]
    return found if _known(found, words) >= _ENOUGH else None


def _first_letter(word: str, following: str, words: Vocabulary) -> str | None:
    """The word with its first letter, where only that makes it a neighbour of what follows."""
    if fold(word) == word or words.pair_count(word, following):
        return None
    best = max(
        ((words.pair_count(letter + word, following), letter + word) for letter in _LOST), default=(0, "")
    )
    return best[1] if best[0] >= _ENOUGH else None


def _telex(word: str) -> Iterator[str]:
    """What the keys of a word would have typed: "dduowngf" → "đường"."""
    for at in [-1, *(at for at, letter in enumerate(word) if letter in _TONES and at > 0)]:
        keys = word if at < 0 else word[:at] + word[at + 1 :]
        base = keys
        for pair, letter in _DOUBLE.items():
            base = base.replace(pair, letter)
        base = base.replace("uơ", "ươ").replace("w", "ư")
        yield from _toned(base, _TONES[word[at]] if at >= 0 else "")


def _toned(base: str, tone: str) -> Iterator[str]:
    """`base` with the tone on each of its vowels in turn, from the last: one of them is how it is written."""
    if not tone:
        yield base
        return
    for at in reversed(range(len(base))):
        if fold(base[at]) in "aeiouy":
            yield normalise_tones(unicodedata.normalize("NFC", base[: at + 1] + tone + base[at + 1 :]))
