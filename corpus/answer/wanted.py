"""What amount a question asks for: a measure, its unit, or the noun of what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.answer.amounts import Found
from corpus.answer.measures import Measure, measure_of, nouns_for, same_units
from corpus.answer.question import Reading
from corpus.language.text import fold, normalise_tones
from corpus.models import Span

# "Bao nhiêu tiền", "mấy trăm triệu"; folded.
_MONEY = re.compile(r"(?:tien|dong|trieu|ti|ty|nghin|ngan|tram (?:trieu|ti|ty|nghin|ngan)|chuc (?:trieu|ti|ty))\b")
_ASKING = re.compile(r"\b(?:bao nhieu|may|so luong)\b")
# What asks for a measure without naming its unit, where it stands nearest before "bao nhiêu"; with marks.
_TOPICS = (
    (Measure.MONEY, "giá|vốn|tổng mức đầu tư|phí|lệ phí|học phí|kinh phí|lương|phạt|thiệt hại|hết|tốn|doanh thu|thưởng|"
                    "bồi thường|đền bù|vé|phụ cấp|hỗ trợ|tham ô|chiếm đoạt|rút|lời|lỗ|nợ|ngân sách|trị giá|trả|"
                    "nộp phạt|chi phí|tiền"),
    (Measure.LENGTH, "dài|rộng|cao|sâu|xa|cách|quãng đường|chiều dài|bán kính"),
    (Measure.SHARE, "tỉ lệ|tỷ lệ|phần trăm"),
    (Measure.AREA, "diện tích"),
    (Measure.WEIGHT, "nặng|sản lượng"),
    (Measure.POWER, "công suất"),
    (Measure.DURATION, "bao lâu"),
    (Measure.AGE, "tuổi"),
)  # fmt: skip
_TOPIC = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<{measure.name}>{words})" for measure, words in _TOPICS) + r")(?!\w)"
)
_BARE_TOPIC = re.compile(r"\b(dai|rong|cao|sau|nang|gia|het|ton) (?:het )?bao nhieu\b")
_BARE_TOPICS = {
    "nang": Measure.WEIGHT, "gia": Measure.MONEY, "het": Measure.MONEY, "ton": Measure.MONEY,
}  # fmt: skip
# Behind "bao nhiêu" these say nothing of what is counted.
_NO_NOUN = frozenset(
    "la thi vay a ha nhi roi cho theo mot 1 de moi co duoc den toi trong tu o nua the khi luc sau voi va mới".split()
)
_PLURAL = re.compile(r"\bmay\b.*\b(?:nao|gi|sao|ai|dau)\b|\b(?:vi sao|tai sao|sao|chung nao|khi nao)\b.*\bmay\b")
_NUMBERED = re.compile(r"\b(mui|lop|loai|quy|hang|khu pho|phuong|nam|dot|giai doan|khoi|cap) (\d+|[ivx]+)\b")
_RAIN = re.compile(r"(?<!\w)(?:lượng mưa|mưa)(?!\w)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """`unit`: folded, "" where any of the measure will do. `nouns`: folded words of what is counted."""

    measure: Measure
    unit: str = ""
    nouns: tuple[str, ...] = ()


def wanted(reading: Reading) -> Wanted | None:
    """What is asked for; None where that is not plain."""
    plain = fold(reading.text)
    if _PLURAL.search(plain) and "bao nhieu" not in plain:
        return None
    asking = _ASKING.search(plain) or _ASKING.search(plain := fold(reading.full))
    if asking is None:
        return _by_topic(normalise_tones(reading.full).lower(), "")
    before, after = plain[: asking.start()], plain[asking.end() :].strip(" ?.,!")
    if _MONEY.match(after):
        return Wanted(Measure.MONEY)
    if re.match(r"lau\b", after):
        return Wanted(Measure.DURATION)
    if re.match(r"xa\b", after) and asking[0] == "bao nhieu":
        return Wanted(Measure.LENGTH)
    words = tuple(re.findall(r"%|\w+", after)[:3])
    return _by_words(words, before) or _by_topic(normalise_tones(reading.full).lower(), plain)


def _by_words(words: tuple[str, ...], before: str) -> Wanted | None:
    for length in (2, 1):
        unit = " ".join(words[:length])
        if len(words) >= length and (measure := measure_of(unit)) is not None:
            return Wanted(measure, unit)
    if not words or words[0] in _NO_NOUN:
        return None
    return Wanted(Measure.COUNT, nouns=words)


def _by_topic(full: str, plain: str) -> Wanted | None:
    """By the word for it that stands last before "bao nhiêu", or first where that is not said."""
    if bare := _BARE_TOPIC.search(plain):
        return Wanted(_BARE_TOPICS.get(bare[1], Measure.LENGTH))
    if _RAIN.search(full):
        return Wanted(Measure.LENGTH, "mm")
    at = full.find("bao nhiêu")
    found = list(_TOPIC.finditer(full, 0, at if at >= 0 else len(full)))
    if not found:
        return None
    topic = found[-1 if at >= 0 else 0]
    return Wanted(Measure[topic.lastgroup or ""])


def spans_wanted(text: str, found: list[Found], want: Wanted) -> list[Span]:
    """What of the amounts of a text would answer: those of the unit asked for, or else of its measure."""
    if want.measure is Measure.COUNT:
        return _counted(found, want.nouns)
    right = [one for one in found if one.measure is want.measure]
    exact = [one for one in right if not want.unit or fold(one.unit) in same_units(want.unit)]
    if want.measure in (Measure.DURATION, Measure.LENGTH) and want.unit and not exact:
        return [] if want.unit in ("mm", "km") or want.measure is Measure.DURATION else [one.span for one in right]
    return [one.span for one in exact or right]


def _counted(found: list[Found], nouns: tuple[str, ...]) -> list[Span]:
    """The amounts of the noun asked for: by all its words, else by some, else by another noun for the same."""
    for length in range(len(nouns), 0, -1):
        spans = [span for one in found if (span := _with_noun(one, " ".join(nouns[:length]))) is not None]
        if spans:
            return spans
    return []


def _with_noun(one: Found, noun: str) -> Span | None:
    """The amount with the noun behind it, if that is what is asked for."""
    allowed = nouns_for(noun)
    for length in range(len(one.nouns), 0, -1):
        if " ".join(one.nouns[:length]) in allowed:
            return Span(one.span.start, max(one.ends[length - 1], one.span.end))
    return None


def is_of_another(text: str, span: Span, reading: Reading) -> bool:
    """Whether the words right before are of another one of what the question names by number: mũi 1 for mũi 2."""
    asked = {match[1]: match[2] for match in _NUMBERED.finditer(fold(reading.text))}
    if not asked:
        return False
    sentence = re.split(r"[.;!?\n](?:\s|$)", text[: span.start])[-1]
    last = {match[1]: match[2] for match in _NUMBERED.finditer(fold(sentence))}
    return any(last.get(name, number) != number for name, number in asked.items())
