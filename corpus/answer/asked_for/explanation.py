"""What a question wants explained: "Pickleball là môn gì"."""

from __future__ import annotations

import re

from corpus.answer.reading.question import AnswerType, Reading
from corpus.language.text import fold, normalise_tones

# "Pickleball là môn gì", "DWT nghĩa là gì".
_ASKS = re.compile(
    r"(?P<thing>.{2,40}?) (?:nghĩa |có nghĩa )?là (?:(?:cái|con|bệnh|môn|loại|chất|chữ|từ|ngày|tổ chức|bộ phận) )?gì"
    r"(?: vậy| thế| hả| ạ| ad| nhỉ| bác sĩ| em| mọi người)*\W*"
)
_BEFORE = re.compile(r".*(?<!\w)(?:cho hỏi|xin hỏi|hỏi|ơi|thì)[:,]? ")
_MOST = 5  # syllables of a thing; what is longer asks for something of it: "Kết quả của ca phẫu thuật là gì"
_OF = re.compile(r"(?<!\w)(?:của|do|khi|trong|ở|với|để|cho|bị|có|được)(?!\w)")
# What begins so has a value, and needs no explanation: "mức phạt là gì".
_VALUE = re.compile(
    r"(?:các |những )?(?:hậu quả|mức|mục đích|mục tiêu|điều kiện|giải|tang vật|số|tên|phần thưởng|triệu chứng|dấu hiệu|"
    r"chủ đề|nhiệm vụ|nội dung|kết quả|phương án|biện pháp|nguyên nhân|lý do|lí do|chẩn đoán|thành phần|món|ước mơ|"
    r"thông điệp|yêu cầu|thủ tục|hồ sơ|quà|màu|nghề)(?!\w)"
)


def asked_thing(reading: Reading) -> str | None:
    """What a question wants explained, folded; None where it asks for something else."""
    if reading.answer_type not in (AnswerType.DEFINITION, AnswerType.OTHER):
        return None
    found = _ASKS.fullmatch(_BEFORE.sub("", normalise_tones(reading.full).lower()))
    if found is None:
        return None
    thing = found["thing"]
    if len(thing.split()) > _MOST or _OF.search(thing) or _VALUE.match(thing):
        return None
    return fold(thing)
