"""How exact a time is asked for: "mấy giờ" is not answered by a day."""

from __future__ import annotations

from enum import StrEnum

from corpus.answer.reading.question import Reading, as_typed
from corpus.language.either_way import EitherWay


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
    Exactness.YEAR: EitherWay(r"(?<!\w)năm (?:nào|mấy|bao nhiêu)(?!\w)"),
}


def exactness(reading: Reading) -> Exactness:
    """How exact a time a question asks for."""
    return next((one for one, asked in _ASKED.items() if asked.search(as_typed(reading))), Exactness.ANY)
