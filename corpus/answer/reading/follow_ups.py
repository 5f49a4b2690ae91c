"""Questions that go on from the one before them: "Còn năm ngoái?", "ở đâu?", "ai ký?", "thế còn Sông Hinh?".

The rule is careful: a question goes on only where it has no subject of its own, so that one that stands by itself is
never dragged into an old context.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from corpus.answer.reading.phrases import AnswerType, find_phrases
from corpus.answer.reading.question import Reading, as_typed, blanked
from corpus.language.either_way import EitherWay
from corpus.language.function_words import FUNCTION_WORDS, MARKED
from corpus.language.geography.place_names import spans
from corpus.language.text import fold, normalise_tones
from corpus.language.time.dates import find_period, find_said
from corpus.models import Span

MAX_CONTRASTED = 5  # syllables of what "còn …" asks about instead
MAX_NAMED = 2  # syllables of what names hardly anything: "khi nào thông", "mấy ống"
MAX_POINTED = 4  # syllables besides "dự án này", "ông ấy"
# What these say, they say of something else: who signed, at what cost, how long.
_PREDICATES = (
    "ký|kí|ký kết|ban hành|thông qua|công bố|có hiệu lực|phê duyệt|chủ trì|làm chủ đầu tư|chủ đầu tư|tổ chức|"
    "khởi công|khánh thành|hoàn thành|xong|bắt đầu|kết thúc|giá|kinh phí|chi phí|vốn|tổng vốn|đầu tư|diện tích|dài|"
    "rộng|cao|sâu|nặng|tuổi|thiệt hại|thực hiện|tham gia|phụ trách|đứng đầu|chết|bị thương|thương vong|xảy ra|diễn ra|"
    "thi công|quản lý|viết|phát biểu|kéo dài|kết quả|nguyên nhân|tỉ lệ|tỷ lệ|mét|km|ha|đồng|tỉ đồng|tỷ đồng|"
    "triệu đồng|tấn|kg|thông xe|thông hầm|chỉ huy|mở cửa|đóng cửa|hoạt động|vận hành|xây|xây dựng|sửa|sửa chữa|"
    "bàn giao|nghiệm thu|nộp|đăng ký|phạt|bị phạt|xử phạt|bị bắt|bồi thường|đền bù|hỗ trợ|mất tích|áp dụng|tăng|giảm|"
    "bị|tốn|còn sống|sống sót|gây|gây ra"
)
# These say what happened: without them the earlier question would be about something else.
_EVENTS = frozenset(map(fold, ("chết", "bị thương", "thương vong", "xảy ra", "thiệt hại")))
_VAGUE = (
    "tổng|tên|đơn vị|người|cơ quan|lý do|lí do|điều kiện|thời gian|địa điểm|nơi|mức|dự kiến|hiện|nay|hiện tại|"
    "hiện nay|bây giờ|mất|đạt|nộp|nói|cụ thể|chi tiết|bài|báo|tác giả|số|số lượng|lượng|nhiều|ít|hơn|trước đó|sau đó|"
    "trước|tiếp theo|tiếp|nữa|thêm|khác|hết|đủ|đầu tiên|cuối cùng|tất cả|cả|mỗi|lần|ngày|tháng|năm|giờ|thứ|tỉnh|huyện|"
    "xã|thôn|phường|đi|làm|cần|nên|phải|muốn|biết|lớn|nhỏ|học|điểm|"
    "đội trưởng|trưởng đoàn|trưởng ban|sau|kế"
)
_PRONOUNS = "nó|họ|ông|bà|anh|chị|cô|em|ông ấy|bà ấy|anh ấy|chị ấy|cô ấy|em ấy|người ấy|người đó|ổng|bả"
# With their marks, where a question has them: "vé" is no "về".
_SMALL_MARKED = MARKED | frozenset("thế vậy rồi sao ạ à hả nhỉ nhé ai đâu gì nhưng con cái chiếc".split())
_SMALL = FUNCTION_WORDS | frozenset(map(fold, _SMALL_MARKED))
_POINTABLE = (
    "việc|chuyện|chuyến|tàu|xe|máy bay|nhà|vụ|vụ việc|dự án|công trình|cầu|đường|bài|bài báo|ông|bà|anh|chị|cô|"
    "em|người|bé|cháu|cuộc|giải|quy định|quyết định|nghị quyết|chương trình|kế hoạch|hội nghị|lễ hội|bệnh|"
    "bệnh nhân|thuốc|dịch|bão|điều|loại|cái|con|cây|xã|huyện|phường|tỉnh|nơi|chỗ|khu|học sinh|đội|trận|"
    "phương pháp|trường hợp|số tiền|thông báo|công ty|đơn vị"
)


# Of these one takes the place of another: "người lớn", "còn trẻ em?".
_FOR_WHOM = (
    "người lớn|trẻ em|trẻ con|trẻ nhỏ|em bé|học sinh|sinh viên|người già|người cao tuổi|người lớn tuổi|"
    "người khuyết tật|khách nước ngoài|người nước ngoài|khách quốc tế|khách nội địa"
)


def _any_of(*lists: str) -> str:
    """A pattern for the phrases of some lists, the longest first."""
    phrases = sorted("|".join(lists).split("|"), key=len, reverse=True)
    return rf"\b(?:{'|'.join(phrases)})\b"


_OPENING = EitherWay(
    r"^(?:nhưng )?(?:mà )?(?:(?:thế|vậy|như vậy|rồi) )?(?:còn|thế thì|vậy thì|thế|vậy|rồi)(?!\w| lại\b)"
)
_CONTRAST = EitherWay(r"\bcòn\b")
_WHAT_OF_IT = EitherWay(r"\bthì (?:sao|thế nào|như thế nào)$")
_EMPTY = EitherWay(_any_of(_PREDICATES, _VAGUE, _PRONOUNS))
_PREDICATE = EitherWay(_any_of(_PREDICATES))
_POINTED = EitherWay(rf"\b(?:{_POINTABLE}) (?:này|đó|ấy|đấy|nói trên)\b")
_WHOM = EitherWay(_any_of(_FOR_WHOM))
_YEAR_AFTER = EitherWay(r"\bnăm (?:sau|kế tiếp|tiếp theo|kế)(?: đó)?(?!\w)")
_YEAR = EitherWay(
    r"(?<!đầu )(?<!giữa )(?<!cuối )năm (?:(?:19|20)\d\d|nay|ngoái|trước|kia)|[/-]?(?:19|20)\d\d"
)
_YEAR_LONG = timedelta(days=360)
_YES_OR_NO = EitherWay(r" (?:không|chưa)$")
_WHERE = EitherWay(r"^(?:ở|tại)\b")


def goes_on(reading: Reading, asked_at: datetime) -> bool:
    """Whether a question has no subject of its own, so that it can only mean what was asked before."""
    text, typed = _plain(reading.full), _plain(as_typed(reading))
    if not text:
        return False
    own = own_words(reading)
    opening = _OPENING.of(typed).match(typed)
    if _contrasts(reading):
        return len(own) <= MAX_CONTRASTED
    if not _has_name(reading) and _POINTED.of(text).search(text):
        return len(own) <= MAX_POINTED
    if _WHAT_OF_IT.of(text).search(text) or _is_circumstance(reading, asked_at):
        return not own_words(reading, without=(*times(reading, asked_at), *places(reading)))
    return not own and (opening is not None or reading.answer_type is not AnswerType.DEFINITION)


def lacks_subject(reading: Reading, asked_at: datetime) -> bool:
    """Whether it is of nothing, where nothing was asked before: "còn năm ngoái?", but not "còn sốt xuất huyết?"."""
    said = (*times(reading, asked_at), *places(reading), *for_whom(reading), *pointed(reading))
    return goes_on(reading, asked_at) and not (_contrasts(reading) and own_words(reading, without=said))


def only_goes_on(reading: Reading, asked_at: datetime) -> bool:
    """Whether it says so itself that it goes on, and names no subject: whatever is found for it is found at random."""
    text = _plain(reading.full)
    is_contrast = _contrasts(reading) or _WHAT_OF_IT.of(text).search(text) is not None
    return is_contrast and lacks_subject(reading, asked_at)


def is_nameless(reading: Reading) -> bool:
    """Whether a question names nobody and no place."""
    return not _has_name(reading) and not places(reading)


def names_little(reading: Reading) -> bool:
    """Whether a question could go on: it names nobody and no place, and has hardly a word of its own."""
    return is_nameless(reading) and len(own_words(reading)) <= MAX_NAMED


def own_words(reading: Reading, without: Sequence[Span] = ()) -> list[str]:
    """The syllables that could be a subject, lower case: neither small words nor what is said of something else."""
    asked = [Span(one.start, one.end) for one in find_phrases(reading.full)]
    text = _plain(blanked(reading.full, [*asked, *without]))
    text = _YES_OR_NO.of(text).sub("", _OPENING.of(text).sub("", text, count=1))
    bare = _EMPTY.of(text).sub(" ", text)
    small = _SMALL if text.isascii() else _SMALL_MARKED
    return [word for word in bare.split() if word not in small]


def times(reading: Reading, asked_at: datetime) -> list[Span]:
    """Where a question says when."""
    return [mention.span for mention in find_said(as_typed(reading), asked_at)]


def places(reading: Reading) -> list[Span]:
    """Where a question names places of the province."""
    return spans(as_typed(reading))


def predicates(reading: Reading) -> list[Span]:
    """Where words stand that say something of something else: "giá", "dài", "ký"."""
    text = normalise_tones(reading.full).lower()
    return [Span(*match.span()) for match in _PREDICATE.of(text).finditer(text)]


def is_event(predicate: str) -> bool:
    """Whether a predicate is what happened, and no property that one may ask for."""
    return fold(predicate) in _EVENTS


def pointed(reading: Reading) -> list[Span]:
    """Where "dự án này" stands."""
    text = normalise_tones(reading.full).lower()
    return [Span(*match.span()) for match in _POINTED.of(text).finditer(text)]


def for_whom(reading: Reading) -> list[Span]:
    """Where it stands for whom: "người lớn", "học sinh"."""
    text = normalise_tones(as_typed(reading)).lower()
    return [Span(*match.span()) for match in _WHOM.of(text).finditer(text)]


def with_year(earlier: Reading, now: Reading, asked_at: datetime) -> Reading:
    """A question with what the one before it says of when, as far as it goes on from that.

    "Năm sau" is the year after the one that was asked about. Behind "Tết năm ngoái", "còn năm nay" asks about Tết, and
    behind "quý I/2023", "còn quý III" about 2023. Any other question comes back as it is.
    """
    text, period = normalise_tones(as_typed(now)).lower(), find_period(as_typed(earlier), asked_at)
    if period is None:
        return now
    if found := _YEAR_AFTER.of(text).search(text):
        return _put(now, Span(*found.span()), f"năm {period.period.start.year + 1}")
    before, said = times(earlier, asked_at), times(now, asked_at)
    if len(before) != 1 or len(said) != 1:
        return now
    when = _combined(before[0].of(as_typed(earlier)), said[0].of(as_typed(now)), asked_at)
    return _put(now, said[0], when) if when else now


def _combined(before: str, said: str, asked_at: datetime) -> str | None:
    """The part of a year that was asked about in the year that is said, or the part that is said in that year."""
    was, given = _YEAR.search(before), _YEAR.search(said)
    if given is not None and given[0] == said.lower().strip():
        part, year = (before[: was.start()] + before[was.end() :] if was else before), said
    elif given is None and was is not None:
        part, year = said, was[0]
    else:
        return None
    part, of_year = part.strip(" /.-"), find_period(year.strip(" /.-"), asked_at)
    if not part or of_year is None:
        return None
    number = of_year.period.start.year
    when = f"{part} {number}" if fold(part).endswith(" nam") else f"{part} năm {number}"
    found = find_period(when, asked_at)
    whole = found is not None and found.span.end - found.span.start >= len(when)
    return (
        when if whole and found is not None and found.period.end - found.period.start < _YEAR_LONG else None
    )


def _put(reading: Reading, span: Span, words: str) -> Reading:
    return replace(reading, full=f"{reading.full[: span.start]}{words}{reading.full[span.end :]}")


def without_opening(reading: Reading) -> Reading:
    """A question without "thế còn" and "thì sao"."""
    text = normalise_tones(as_typed(reading)).lower()
    opening, ending = _OPENING.of(text).match(text), _WHAT_OF_IT.of(text).search(text.rstrip(" ?!."))
    left = reading.full[opening.end() if opening else 0 : ending.start() if ending else len(text)]
    return replace(reading, full=left.strip(" ?!.,"))


def _plain(text: str) -> str:
    """The words alone, lower case, in the newer tone placement."""
    return " ".join(re.findall(r"\w+", normalise_tones(text).lower()))


def _contrasts(reading: Reading) -> bool:
    """Whether it opens with "còn" and asks nothing else than what of that."""
    typed = _plain(as_typed(reading))
    opening = _OPENING.of(typed).match(typed)
    is_contrast = opening is not None and _CONTRAST.of(typed).search(opening.group()) is not None
    return is_contrast and _asks_nothing_else(reading)


def _asks_nothing_else(reading: Reading) -> bool:
    """No question word besides "thì sao": "còn bao nhiêu hộ nghèo", "còn vé không" are questions of their own."""
    return reading.answer_type in (AnswerType.OTHER, AnswerType.MANNER)


def _is_circumstance(reading: Reading, asked_at: datetime) -> bool:
    """Nothing but "năm ngoái" or "ở Sông Hinh"."""
    if next(find_phrases(reading.full), None) is not None:
        return False
    text = as_typed(reading).lower()
    return bool(_WHERE.of(text).match(text)) or bool(times(reading, asked_at))


def _has_name(reading: Reading) -> bool:
    return any(word[:1].isupper() for word in reading.text.split()[1:])
