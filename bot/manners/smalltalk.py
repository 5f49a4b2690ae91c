"""What is said without asking: a greeting, thanks, an insult, a bare link. Always a whole message, never a part.

A message is small talk when nothing is left of it but one of the phrases below and words of address around it. Marks
that were typed count: "cháo" is porridge and no greeting, "chao" may be one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from corpus import fold, normalise


class Talk(StrEnum):
    """What it is; the reply is the text of that name in texts.manners."""

    GREETING = "greeting"
    THANKS = "thanks"
    INSULT = "insult"
    LINK = "link"
    NOTHING = "other"  # no letter and no digit in it


_LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")

_AROUND = (
    "ạ, à, nhé, nha, nhe, nghen, hen, ơi, bot, bạn, ad, admin, báo, hỏi báo, tòa soạn, anh, chị, em, cô, chú, bác, "
    "mày, cả nhà, mọi người, all, you, luôn, nhiều, rất nhiều, lắm, quá"
)
_PHRASES: Mapping[Talk, str] = {
    Talk.GREETING: (
        "chào, xin chào, chào buổi sáng, chào buổi chiều, chào buổi tối, kính chào, hello, hi, hey, hế lô, alo, a lô, "
        "good morning, lô, ơi"
    ),
    Talk.THANKS: (
        "cảm ơn, cám ơn, xin cảm ơn, xin cám ơn, cảm ơn nhiều, cám ơn nhiều, cảm ơn rất nhiều, cảm ơn lắm, thanks, "
        "thank, thank you, thank you so much, thanks a lot, tks, tốt lắm, hay quá, giỏi quá, tuyệt vời, ok cảm ơn"
    ),
    Talk.INSULT: (
        "ngu, đồ ngu, ngu quá, ngu thế, ngu vậy, ngu vãi, sao ngu thế, sao ngu vậy, dốt, dốt quá, đồ dốt, vô dụng, "
        "đồ vô dụng, dở quá, dở ẹc, tệ quá, chán quá, chán thế, óc chó, đồ chó, đồ điên, điên, khùng, câm đi, im đi, "
        "cút, cút đi, đm, dm, vl, vcl, đéo, stupid, idiot, you are stupid, stupid bot"
    ),
}


def _split(phrases: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases.split(", "))


_ADDRESSES = _split(_AROUND)
_TALKS = {talk: _split(phrases) for talk, phrases in _PHRASES.items()}
_SAID = {word for phrases in (_ADDRESSES, *_TALKS.values()) for phrase in phrases for word in phrase}
_SAID |= {fold(word) for word in _SAID}


def small_talk(text: str) -> Talk | None:
    """What a message is, None where it may be a question."""
    clean = normalise(text).strip()
    if _LINK.fullmatch(clean):
        return Talk.LINK
    words = _WORD.findall(clean.lower())
    if not words:
        return Talk.NOTHING
    if not all(word in _SAID for word in words):
        return None  # at a glance: a word that stands in none of the phrases
    for talk, phrases in _TALKS.items():
        if any(_is_phrase(words, phrase) for phrase in phrases):
            return talk
    return None


def _is_phrase(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether the words are the phrase with nothing but address before and after it."""
    for start in range(len(words) - len(phrase) + 1):
        end = start + len(phrase)
        if _same(words[start:end], phrase):
            return _is_address(words[:start]) and _is_address(words[end:])
    return False


def _is_address(words: Sequence[str]) -> bool:
    if not words:
        return True
    return any(
        _same(words[: len(one)], one) and _is_address(words[len(one) :])
        for one in _ADDRESSES
        if len(one) <= len(words)
    )


def _same(typed: Sequence[str], meant: Sequence[str]) -> bool:
    """Word by word the same, where a word without any mark may have lost its marks."""
    return len(typed) == len(meant) and all(
        one in (other, fold(other)) for one, other in zip(typed, meant, strict=True)
    )
