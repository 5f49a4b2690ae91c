"""What each term of a sentence could answer: a number, an amount with its unit, a date, a person, a place.

One pass over the sentence, without patterns over the whole text: it runs on every sentence of every article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.analyzer import PlacedTerms, placed_terms
from corpus.language.protected.token import Kind
from corpus.language.text import fold

NUMBER = 1  # in digits or in words
AMOUNT = 2  # a number with its unit, or a percentage
DATE = 4  # a date, a month, a year, a time of day
CAPITAL = 8  # a capitalised word that does not open the sentence
NAME = 16  # one of at least two capitalised words in a row
PERSON = 32  # a capitalised word after "ông", "bác sĩ", …
PLACE = 64  # a capitalised word after "tại", "tỉnh", …
EXTRA = 128  # a further term for the token before it; not a word of its own

# Syllables, of which the trees were fitted; `measures` has the units.
_UNITS = frozenset(
    (
        "tỉ tỷ triệu nghìn ngàn trăm đồng usd euro phần ha hecta km cm mm m m2 m3 tấn tạ yến kg ký ki gram g "
        "mg lít ml mw kw kwh calo độ người đảng học sinh giáo thí bệnh trẻ bé lượt khách hộ gia ca lớp trường "
        "phòng giường tàu thuyền xe chiếc căn ngôi tuổi năm tháng tuần ngày giờ phút giây lần suất giải huy "
        "điểm con cây quả trái bông sản mặt dự công cầu hồ lồng bè xã phường thôn buôn nước quốc tỉnh huyện "
        "thành bài cuốn bộ vụ loại nhóm tổ đội đơn doanh cơ viên mũi liều cốc ly bát gói hộp bữa đợt tiếng "
        "kilogram km2 dollar bảng won yên nhân bác cán đại"
    ).split()
)
_SPELLED = frozenset("hai ba bốn năm sáu bảy tám chín mười vài chục nửa đôi".split())
# Folded syllables, of which the trees were fitted; `offices` has the whole words.
_TITLES = frozenset(
    (
        "ong ba anh chi em cu co chu bac di cau be chau si thu tich doc truong pho su giao nhan vien sinh "
        "luat gia tuong ta uy ts ths gs pgs bs dong bsck ten vo chong me cha con danh"
    ).split()
)
# Likewise; `geography.landmarks` has the kinds of places.
_BEFORE_PLACE = frozenset(
    (
        "tai o den tu tinh huyen xa phuong tp tx thon buon cang dam vinh bai cau nui deo duong cho vung pho "
        "quan ap tran thi nuoc bang song dao bien hang vien truong khu ga san kv thuoc"
    ).split()
)
_DATE_KINDS = frozenset({Kind.DATE, Kind.TIME})
_DATE_WORDS = frozenset("nam thang ngay quy luc sang chieu toi dem".split())


@dataclass(frozen=True, slots=True)
class KindedTerm:
    """A term and its kinds, as bits."""

    term: str
    kinds: int


def kinds_of(sentence: str) -> list[KindedTerm]:
    """The terms of a clean sentence in order, then the further terms of its tokens, each with its kinds."""
    placed = list(placed_terms(sentence))
    folded = [fold(one.terms[0]) for one in placed]
    kinds = [_own(one, at, placed, folded) for at, one in enumerate(placed)]
    _names(sentence, placed, folded, kinds)
    found = [KindedTerm(one.terms[0], kind) for one, kind in zip(placed, kinds, strict=True)]
    found += [KindedTerm(term, EXTRA) for one in placed for term in one.terms[1:]]
    return found


def _own(one: PlacedTerms, at: int, placed: Sequence[PlacedTerms], folded: Sequence[str]) -> int:
    """Numbers and dates."""
    if one.kind in _DATE_KINDS:
        return DATE
    if one.kind is Kind.PERCENT:
        return NUMBER | AMOUNT
    following = placed[at + 1].terms[0] if at + 1 < len(placed) else ""
    if one.kind is Kind.NUMBER:
        is_dated = at > 0 and folded[at - 1] in _DATE_WORDS
        return NUMBER | (AMOUNT if following in _UNITS else 0) | (DATE if is_dated else 0)
    if one.kind is None and one.terms[0] in _SPELLED and following in _UNITS:
        return NUMBER | AMOUNT
    return 0


def _names(sentence: str, placed: Sequence[PlacedTerms], folded: Sequence[str], kinds: list[int]) -> None:
    """Runs of capitalised words, and what stands before them."""
    at = 0
    while at < len(placed):
        end = at
        while end < len(placed) and _is_capital(sentence, placed, end, at):
            end += 1
        if end > at:
            _name(at, end, folded, kinds)
        at = max(end, at + 1)


def _is_capital(sentence: str, placed: Sequence[PlacedTerms], at: int, start: int) -> bool:
    one = placed[at]
    if one.kind is not None or not sentence[one.start].isupper():
        return False
    return at == start or sentence[placed[at - 1].end : one.start] == " "


def _name(start: int, end: int, folded: Sequence[str], kinds: list[int]) -> None:
    before = folded[start - 1] if start else ""
    first = start + (1 if start == 0 else 0)  # the first word of a sentence is always capitalised
    bits = CAPITAL
    if end - start > 1:
        bits |= NAME
    if before in _TITLES or (start == 0 and folded[0] in _TITLES and end > 1):
        bits |= PERSON
    if before in _BEFORE_PLACE:
        bits |= PLACE
    for at in range(first, end):
        kinds[at] |= bits
