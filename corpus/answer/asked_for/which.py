"""Which bank, which school, which commune: what a question asks for by its kind.

"Ngân hàng nào" is answered by "Ngân hàng Nông nghiệp", and hardly by "vay ngân hàng".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.answer.reading.question import AnswerType, Reading
from corpus.language.geography.landmarks import LANDMARKS, SCHOOLS
from corpus.language.geography.provinces import PROVINCES_TYPED
from corpus.language.text import normalise_tones

_FIRMS = "công ty|tập đoàn|tổng công ty|doanh nghiệp|hợp tác xã|htx|hãng|nhà xe|nhà thầu|nhà máy|liên danh|xí nghiệp"
_OFFICES = (  # both placements of tone marks: newspapers have either
    "sở|ban|ủy ban|uỷ ban|ubnd|công an|trung tâm|viện|cục|chi cục|tổng cục|bộ|phòng|đài|hội|tòa án|toà án|viện kiểm sát"
)
# What a question calls it → what a text may call it: bodies, whose kind and name other words may stand between.
_BODIES = {
    "ngân hàng": "ngân hàng|quỹ tín dụng",
    **dict.fromkeys(
        "công ty|tập đoàn|doanh nghiệp|hợp tác xã|htx|nhà thầu|nhà xe|nhà máy|chủ đầu tư".split("|"), _FIRMS
    ),
    "hãng": f"{_FIRMS}|hãng hàng không",
    **dict.fromkeys(("đơn vị", "cơ quan", "tổ chức"), f"{_FIRMS}|{_OFFICES}|đơn vị|cơ quan|tổ chức"),
    "trường": f"trường|đại học|đh|học viện|cao đẳng|{SCHOOLS}|mẫu giáo",
    "đại học": "đại học|đh|học viện|cao đẳng",
    **dict.fromkeys(("bệnh viện", "viện"), "bệnh viện|bv|viện|trung tâm y tế|phòng khám"),
    **dict.fromkeys(("đội", "câu lạc bộ"), "đội|đội tuyển|clb|câu lạc bộ|đoàn"),
    "khách sạn": "khách sạn|resort|khu nghỉ dưỡng|nhà nghỉ|khu du lịch",
}
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
        "khu công nghiệp|thác|suối|đập|thủy điện|cửa khẩu|bến xe|trại giam|bảo tàng|sân vận động|tháp|đình|lăng|"
        "khu đô thị|chung cư|nhà thuốc".split("|")
    },
    "cảng": "cảng cá|cảng",
    "bãi": "bãi tắm|bãi biển|bãi",
    "cầu": "cầu vượt|cầu treo|cầu",
    "chợ": "chợ đầu mối|chợ",
}
_ALL = "|".join(sorted((*_BODIES, *_PLACES), key=len, reverse=True))
_ASKED = re.compile(rf"(?<!\w)(?P<several>(?:những|các) )?(?P<kind>{_ALL}) nào(?!\w)")
# Of longer words: "gia đình nào" asks for no communal house.
_PART_OF = re.compile(r"(?<!\w)(?:(?:gia|triều) đình|(?:yêu|nhu) cầu|(?:thư|học) viện) nào")
_WAY = re.compile(r"(?<!\w)(?:con|qua|bằng|theo) đường nào")  # no street: "bệnh lây qua đường nào"
_TYPES = {AnswerType.OTHER, AnswerType.PLACE}


@dataclass(frozen=True, slots=True)
class Which:
    """`called`: what a text may call it, alternatives of a pattern. `has_several`: more than one is asked for.

    `is_body`: a firm, an office, a school, so that other words may stand between its kind and its name. `is_province`:
    its name alone is enough, unless it is one of `said`, which the question itself names.
    """

    called: str
    is_body: bool
    has_several: bool
    is_province: bool = False
    said: frozenset[str] = frozenset()


def asked_which(reading: Reading) -> Which | None:
    """What a question asks for where it says "ngân hàng nào"; None where it does not."""
    asked = _ASKED.search(reading.full.lower()) if reading.answer_type in _TYPES else None
    if asked is None or _PART_OF.search(asked.string) or _WAY.search(asked.string):
        return None
    kind = asked["kind"]
    called = _BODIES.get(kind) or _PLACES[kind]
    return Which(
        called.replace(".", "[.]"),
        is_body=kind in _BODIES,
        has_several=asked["several"] is not None,
        is_province=kind == "tỉnh",
        said=frozenset(match[0].lower() for match in PROVINCES_TYPED.finditer(normalise_tones(reading.full))),
    )
