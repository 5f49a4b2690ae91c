"""What a text tells beside the point: of another year, of a part alone, what was before, how deep for how long."""

from __future__ import annotations

import re
from collections.abc import Set

from corpus.answer.marking.sentence_ends import SENTENCE_END
from corpus.answer.reading.question import Reading
from corpus.language.text import fold, normalise_tones
from corpus.models import Span

_BRACKETS = re.compile(r"\s?\([^)]*\)")
# "Mũi 2", "quý I", "Đại hội lần thứ IX": of each noun there are several. A year has four digits: "nam 45 tuổi".
_NUMBERED = re.compile(
    r"\b(mui|lop|loai|quy|hang|khu pho|phuong|nam(?= \d{4}\b)|dot|giai doan|khoi|cap|lan)(?: thu)? (\d+|[ivx]+)\b"
)
_ROMAN = {roman: str(at) for at, roman in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_PART = re.compile(r"(?<!\w)riêng ([^,.;:!?\n]{1,60})(?:, ?[^.;:!?\n]*)?$", re.IGNORECASE)
_SIDE = re.compile(r"(?<!\w)(?:dài|rộng|cao(?! tốc)|sâu|xa|cách)(?!\w)")
_SIDES = {fold(side): side for side in ("dài", "rộng", "cao", "sâu", "xa", "cách")}
_SIDE_BARE = re.compile(rf"\b({'|'.join(_SIDES)}) (?:bao nhieu|may)\b")
# "Từ 20.000 đồng lên 30.000 đồng", "thay vì 5%": what was, or is compared with.
_FORMER = re.compile(
    r"(?<!\w)(?:so với|thay vì|thay cho|trước là|(?:cao|thấp|nhiều|ít) hơn|gấp)(?: [^\W\d_]+){0,5}\s$",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?<!\w)từ\s$")
_RISEN = re.compile(r"(?:(?! đến )[^.;]){0,25}?\s(?:lên|xuống|còn|thành)\s")
_CHANGE = re.compile(r"(?<!\w)(?:tăng|giảm|thêm)(?: thêm)?\s$", re.IGNORECASE)
_ASKS_CHANGE = re.compile(r"\b(?:tang|giam|them|hon|chenh|lech)\b")
_ASKS_PRICE = re.compile(r"(?<!\w)(?<!đấu )(?<!đánh )(?<!thẩm định )giá(?! trị)(?!\w)")
_ASKS_PRICE_BARE = re.compile(r"\bgia (?:het |la )?bao nhieu\b")  # its marks may have been put back wrongly
_PRICE = re.compile(  # as `normalise_tones` writes it: "kí"
    r"(?<!\w)(?:giá|bán|mua|vé|thu|phí|trả|cước|tiền|mỗi|một (?:kg|kí|con|lượt|người|khối|suất|tháng|chai|tấn))(?!\w)"
    r"|(?:đồng|nghìn|ngàn|triệu|usd)/"
)
# What became of people or things; where one is asked about, another is no answer.
_FATES = (
    "chết|tử vong|thiệt mạng", "mất tích|mất liên lạc", "bị thương|thương nặng", "được cứu|cứu được|vớt được",
    "đậu|đỗ|trúng tuyển", "chưa",
)  # fmt: skip
_SUM = re.compile(r"đồng|usd|đô|euro", re.IGNORECASE)
_FATE_WORDS = tuple(re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for words in _FATES)


def is_aside(text: str, span: Span, reading: Reading, said: Set[str]) -> bool:
    """Whether a span is told of something else than is asked; `said`: the folded words of the question."""
    return _is_of_another(text, span, reading) or _is_part(text, span, said)


def is_other_amount(text: str, span: Span, reading: Reading) -> bool:
    """Whether an amount of the right kind is one that was, a difference, or one of those with another fate."""
    asks_change = _ASKS_CHANGE.search(fold(reading.text)) is not None
    return (
        (is_former(text, span) and not _is_of_asked_year(text, span, reading))
        or (not asks_change and _CHANGE.search(text, max(0, span.start - 20), span.start) is not None)
        or _has_other_fate(text, span, reading)
        or is_no_price(text, span, reading)
    )


def is_other_length(text: str, span: Span, reading: Reading) -> bool:
    """Whether the words before tell how long a thing is, and how deep was asked; and so on."""
    asked = _SIDE.findall(normalise_tones(reading.full).lower()) or _asked_bare(reading.full)
    said = _SIDE.findall(normalise_tones(_begun(text, span)).lower())
    return bool(asked and said) and said[-1] not in asked


def _asked_bare(asked: str) -> list[str]:
    """The side that stands right before "bao nhiêu", whose marks may have been put back wrongly or not at all."""
    found = _SIDE_BARE.search(fold(asked))
    return [_SIDES[found[1]]] if found else []


def _begun(text: str, span: Span) -> str:
    """The sentence up to the span."""
    return SENTENCE_END.split(text[: span.start])[-1]


def _is_of_another(text: str, span: Span, reading: Reading) -> bool:
    """Whether the words before, or in brackets behind, name another one than the question: mũi 1 for mũi 2."""
    asked = _numbered(reading.text)
    behind = _BRACKETS.match(text, span.end)
    named = _numbered(_begun(text, span)) | (_numbered(behind[0]) if behind else {})
    if any(named.get(name, number) != number for name, number in asked.items()):
        return True
    years = set(_YEAR.findall(behind[0])) if behind else set()
    asked_years = set(_YEAR.findall(reading.text))
    return bool(years and asked_years) and years.isdisjoint(asked_years)


def _is_of_asked_year(text: str, span: Span, reading: Reading) -> bool:
    """Whether a year that is asked about stands in brackets behind."""
    behind = _BRACKETS.match(text, span.end)
    return behind is not None and not set(_YEAR.findall(behind[0])).isdisjoint(_YEAR.findall(reading.text))


def _numbered(text: str) -> dict[str, str]:
    """Noun → number, of the last of each noun."""
    return {match[1]: _ROMAN.get(match[2], match[2]) for match in _NUMBERED.finditer(fold(text))}


def _is_part(text: str, span: Span, said: Set[str]) -> bool:
    """Whether it is told of a part alone that was not asked about: "Riêng ngày mùng 4, …"."""
    part = _PART.search(text[: span.start])
    if part is None:
        return False
    words = re.findall(r"\w+", fold(part[1]))
    return not all(word in said for word in words if word[0].isdigit() or len(words) == 1)


def is_former(text: str, span: Span) -> bool:
    """Whether it is what was, or what something is compared with: "so với dự tính ban đầu là 15/4"."""
    before = text[max(0, span.start - 40) : span.start]
    return bool(_FORMER.search(before) or (_FROM.search(before) and _RISEN.match(text, span.end)))


def _has_other_fate(text: str, span: Span, reading: Reading) -> bool:
    """Whether the question names what became of them, and the sentence does not; money is told of them later."""
    if _SUM.search(span.of(text)):
        return False
    asked = [words for words in _FATE_WORDS if words.search(reading.full)]
    return bool(asked) and not any(words.search(_sentence(text, span)) for words in asked)


def is_no_price(text: str, span: Span, reading: Reading) -> bool:
    """Whether a price is asked for, and the sentence of an amount tells of none: what was exported, what is owed."""
    asked = normalise_tones(reading.full).lower()
    asks_price = _ASKS_PRICE.search(asked) or _ASKS_PRICE_BARE.search(fold(asked))
    return asks_price is not None and _PRICE.search(normalise_tones(_sentence(text, span)).lower()) is None


def _sentence(text: str, span: Span) -> str:
    end = SENTENCE_END.search(text, span.end)
    return _begun(text, span) + text[span.start : end.start() if end else len(text)]
