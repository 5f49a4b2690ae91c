"""What is said without asking the paper: a greeting, thanks, an insult, a bare link, an order, who the bot is.

Always a whole message, never a part; but for what somebody says who is in distress, which must not be met with news.

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
    NOD = "nod"
    WHO = "who"
    DISTRESS = "distress"
    LINK = "link"
    ENGLISH = "english"
    PROBE = "probe"  # an order to the bot or to a machine behind it, not to be searched for
    NOTHING = "other"  # no letter and no digit in it


_LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S+", re.IGNORECASE)
_PROBE = re.compile(
    r"</?(?:script|iframe|img|svg|style|object|body|html)\b[^>]*>|\bjavascript:|\bon(?:error|load|click)\s*="
    r"|;\s*(?:drop|delete|truncate|alter|insert|update|shutdown)\b|\bunion\s+(?:all\s+)?select\b"
    r"|'\s*or\s+'?\w+'?\s*=\s*'?\w+|\{\{.*\}\}|\$\{.*\}"
    r"|\b(?:ignore|disregard|forget)\b.{0,30}\b(?:previous|prior|above|all)\b.{0,20}\b(?:instruction|prompt|rule)s?\b"
    r"|\b(?:system prompt|developer mode|jailbreak)\b"
    r"|\b(?:bỏ qua|quên|phớt lờ)\b.{0,20}\b(?:hướng dẫn|chỉ dẫn|chỉ thị|mệnh lệnh)\b.{0,10}\b(?:trên|trước|cũ|đó)\b",
    re.IGNORECASE | re.DOTALL,
)
# With the marks that were typed, and in no word that a newspaper prints.
_VULGAR = re.compile(
    r"\b(?:địt|đụ má|đụ mẹ|đmm|đcm|vcl|vkl|lồn|cặc|buồi|óc chó|thằng chó|fuck\w*)\b|\bđồ chó(?: má| chết)?$"
)
_WORD = re.compile(r"[^\W_]+")
# What asks in English, and what no question in Vietnamese has beside it, with marks or without.
_ENGLISH_ASKING = frozenset("how what when where who why which".split())
_ENGLISH = frozenset("is are was were the does did much many can of there this at".split())
# In the first person, or asking how: news of a death is asked for otherwise.
_OF_ONESELF = (
    r"\b(?:tôi|mình|em|tao|tui|tớ|con|cháu)\b[^.?!]{0,30}\b(?:muốn chết|WAYS|không muốn sống|chán sống|hết muốn sống)\b"
    r"|\b(?:cách|làm sao(?: để)?|làm thế nào(?: để)?) (?:tự tử|tự sát|chết)\b"
    r"|^(?:muốn chết|WAYS)(?: quá| đi| luôn)*$"
)
_DISTRESS = re.compile(_OF_ONESELF.replace("WAYS", "tự tử|tự sát"))
_DISTRESS_BARE = re.compile(fold(_OF_ONESELF.replace("WAYS", "tự sát")))  # bare, "tu tu" is rather "từ từ"

_AROUND = (
    "ạ, à, nhé, nha, nhe, nghen, hen, ơi, bot, bạn, ad, admin, báo, hỏi báo, tòa soạn, anh, chị, em, cô, chú, bác, "
    "mày, cả nhà, mọi người, all, you, luôn, nhiều, rất nhiều, lắm, quá"
)
_PHRASES: Mapping[Talk, str] = {
    Talk.GREETING: (
        "chào, xin chào, chào buổi sáng, chào buổi chiều, chào buổi tối, kính chào, hello, hi, hey, hế lô, alo, a lô, "
        "good morning, lô, ơi, có ai không, có ai ở đó không, bạn khỏe không, khỏe không"
    ),
    Talk.THANKS: (
        "cảm ơn, cám ơn, xin cảm ơn, xin cám ơn, cảm ơn nhiều, cám ơn nhiều, cảm ơn rất nhiều, cảm ơn lắm, thanks, "
        "thank, thank you, thank you so much, thanks a lot, tks, tốt lắm, hay quá, hay đấy, hay đó, hay ghê, giỏi quá, "
        "tuyệt vời, ok cảm ơn"
    ),
    Talk.INSULT: (
        "ngu, đồ ngu, ngu quá, ngu thế, ngu vậy, ngu vãi, sao ngu thế, sao ngu vậy, dốt, dốt quá, đồ dốt, "
        "vô dụng, đồ vô dụng, dở quá, dở ẹc, tệ quá, chán quá, chán thế, óc chó, đồ chó, đồ điên, điên, khùng, "
        "câm đi, im đi, cút, cút đi, đm, dm, vl, vcl, đéo, stupid, idiot, you are stupid, stupid bot, ngu vl, "
        "sai, sai rồi, sai bét, trả lời sai, trả lời sai rồi, không đúng, chán bot này, bot chán quá, "
        "ngu vcl, ngu như bò, ngu như chó, ngu như cứt, như cứt, bot như cứt, bot ngu, bot ngu quá, đm bot ngu, "
        "đm ngu, đụ má, đụ má mày, đụ mẹ, đụ mẹ mày"
    ),
    Talk.NOD: (
        "ok, oke, okie, okay, dạ, vâng, ừ, ờ, ừm, thôi, thôi được, được rồi, rồi, biết rồi, hiểu rồi, đúng rồi, "
        "dạ vâng, ok rồi, không có gì, tạm biệt, bye, bye bye, goodbye, hẹn gặp lại, ngủ ngon, chúc ngủ ngon, "
        "haha, hihi, hehe, không, ko, không cần, đúng, chuẩn"
    ),
    Talk.WHO: (
        "bạn là ai, là ai, ai đây, bạn tên gì, tên gì, bạn tên là gì, ai tạo ra bạn, ai làm ra bạn, ai làm ra, "
        "bạn có phải chatgpt không, bạn có phải chatgpt ko, có phải chatgpt không, bạn là chatgpt à, "
        "bạn là ai vậy, bạn có phải người thật không, bạn có phải người thật ko, bạn có phải là người không, "
        "có phải người thật không, bạn có phải robot không, tóm tắt bài này giúp mình, tóm tắt bài này, "
        "tóm tắt giúp mình, tóm tắt giúp tôi, viết thơ, viết cho tôi một bài thơ, bot của ai, bot này của ai, "
        "bạn là robot, bạn là robot à, bạn là robot hả, bạn là người hay máy, là robot hả, là người hay máy, "
        "bạn làm được gì, làm được gì, biết làm gì, help, giúp với, giúp tôi, hướng dẫn, cách dùng, "
        "cách sử dụng, dùng sao, menu, hỏi gì được, hỏi được gì, tôi có thể hỏi gì, có thể hỏi gì, giúp tôi với, "
        "who are you, what is this, what can you do"
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
    if _DISTRESS.search(clean.lower()) or (clean.isascii() and _DISTRESS_BARE.search(clean.lower())):
        return Talk.DISTRESS
    if _PROBE.search(clean):
        return Talk.PROBE
    words = _WORD.findall(clean.lower())
    if not words:
        return Talk.NOTHING
    if all(word in _SAID for word in words):  # at a glance: others stand in none of the phrases
        for talk, phrases in _TALKS.items():
            if any(_is_phrase(words, phrase) for phrase in phrases):
                return talk
    is_english = clean.isascii() and _ENGLISH_ASKING & set(words) and _ENGLISH & set(words)
    return Talk.ENGLISH if is_english else None


def is_abuse(text: str) -> bool:
    """Whether a message, should it be a question all the same, is none that anybody waits for or counts."""
    clean = normalise(text)
    return bool(_VULGAR.search(clean.lower()) or _PROBE.search(clean)) or small_talk(clean) is Talk.INSULT


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
