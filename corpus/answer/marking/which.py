"""Which bank, which school, which commune: one that is asked for by its kind, and where a text names one.

"Ngân hàng nào" is answered by "Ngân hàng Nông nghiệp", and hardly by "vay ngân hàng".
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.answer.reading.phrases import AnswerType
from corpus.answer.reading.question import Reading
from corpus.language.segmentation import segment
from corpus.models import Span

_FIRMS = "công ty|tập đoàn|tổng công ty|doanh nghiệp|hợp tác xã|htx|hãng|nhà xe|nhà thầu|nhà máy|liên danh|xí nghiệp"
_OFFICES = (  # both placements of tone marks: newspapers have either
    "sở|ban|ủy ban|uỷ ban|ubnd|công an|trung tâm|viện|cục|chi cục|tổng cục|bộ|phòng|đài|hội|tòa án|toà án|viện kiểm sát"
)
# What a question calls it → what a text may call it: bodies, whose kind and name other words may stand between.
_BODIES = {
    "ngân hàng": "ngân hàng|quỹ tín dụng",
    **dict.fromkeys("công ty|tập đoàn|doanh nghiệp|nhà thầu|nhà xe|nhà máy|chủ đầu tư".split("|"), _FIRMS),
    "hãng": f"{_FIRMS}|hãng hàng không",
    **dict.fromkeys(("đơn vị", "cơ quan", "tổ chức"), f"{_FIRMS}|{_OFFICES}|đơn vị|cơ quan|tổ chức"),
    "trường": "trường|đại học|đh|học viện|cao đẳng|thpt|thcs|tiểu học|mầm non|mẫu giáo",
    "đại học": "đại học|đh|học viện|cao đẳng",
    **dict.fromkeys(("bệnh viện", "viện"), "bệnh viện|bv|viện|trung tâm y tế|phòng khám"),
    **dict.fromkeys(("đội", "câu lạc bộ"), "đội|đội tuyển|clb|câu lạc bộ|đoàn"),
    "khách sạn": "khách sạn|resort|khu nghỉ dưỡng|nhà nghỉ|khu du lịch",
}
LANDMARKS = (
    "cảng|cầu|sông|hồ|đảo|bãi|chợ|ga|núi|đèo|vịnh|đầm|quảng trường|sân|nhà thi đấu|nhà văn hóa|nhà văn hoá|"
    "trung tâm"
)
"""Kinds of places that are no units of administration, as alternatives of a pattern."""
# And places: the name stands right behind the kind.
_PLACES = {
    "tỉnh": "tỉnh|thành phố|tp|tp.",
    "thành phố": "thành phố|tp|tp.|thị xã|tx|tx.",
    "huyện": "huyện|thị xã|tx|tx.|thành phố|tp|tp.|quận",
    "xã": "xã|phường|thị trấn",
    "phường": "phường|xã|thị trấn",
    "thị trấn": "thị trấn|xã|phường",
    "thôn": "thôn|buôn|khu phố|làng|ấp|bản",
    "đường": "đường|quốc lộ|tỉnh lộ|phố|đại lộ|ql",
    "quốc lộ": "quốc lộ|ql",
    "bãi biển": "bãi biển|bãi|biển",
    **{
        kind: kind
        for kind in f"{LANDMARKS}|quận|buôn|khu phố|sân bay|trạm|chùa|nhà thờ|nhà hàng|nghĩa trang|"
        "khu công nghiệp".split("|")
    },
}
_ALL = "|".join(sorted((*_BODIES, *_PLACES), key=len, reverse=True))
_ASKED = re.compile(rf"(?<!\w)(?P<several>(?:những|các) )?(?P<kind>{_ALL}) nào(?!\w)")
_WORD = re.compile(r" ([\w-]+)")
_LISTED = re.compile(r", | và ")
_COUNTS = re.compile(r"\d+ \w")  # "50 triệu" is no part of a name
# What a name goes on with in small letters: "Ban Quản lý dự án đầu tư xây dựng tỉnh", "Ban Quản lý dự án 7".
_PROJECTS = re.compile(
    r" dự án(?: (?:đầu tư|xây dựng|và|các|công trình|giao thông|dân dụng|công nghiệp|nông nghiệp))*"
    r"(?: (?:tỉnh|huyện|thị xã|thành phố|khu vực)(?!\w))?"
)
_LONGEST = 100  # code points of a name
_BETWEEN = 5  # words of what a body is: "Ngân hàng thương mại cổ phần Quân đội"
_ENDING = frozenset(
    "của do ông bà anh chị cho ở tại này đó là và với có được đã bị từ để trên về đang cũng nào khi vì trong".split()
)
_TYPES = {AnswerType.OTHER, AnswerType.PLACE}


def asked_kind(reading: Reading) -> re.Match[str] | None:
    """Where a question says "ngân hàng nào": `kind`, and `several` where it asks for more than one."""
    return _ASKED.search(reading.full.lower()) if reading.answer_type in _TYPES else None


def find_named(text: str, asked: re.Match[str]) -> list[Span]:
    """What has a name of its own and is of the kind that was asked for; several in a list are one."""
    found: list[Span] = []
    for match in _words_for(asked["kind"]).finditer(text):
        is_within = bool(found) and match.start() < found[-1].end  # "Đại học" of "Trường Đại học"
        if not is_within and (end := _named_to(text, match.end(), asked["kind"])) is not None:
            found.append(Span(match.start(), end))
    return [span for span in found if _LISTED.search(span.of(text))] if asked["several"] else found


def _named_to(text: str, at: int, kind: str) -> int | None:
    """Where the names end that stand behind a kind, None where there is none."""
    is_body = kind in _BODIES
    start = _name_start(text, at, _BETWEEN if is_body else 0)
    if start is None:
        return None
    ends = _whole_end if is_body else name_end
    end, count = ends(text, start)
    if is_body and (projects := _PROJECTS.match(text, end)):
        named, words = name_end(text, projects.end() + 1)
        end = named if words else projects.end()
    while count and (more := _next_of(kind).match(text, end)):
        next_end, count = ends(text, more.end())
        end = next_end if count else end
    return end


def name_end(text: str, start: int) -> tuple[int, int]:
    """Where a name that begins there ends, and of how many capitalised words it is; a number is a name of one."""
    end, count = start, 0
    for match in re.finditer(r"\w+", text[start : start + 60]):
        if text[end : start + match.start()] not in ("", " ") or not (
            match[0][0].isupper() or match[0].isdigit()
        ):
            break
        end, count = start + match.end(), count + 1
    return end, count


def _whole_end(text: str, start: int) -> tuple[int, int]:
    """The same, where a word of a name has a capital at its first syllable alone: "Sở Nội vụ", "Đại học Sư phạm"."""
    end, count = start, 0
    for word in segment(text[start : start + _LONGEST]):
        syllables = word.split("_")
        capitals = sum(one[0].isupper() for one in syllables)
        kept = syllables if capitals == 1 and syllables[0][0].isupper() else syllables[:capitals]
        said = word if word.isdigit() else " ".join(kept)
        at = end + (text[end : end + 1] == " ")
        if not said or not text.startswith(said, at) or (word.isdigit() and _COUNTS.match(text, at)):
            break
        end, count = at + len(said), count + 1
        if not word.isdigit() and len(kept) < len(syllables):
            break
    return (end, count) if count else name_end(text, start)


@lru_cache(maxsize=64)
def _words_for(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_called(kind)})(?= )", re.IGNORECASE)


@lru_cache(maxsize=64)
def _next_of(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:, | và )(?:(?:{_called(kind)}) )?(?=\w)", re.IGNORECASE)


def _called(kind: str) -> str:
    return (_BODIES.get(kind) or _PLACES[kind]).replace(".", "[.]")


def _name_start(text: str, at: int, between: int) -> int | None:
    """Where the name begins behind a kind, after at most so many words that say more of it."""
    for _ in range(between + 1):
        word = _WORD.match(text, at)
        if word is None or word[1] in _ENDING:
            return None
        if word[1][0].isupper() or (between == 0 and word[1][0].isdigit()):
            return word.start(1)
        at = word.end()
    return None
