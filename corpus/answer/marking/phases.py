"""When something begins and when it is over: who asks for the one is not answered by the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.answer.marking.sentence_ends import SENTENCE
from corpus.answer.reading.phrases import AnswerType
from corpus.answer.reading.question import Reading
from corpus.language.text import normalise_tones
from corpus.models import Span

_BEGUN = re.compile(r"(?<!\w)(?:khởi công|động thổ|bắt đầu|khởi tranh|khai mạc)(?!\w)", re.IGNORECASE)
_OPENED = "khánh thành|thông xe|thông tuyến|đưa vào (?:sử dụng|khai thác|hoạt động|vận hành)"
_ENDED = "xong|hoàn thành|hoàn tất|kết thúc|bế mạc|bàn giao|nghiệm thu|đến hết|thời gian thi công"
_DONE = f"{_OPENED}|{_ENDED}"
_OVER = re.compile(rf"(?<!\w)(?:{_DONE}|dự kiến|cuối cùng)(?!\w)", re.IGNORECASE)
_PLAINLY_OVER = re.compile(rf"(?<!\w)(?:{_DONE})(?!\w)", re.IGNORECASE)
# What is repaired was opened long before: "sửa xong khi nào" is not answered by "cầu khánh thành năm 2011".
_REPAIRS = re.compile(r"(?<!\w)(?:sửa|vá|khắc phục|gia cố|nâng cấp|tu bổ|trùng tu)(?!\w)", re.IGNORECASE)
_OPENS = re.compile(rf"(?<!\w)(?:{_OPENED})(?!\w)", re.IGNORECASE)
_REPAIRED = re.compile(rf"(?<!\w)(?:{_ENDED}|dự kiến)(?!\w)", re.IGNORECASE)
_NOT_REPAIRED = re.compile(rf"{_BEGUN.pattern}|{_OPENS.pattern}", re.IGNORECASE)
_CLAUSE = re.compile(r"[^,]+")


def tells_phase(text: str, span: Span, reading: Reading) -> bool:
    """Whether the sentence of a span tells of the beginning or the end that is asked for; True where neither is."""
    wanted, plain = _asked(reading, _PLAINLY_OVER), normalise_tones(text)
    if wanted is None:
        return True
    return any(
        wanted.search(sentence[0]) is not None
        for sentence in SENTENCE.finditer(plain)
        if sentence.start() <= span.start < sentence.end()
    )


def of_other_phase(text: str, reading: Reading) -> Iterator[Span]:
    """What only tells of the beginning where the end is asked for, and the other way round.

    A whole sentence; where it tells of both, those of its parts between commas.
    """
    if reading.answer_type is not AnswerType.DATE:
        return
    wanted = _asked(reading, _OVER)
    if wanted is None:
        return
    other = _OVER if wanted is _BEGUN else _NOT_REPAIRED if wanted is _REPAIRED else _BEGUN
    plain = normalise_tones(text)
    for sentence in SENTENCE.finditer(plain):
        parts = _CLAUSE if wanted.search(sentence[0]) else SENTENCE
        for match in parts.finditer(plain, *sentence.span()):
            if other.search(match[0]) and not wanted.search(match[0]):
                yield Span(*match.span())


def _asked(reading: Reading, over: re.Pattern[str]) -> re.Pattern[str] | None:
    """The words of what is asked for: `over` or those of the beginning; None where it is neither, or both."""
    asked = normalise_tones(reading.full)
    begins, ends = _BEGUN.search(asked) is not None, over.search(asked) is not None
    if begins == ends:
        return None
    if ends and _REPAIRS.search(asked) and not _OPENS.search(asked):
        return _REPAIRED
    return _BEGUN if begins else over
