"""Amounts in a text: a number in digits or in words, with its unit or with the noun that it counts.

Parts of dates, times and documents, and numbers that name something ("phường 6", "mũi 2", "Covid-19"), are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.answer.marking.moments import find_moments
from corpus.language.measures import MAGNITUDE, MEASURE_OF, NO_UNIT, UNIT, Measure
from corpus.language.text import fold, normalise_tones
from corpus.models import Span

_DIGITS = r"\d+(?:[.,]\d+)*"
_ONES = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín"
_FEW = "một hai|hai ba|ba bốn|năm sáu|năm bảy|sáu bảy|bảy tám|tám chín"
# "Hai năm" are two years, and "mười lăm" is fifteen: behind tens a five is none that may be a year.
_SPELLED = (
    rf"(?:(?:{_FEW})(?!\w)|mười(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín)(?!\w))?|"
    rf"(?:{_ONES}) (?:mốt|lăm|tư)(?!\w)|"
    rf"(?:{_ONES})(?: mươi(?: (?:mốt|hai|ba|bốn|tư|lăm|sáu|bảy|tám|chín)(?!\w))?)?)"
)
_NUMBER = rf"(?:{_DIGITS}|{_SPELLED})"
_AMOUNT = re.compile(
    rf"(?<![\w/.,-])(?<!\w[-–])(?P<number>{_NUMBER})(?:(?: đến | tới |\s?[-–]\s?)(?P<upper>{_NUMBER}))?"
    rf"(?P<magnitude>(?:\s?(?:{MAGNITUDE})(?!\w))*)"
    rf"(?:\s?{NO_UNIT}(?P<unit>{UNIT})(?!\w)(?P<per>/đơn vị|/\w+)?)?(?![\w%])(?![.,/:-]?\d)",
    re.IGNORECASE,
)
_LONGER = re.compile(  # "4 phút 38 giây 2", "15 năm 6 tháng"
    r"(?: \d+ (?:tháng(?! \d)|ngày|giờ|phút|giây)(?!\w)(?! tuổi))+(?: \d(?!\w|[.,/]\d))?"
)
_AT_AGE = re.compile(r"(?<!\w)tuổi \d{1,3}(?![\w.,/-]*\d)")  # "ở tuổi 94"
_AGED = re.compile(r" tuổi(?!\w)")
_NOUN = re.compile(r" [^\W\d_]+(?!\w)(?:,? [^\W\d_]+(?!\w)){0,2}")
_HEDGE = re.compile(
    r"(?<!\w)(?:(?<!thấp )(?<!cao )(?<!nhiều )(?<!ít )hơn|gần|khoảng|chừng|ít nhất|tối thiểu|tối đa|không quá|dưới|"
    r"trên|âm)\s$",
    re.IGNORECASE,
)
_NO_COUNTED = frozenset(  # folded
    "moi mot de cho va la do tu trong o tai cua duoc bi nen thi ma so tren duoi khi voi vi da con hoac nhung".split()
)
_CODE = re.compile(r"(?<!\w)\d+(?:/\d+)*/[A-ZĐ][\w-]*|(?<!\w)\d+-[A-ZĐ]+/[\w-]+|\d+/\d+")
# Right before a small number without a unit these make it a name.
_NAMING = re.compile(
    r"(?<!\w)(?:phường|quận|tổ|khu phố|mũi|loại|tháng|ngày|mùng|mồng|năm|quý|số|quốc lộ|tỉnh lộ|đường|ql|tiểu khu|"
    r"nghị quyết|nghị định|chỉ thị|điều|khoản|khóa|khoá|kỳ|lần|thứ|lớp|khối|cấp|hạng|điểm|giai đoạn|hệ số|bậc|"
    r"\d+[,/.-]| \d+ và)\s?$",
    re.IGNORECASE,
)
_LONG = re.compile(r"\d{3}|[.,]")  # a number like this is a name only behind "năm", "số", "nghị quyết"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount; `span` holds the number and its unit.

    `nouns`: up to three syllables behind the number, folded; `ends`: where each of them ends; `phrase`: as written.
    `is_each`: it is for each of something, "đồng/kg".
    """

    span: Span
    measure: Measure
    unit: str
    nouns: tuple[str, ...]
    ends: tuple[int, ...]
    phrase: str
    is_each: bool


def find_amounts(text: str, *, opening: bool = False) -> Iterator[Quantity]:
    """The amounts of a text, in their order.

    `opening`: also "Hai nghị quyết …" at a beginning, which mostly says what the sentence is about.
    """
    taken = [one.span for one in find_moments(text) if one.is_sure]
    taken += [Span(*match.span()) for match in _CODE.finditer(text)]
    end = 0
    for match in _AMOUNT.finditer(text):
        whole = Span(*match.span())
        if whole.start < end or any(whole.overlaps(one) for one in taken):
            continue
        if not _is_name_of_something(text, match) and (opening or not _begins(match)):
            found = _quantity(text, match)
            end = found.span.end
            yield found
    for aged in _AT_AGE.finditer(text):
        yield Quantity(Span(*aged.span()), Measure.AGE, "tuổi", (), (), "", is_each=False)


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    unit, end = (match["unit"] or "").lower(), match.end()
    nouns, ends = _nouns(text, match.end("magnitude"))
    measure = _measure(match, unit, nouns[:1])
    if measure is Measure.DURATION and (longer := _LONGER.match(text, end)):
        end = longer.end()
    elif measure is Measure.DURATION and (aged := _AGED.match(text, end)):
        measure, unit, end = Measure.AGE, "tuổi", aged.end()
    hedge = _HEDGE.search(text, max(0, match.start() - 12), match.start())
    start = hedge.start() if hedge else match.start()
    phrase = text[match.end("magnitude") : ends[-1]].strip() if ends else ""
    return Quantity(Span(start, end), measure, unit, nouns, ends, phrase, is_each=bool(match["per"]))


def _measure(match: re.Match[str], unit: str, noun: tuple[str, ...]) -> Measure:
    """Millions of nothing else are money: "rút 827 triệu"; but "2,21 triệu liều"."""
    if not unit:
        is_large = re.search("triệu|tỉ|tỷ", match["magnitude"]) is not None
        return Measure.MONEY if is_large and (not noun or noun[0] in _NO_COUNTED) else Measure.COUNT
    whole = unit + (match["per"] or "").lower()
    measure = MEASURE_OF.get(whole) or MEASURE_OF[unit]
    if measure is Measure.LENGTH and match["per"]:
        return Measure.SPEED
    if measure is Measure.WEIGHT and whole.endswith("/l"):
        return Measure.DENSITY
    return measure


def _nouns(text: str, end: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words behind a number, folded, and where each ends."""
    match = _NOUN.match(text, end)
    if match is None:
        return (), ()
    words = list(re.finditer(r"[^\W\d_]+", match[0]))
    return tuple(fold(normalise_tones(word[0])) for word in words), tuple(end + word.end() for word in words)


def _begins(match: re.Match[str]) -> bool:
    """ "Hai nghị quyết …": a sentence that opens so tells of them, rather than says how many there are; of few."""
    return match["number"] in ("Một", "Hai", "Ba")


def _is_name_of_something(text: str, match: re.Match[str]) -> bool:
    """Whether the number is a name of what stands before it."""
    before = _NAMING.search(text, max(0, match.start() - 14), match.start())
    if before is None or match["unit"] or match["magnitude"] or not match["number"][0].isdigit():
        return False
    word = before[0].strip().lower()
    return word in ("năm", "số", "nghị quyết") or not _LONG.search(match["number"])
