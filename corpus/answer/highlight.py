"""Which words of a quote answer the question, where that is plain.

A highlight is a claim that "this is it", so it is made only when the kind of answer is known and the
quote holds exactly that kind of thing near the words asked about; otherwise the quote stands unmarked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.answer.question import AnswerType
from corpus.language.text import fold
from corpus.models import Span

_UNIT = (
    r"(?:tỉ|tỷ|triệu|nghìn|ngàn|trăm|đồng|USD|%|phần trăm|ha|hécta|km|m2|m²|m3|m|tấn|tạ|kg|lít|MW|kWh|"
    r"người|đảng viên|học sinh|sinh viên|lượt|khách|hộ|ca|lớp|trường|tàu|chiếc|căn|ngôi|tuổi|"
    r"năm|tháng|ngày|giờ|phút|lần|suất|giải|huy chương|điểm|con|cây|sản phẩm|dự án|công trình|xã|phường|thôn)"
)
_NUMBER = re.compile(
    rf"\d+(?:[.,]\d+)*(?:\s?{_UNIT}\b|\s?%)*(?:\s(?:đảng viên|học sinh|du khách|lượt khách|đồng))?"
)
_DATE = re.compile(
    r"(?:(?:sáng|trưa|chiều|tối|đêm)\s+)?(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?"
    r"|ngày \d{1,2} tháng \d{1,2}(?: năm \d{4})?"
    r"|tháng \d{1,2}(?:[/-]\d{4}| năm \d{4})?|(?:năm|quý [IV1-4]+[/-]) ?\d{4}"
)
_CAPITAL = r"[A-ZÀ-ỸĐ][a-zà-ỹđ]+"
_NAME = re.compile(rf"{_CAPITAL}(?: {_CAPITAL}){{1,4}}|[A-ZÀ-ỸĐ]{{2,}}(?: [A-ZÀ-ỸĐ]{{2,}}){{1,4}}")
_PERSON_TITLE = re.compile(
    r"(?:ông|bà|anh|chị|em|đồng chí|cô|chú|bác sĩ|bí thư|chủ tịch|giám đốc|trưởng|tiến sĩ|thạc sĩ|gs|ts|"
    r"nghệ sĩ|nghệ nhân|ngư dân|nông dân|huấn luyện viên|vđv)\s*$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"(?:tại|ở|đến|từ)\s+((?:(?:tỉnh|thành phố|TP|TX|thị xã|huyện|xã|phường|thôn|khu phố|cảng|sân|nhà|"
    rf"trường|bệnh viện|đầm|vịnh|bãi|cầu|núi|đèo|quảng trường|trung tâm)\.?\s?)*{_CAPITAL}(?: {_CAPITAL})*)"
)

# A number that names something, or is a part of a date or of a list of such names, is no amount.
_NAMING = re.compile(
    r"(?:phường|quận|tổ|khu phố|tháng|ngày|mùng|mồng|năm|quý|số|quốc lộ|tỉnh lộ|ql|điều|khoản|khóa|kỳ|lần|thứ|lớp|"
    r"khối|cấp|hạng|từ|và|\d\s?[,/.-])\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s(?!(?:và|thành|một|của|đến|tới|ở|tại|trong|là|thì|nhưng|rồi|được|có)\b)[a-zà-ỹđ]")

_FINDERS = {
    AnswerType.NUMBER: _NUMBER,
    AnswerType.DATE: _DATE,
    AnswerType.PERSON: _NAME,
    AnswerType.AUTHOR: _NAME,
    AnswerType.PLACE: _PLACE,
}


def highlight(text: str, answer_type: AnswerType, asked: Iterable[str]) -> Span | None:
    """The span of `text` that answers, or None.

    `asked`: folded syllables of the question's subject; what stands nearest to them wins, and what
    the question itself already said is never marked.
    """
    finder = _FINDERS.get(answer_type)
    if finder is None:
        return None
    words = set(asked)
    found = [_span(match) for match in finder.finditer(text)]
    if answer_type is AnswerType.NUMBER:
        found = [span for span in found if _is_amount(text, span)]
    fresh = [span for span in found if not _already_asked(span.of(text), words)]
    if not fresh:
        return None
    at = [match.start() for match in re.finditer(r"\w+", fold(text)) if match.group() in words]
    return min(fresh, key=lambda span: (_distance(span, at) - _fit(text, span, answer_type), span.start))


def _span(match: re.Match[str]) -> Span:
    group = 1 if match.re.groups else 0
    return Span(match.start(group), match.end(group))


def _is_amount(text: str, span: Span) -> bool:
    """With a unit, or before what is counted."""
    if re.search(r"[^\W\d]|%", span.of(text)):
        return True
    return not _NAMING.search(text[: span.start]) and _COUNTED.match(text, span.end) is not None


def _already_asked(found: str, words: set[str]) -> bool:
    syllables = re.findall(r"\w+", fold(found))
    return bool(syllables) and all(syllable in words for syllable in syllables)


def _distance(span: Span, positions: Sequence[int]) -> float:
    """Code points to the asked words around the span, given where these begin."""
    nearest = sorted(min(abs(span.start - at), abs(span.end - at)) for at in positions)[:3]
    return sum(nearest) / len(nearest) if nearest else 0.0


def _fit(text: str, span: Span, answer_type: AnswerType) -> float:
    """What the distance may be longer where the form fits the type well."""
    found = span.of(text)
    if answer_type is AnswerType.NUMBER:
        was = 30.0 if re.search(r"\b(?:từ|so với|thay vì|trước là)\s*$", text[: span.start]) else 0.0
        return (12.0 if re.search(r"[^\W\d]|%", found) else 0.0) - was
    if answer_type is AnswerType.PERSON:
        return 20.0 if _PERSON_TITLE.search(text[: span.start]) else 0.0
    if answer_type is AnswerType.DATE:
        return 5.0 * len(re.findall(r"\d+", found))
    return 0.0
