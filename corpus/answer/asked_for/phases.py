"""Whether a question asks for the beginning or for the end of something, and the words that say so anywhere."""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.answer.reading.question import Reading
from corpus.language.text import normalise_tones

_OPENED = "khánh thành|thông xe|thông tuyến|đưa vào (?:sử dụng|khai thác|hoạt động|vận hành)"
_ENDED = "xong|hoàn thành|hoàn tất|kết thúc|bế mạc|bàn giao|nghiệm thu|đến hết|thời gian thi công"
_DONE = f"{_OPENED}|{_ENDED}"
# What is repaired was opened long before: "sửa xong khi nào" is not answered by "cầu khánh thành năm 2011".
_REPAIRS = "sửa|vá|khắc phục|gia cố|nâng cấp|tu bổ|trùng tu"


def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


BEGINNING = _words("khởi công|động thổ|bắt đầu|khởi tranh|khai mạc")
OPENING = _words(_OPENED)
END = _words(_DONE)
LIKELY_END = _words(f"{_DONE}|dự kiến|cuối cùng")
END_OF_REPAIR = _words(f"{_ENDED}|dự kiến")
_REPAIR = _words(_REPAIRS)


class Phase(StrEnum):
    """What of a thing is asked about."""

    BEGINNING = "khởi công"
    END = "hoàn thành"
    END_OF_REPAIR = "sửa xong"


def asked_phase(reading: Reading, *, is_loose: bool = False) -> Phase | None:
    """The phase that a question asks for; None where it is neither, or both. `is_loose`: "dự kiến" is of an end."""
    asked = normalise_tones(reading.full)
    ends = (LIKELY_END if is_loose else END).search(asked) is not None
    if (BEGINNING.search(asked) is not None) == ends:
        return None
    if not ends:
        return Phase.BEGINNING
    is_repair = _REPAIR.search(asked) and not OPENING.search(asked)
    return Phase.END_OF_REPAIR if is_repair else Phase.END
