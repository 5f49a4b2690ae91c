"""How exact a time a question asks for, and whether for a beginning or an end: "mấy giờ" is not answered by a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.answer.asked_for.phases import Phase, asked_phase
from corpus.answer.reading.question import Reading, as_typed
from corpus.language.either_way import EitherWay
from corpus.language.text import fold


class Exactness(StrEnum):
    """What of a time has to be told."""

    CLOCK = "giờ"
    DAY = "ngày"
    MONTH = "tháng"
    YEAR = "năm"
    ANY = ""


_ASKED = {  # the first that is asked for counts
    Exactness.CLOCK: EitherWay(r"(?<!\w)(?:mấy giờ|giờ nào)(?!\w)"),
    Exactness.DAY: EitherWay(r"(?<!\w)(?:ngày nào|hôm nào|ngày mấy|ngày bao nhiêu|mấy ngày)(?!\w)"),
    Exactness.MONTH: EitherWay(r"(?<!\w)(?:tháng nào|tháng mấy)(?!\w)"),
    Exactness.YEAR: EitherWay(r"(?<!\w)năm (?:nào|mấy|mô|bao nhiêu)(?!\w)"),
}
# "Đến hết ngày nào", "hạn cuối": the last moment.
_LAST = EitherWay(r"(?<!\w)(?:(?:đến|tới) (?:hết )?(?:ngày|khi|mấy|tháng|năm)|hạn|trễ nhất|chậm nhất)(?!\w)")
# When something is open again is not told by when it was closed: "đứt đoạn từ trưa 12/4".
_AGAIN = re.compile(r"(?<!\w)(?:thông|mở|chạy|có|hoạt động) lại(?!\w)")
PARTS_OF_DAY = "sáng|trưa|chiều|tối|đêm"
"""Alternatives of a pattern."""
_PART_OF_DAY = re.compile(rf"\b(?:{fold(PARTS_OF_DAY)})\b")  # folded


@dataclass(frozen=True, slots=True)
class AskedTime:
    """Which time a question asks for.

    `phase`: the beginning or the end of something, as far as the words say it plainly; `likely_phase`: as they may.
    `is_last`: the last moment of it; `is_again`: when something goes on. `parts_of_day`: those that the question has
    already, folded.
    """

    exactness: Exactness
    phase: Phase | None
    likely_phase: Phase | None
    is_last: bool
    is_again: bool
    parts_of_day: frozenset[str]


def asked_time(reading: Reading) -> AskedTime:
    """Which time a question asks for, if it asks for one."""
    return AskedTime(
        exactness=exactness(reading),
        phase=asked_phase(reading),
        likely_phase=asked_phase(reading, is_loose=True),
        is_last=_LAST.search(as_typed(reading)) is not None,
        is_again=_AGAIN.search(reading.full.lower()) is not None,
        parts_of_day=frozenset(_PART_OF_DAY.findall(fold(reading.full))),
    )


def exactness(reading: Reading) -> Exactness:
    """How exact a time a question asks for."""
    return next((one for one, asked in _ASKED.items() if asked.search(as_typed(reading))), Exactness.ANY)
