"""What amount a question asks for, "bao nhiêu hộ": a measure, its unit, or the noun of what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile

from corpus.answer.reading.question import Reading, as_typed
from corpus.language.either_way import EitherWay
from corpus.language.measures import LARGE, NO_UNIT, Measure, measure_of
from corpus.language.segmentation import segment
from corpus.language.text import fold, normalise_tones

# "Bao nhiêu tiền", "mấy trăm triệu".
_MONEY = EitherWay(rf"(?:tiền|đồng|{LARGE}|trăm (?:{LARGE})|chục (?:triệu|tỉ))(?!\w)")
# "Mấy ngàn hộ", "mấy trăm người"; but "mấy trăm triệu", "mấy ngàn một ký".
_MANY = EitherWay(r"(?:(?:chục|trăm|nghìn|ngàn|vạn) )+(?!(?:triệu|tỉ|đồng|tiền|usd|đô la)(?!\w))")
_SPEED = EitherWay(r"(?:km|cây số) ?(?:/|một |1 )? ?(?:h|giờ)(?!\w)")
_ASKING = re.compile(r"(?<!\w)(?:bao nhiêu|bao lâu|bao xa|số lượng|mấy)(?!\w)")
_ASKING_BARE = re.compile(r"\b(?:bao nhieu|bao lau|bao xa|so luong)\b")
_HECTARES = EitherWay(r"(?<!\w)(?:bao nhiêu|mấy) ha(?!\w)")
_HOW = {"bao lau": Measure.DURATION, "bao xa": Measure.LENGTH}
_UNIT = re.compile(NO_UNIT)
_NUMBER_OF = re.compile(r"(?<!\w)(?:số(?: lượng| lượt)?|lượng|lượt) (?!mấy|lượng|lượt)([^\W\d_]+)")
# What asks for a measure without naming its unit, where it stands nearest before "bao nhiêu"; with marks.
_TOPICS = (
    (Measure.MONEY, "giá|vốn|tổng mức đầu tư|phí|lương|phạt|thiệt hại|hết|tốn|doanh thu|thưởng|"
                    "bồi thường|đền bù|vé|phụ cấp|hỗ trợ|tham ô|chiếm đoạt|rút|lời|lỗ|nợ|ngân sách|trả|"
                    "bán(?! được)|tiền|hối lộ|thu nhập|kiếm|quyên góp|ủng hộ|biển thủ|thất thoát|xin|đòi|vay|lừa|cướp|"
                    "mức đóng"),
    (Measure.LENGTH, "dài|rộng|cao(?! tốc| điểm| cấp| nguyên| đẳng| nhất)|sâu|xa|cách|quãng đường|chiều dài|bán kính"),
    (Measure.SHARE, "tỉ lệ|tỷ lệ|phần trăm"),
    (Measure.AREA, "diện tích"),
    (Measure.WEIGHT, "nặng|sản lượng"),
    (Measure.POWER, "công suất"),
    (Measure.SPEED, "tốc độ|vận tốc|sức gió"),
    (Measure.AGE, "tuổi"),
)  # fmt: skip
_TOPIC = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<{measure.name}>{words})" for measure, words in _TOPICS) + r")(?!\w)"
)
_BARE_TOPIC = re.compile(r"\b(dai|rong|cao|sau|nang|gia|het|ton) (?:het )?bao nhieu\b")
_BARE_TOPICS = {
    "nang": Measure.WEIGHT, "gia": Measure.MONEY, "het": Measure.MONEY, "ton": Measure.MONEY,
}  # fmt: skip
# "Bao nhiêu một chục": the price of so much.
_EACH = re.compile(
    r"(?:một|1|mỗi) (?:kí|kg|cân|chục|con|trái|quả|lượt|vé|người|tấn|tạ|lít|chai|hộp|thùng|bao|bó|đêm|suất|tô|li|m2|"
    r"sào|lượng|chỉ)(?!\w)"
)
_CLASSIFIERS = ("cái ", "đứa ", "chiếc ", "con ")  # "mấy cái xương sườn" counts ribs
_SPOT = ("chỗ", "chổ")  # folds to "cho", which counts nothing; the second is how it is often misspelt
# Behind "bao nhiêu" these say nothing of what is counted; folded.
_COUNTS_NOTHING = frozenset(
    "la thi vay a ha nhi roi cho theo mot 1 de moi co duoc den toi trong tu o nua the khi luc sau voi va".split()
)
_PLURAL = EitherWay(
    r"(?<!\w)mấy(?!\w).*(?<!\w)(?:nào|gì|sao|ai|đâu)(?!\w)|(?<!\w)(?:sao|chừng nào|khi nào)(?!\w).*(?<!\w)mấy(?!\w)"
)
# An amount for each, "50.000 đồng/xe", answers where a price is asked for, or one is named.
_BY_EACH = re.compile(r"(?<!\w)(?:giá|vé|phí|lương|phụ cấp|thuê|trả|mỗi|một|từng|1|giây)(?!\w)")
_NOUN_SYLLABLES = 3
_ENDS_A_NOUN = frozenset(
    "được bị của ở tại trong trên còn đã có mới là cho vào từ đi thì mà về đến theo làm".split()
)
# What is weighed or measured rather than counted; folded.
_SUBSTANCES = {
    **dict.fromkeys(
        "tom|tom hum|ca|mia|gao|lua|thuy san|duong|rac|muoi|ca phe|san|hang|thit".split("|"),
        (Measure.WEIGHT,),
    ),
    **dict.fromkeys("nuoc|xang|dau|dat|cat|bun".split("|"), (Measure.VOLUME, Measure.WEIGHT)),
    "oxy": (Measure.DENSITY,),
}
_RAIN = re.compile(r"(?<!\w)(?:lượng mưa|mưa)(?!\w)")


@dataclass(frozen=True, slots=True)
class AskedAmount:
    """`unit`: folded, "" where any of the measure will do. `nouns`: folded syllables of what is counted.

    `least`: how many of them a text has to have: "khách sạn" is not "khách". `by_each`: it may be an amount for each.
    """

    measure: Measure
    unit: str = ""
    nouns: tuple[str, ...] = ()
    least: int = 1
    by_each: bool = True


def asked_amounts(reading: Reading) -> tuple[AskedAmount, ...]:
    """What is asked for, the likeliest first; none where it is not plain.

    "Ha" may be a unit or a particle; "bao nhiêu tôm" may be told by number or by weight.
    """
    full = normalise_tones(reading.full).lower()
    by_each = _BY_EACH.search(full) is not None
    found = [AskedAmount(Measure.AREA, "ha")] if _HECTARES.search(reading.text) else []
    if (want := _read(reading, full)) is not None and want not in found:
        found.append(want)
        found += [AskedAmount(measure) for measure in _SUBSTANCES.get(" ".join(want.nouns[: want.least]), ())]
    return tuple(replace(want, by_each=by_each) for want in found)


def _read(reading: Reading, full: str) -> AskedAmount | None:
    if _PLURAL.search(as_typed(reading)) and "bao nhieu" not in fold(reading.text):
        return None
    asking = _ASKING.search(full)
    if asking is None:  # the marks may have been put back wrongly
        asking = _ASKING_BARE.search(fold(full))
    if asking is None:
        return _by_topic(full)
    if (measure := _HOW.get(fold(asking[0]))) is not None:
        return AskedAmount(measure)
    after = full[asking.end() :].strip(" ?.,!")
    typed = after if reading.has_marks else fold(after)
    if _SPEED.match(typed):
        return AskedAmount(Measure.SPEED)
    if (many := _MANY.match(typed)) and (counted := _by_words(after[many.end() :], reading)) is not None:
        return counted
    if _UNIT.match(after) and _MONEY.match(typed):
        return AskedAmount(Measure.MONEY)
    if found := _by_words(after, reading) or _by_topic(full):
        return found
    return AskedAmount(Measure.MONEY) if _EACH.match(after) else None


def _by_words(after: str, reading: Reading) -> AskedAmount | None:
    """By what stands behind "bao nhiêu": a unit, or a noun."""
    if after.startswith(_CLASSIFIERS) and " " in (behind := after.split(" ", 1)[1]):
        after = behind
    typed = re.findall(r"%|\w+", after)
    words = [fold(word) for word in typed]
    for length in (2, 1) if _UNIT.match(after) else ():
        measure = measure_of(" ".join(typed[:length]), is_bare=not reading.has_marks)
        if len(words) >= length and measure is not None:
            return AskedAmount(measure, " ".join(words[:length]))
    if not words or (words[0] in _COUNTS_NOTHING and not after.startswith(_SPOT)):
        return None
    counted = takewhile(lambda word: word not in _ENDS_A_NOUN, segment(after.strip()))
    lengths = list(accumulate(word.count("_") + 1 for word in counted)) or [1]
    most = max((length for length in lengths if length <= _NOUN_SYLLABLES), default=lengths[0])
    return AskedAmount(Measure.COUNT, nouns=tuple(words[:most]), least=min(lengths[0], len(words)))


def _by_topic(full: str) -> AskedAmount | None:
    """By the word for it that stands last before "bao nhiêu", or first where that is not said."""
    if bare := _BARE_TOPIC.search(fold(full)):
        return AskedAmount(_BARE_TOPICS.get(bare[1], Measure.LENGTH))
    if _RAIN.search(full):
        return AskedAmount(Measure.LENGTH, "mm")
    at = full.find("bao nhiêu")
    found = list(_TOPIC.finditer(full, 0, at if at >= 0 else len(full)))
    if not found:
        number = _NUMBER_OF.search(full)
        return AskedAmount(Measure.COUNT, nouns=(fold(number[1]),)) if number else None
    topic = found[-1 if at >= 0 else 0]
    return AskedAmount(Measure[topic.lastgroup or ""])
