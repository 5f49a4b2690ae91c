"""What a question asks for that has no question word of that answer type: "giá tôm hùm xanh", "đại biểu nào".

The trees are fitted to the type that the question words give, so it is that of a reading; this one is for looking
at what a text has.
"""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.answer.asked_for.persons import asked_role
from corpus.answer.reading.phrases import AMOUNT_HEADINGS
from corpus.answer.reading.question import AnswerType, Reading, as_typed
from corpus.language.either_way import EitherWay
from corpus.language.text import normalise_tones

# What begins so asks for a number: "tỉ lệ tốt nghiệp", "giá tôm hùm xanh". More than what makes the type of a reading,
# which the trees were fitted with.
_AMOUNT = re.compile(
    rf"(?:{AMOUNT_HEADINGS}|vốn|tổng mức đầu tư|kinh phí|doanh thu|sản lượng|công suất|chiều dài|lượng mưa|"
    r"mức (?:thưởng|hỗ trợ|lương))(?!\w)"
)
# But not beside a question word: "tỉ lệ nghiện cao nhất ở độ tuổi nào".
_ASKS_ELSE = EitherWay(r"(?<!\w)(?:nào|gì)(?!\w)")
# And so does how large something is: "dài cỡ nào".
_HOW_MUCH = EitherWay(r"(?<!\w)(?:dài|rộng|cao|sâu|nặng|xa|giá|lương) cỡ nào(?!\w)")


def as_asked(reading: Reading) -> Reading:
    """The reading with the answer type that was meant, where no question word says it; any other one as it is."""
    if reading.answer_type is not AnswerType.OTHER:
        return reading
    question = as_typed(reading)
    names_amount = _AMOUNT.match(normalise_tones(reading.subject).lower().strip())
    if (names_amount and not _ASKS_ELSE.search(question)) or _HOW_MUCH.search(question):
        return replace(reading, answer_type=AnswerType.NUMBER)
    if asked_role(reading.full) is not None:
        return replace(reading, answer_type=AnswerType.PERSON)
    return reading
