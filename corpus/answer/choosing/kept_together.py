"""What is asked for as one thing: an office, the price of something, how to do something, a thing by its number.

"Chủ tịch nước" is nobody's office where articles speak of a "chủ tịch xã" and of water; "cách làm bánh xèo" is not told
where somebody sells the cakes. Where the two words stand side by side nowhere in the article that would answer, it has
both of them by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from corpus.answer.ranking.board import Board
from corpus.answer.reading.phrases import WAY
from corpus.answer.reading.question import NUMBERED, AnswerType, Reading
from corpus.answer.reading.subject import Subject
from corpus.language.offices import BY_THEMSELVES, OF_SOMETHING
from corpus.language.protected.codes import NAMES as DOCUMENTS
from corpus.language.text import fold, normalise_tones

# Of the confidence, where the whole is nowhere: of an office or a way to do something, and of a price, which may stand
# apart from what it is paid for.
NO_SUCH_THING, NO_SUCH_PRICE = 0.2, 0.5
_WORD = r"[^\W\d_]+"
_OFFICES = re.compile(rf"\b(?P<office>{'|'.join(OF_SOMETHING)}) (?P<of>{_WORD})")
_RULERS = re.compile(rf"\b(?:{'|'.join(BY_THEMSELVES)})\b")
# Of things that one makes alone: how to prevent something is told in many words.
_MAKING = "làm|nấu|pha|ướp|kho|nướng|chiên|xào|hầm|muối|ngâm|luộc|hấp|gói|đổ|trồng|may|đan|sửa|lắp"
_WAYS = re.compile(
    rf"^(?:hướng dẫn |chỉ |dạy )?(?:{WAY}|công thức )(?P<making>{_MAKING}) (?P<made>{_WORD})"
    r"|^(?P<cooking>làm|nấu) (?P<cooked>bánh|mứt|món|chả|nem|kẹo|rượu|giấm|mắm|phở|bún|cơm|xôi|chè)\b"
)
_PRICES = re.compile(rf"^giá (?P<of>{_WORD})")
# Behind an office these are written in several ways ("chủ tịch UBND tỉnh"), or only say when and who.
_OPEN = frozenset(
    "tỉnh huyện xã phường thành thị tx tp thôn buôn khu ubnd hđnd mttq ủy uỷ hội là và của ở tại nào hiện mới cũ đương "
    "này đó ông bà ai tên đã đang sẽ có được bị mấy cũng".split()
)
# Behind "giá": what is said of the price, not of what it is paid for.
_OF_A_PRICE = frozenset(
    "bán mua thu vé cả của một mỗi trị thành hiện hôm nay mới bao mấy là ở tại khởi sàn trần".split()
)


def doubt(reading: Reading, subject: Subject, board: Board, article: int) -> float:
    """What the confidence is to be multiplied with, where that article of the board would answer."""
    found = [
        times
        for one, other, times in _kept_together(reading)
        if _lacks((one, other), subject, board, article)
    ]
    return min(found, default=1.0)


def _kept_together(reading: Reading) -> Iterator[tuple[str, str, float]]:
    """Neighbours of the question that are one thing, and what their absence does."""
    text = normalise_tones(reading.subject).lower()
    if reading.answer_type in (AnswerType.PERSON, AnswerType.OTHER):
        for match in _OFFICES.finditer(text):
            if match["of"] not in _OPEN:
                yield match["office"].split()[-1], match["of"], NO_SUCH_THING
        for match in _RULERS.finditer(text):
            first, second = match[0].split()[:2]
            yield first, second, NO_SUCH_THING
    if reading.answer_type is AnswerType.MANNER and (way := _WAYS.match(text)):
        yield way["making"] or way["cooking"], way["made"] or way["cooked"], NO_SUCH_THING
    for numbered in NUMBERED.finditer(text):
        if " số " in numbered[0] and fold(f"{numbered[1]} {numbered[2]}") not in DOCUMENTS:
            yield "số", numbered[3].lstrip("0"), NO_SUCH_THING
    if (price := _PRICES.match(text)) and price["of"] not in _OF_A_PRICE:
        yield "giá", price["of"], NO_SUCH_PRICE


def _lacks(words: tuple[str, str], subject: Subject, board: Board, article: int) -> bool:
    """Whether the two stand side by side nowhere in it, with their marks. Other words for them count as they do."""
    terms = [subject.terms.index(fold(word)) for word in words if fold(word) in subject.terms]
    pair = next((at for at, one in enumerate(subject.pairs.tolist()) if one == terms), None)
    if pair is None:
        return False
    first = board.pair_at[(board.pair == pair) & (board.article[board.sentence[board.pair_at]] == article)]
    other_marks = board.at[~board.exact]
    beside = ~np.isin(first, other_marks) & ~np.isin(first + 1, other_marks)
    return not beside.any() and not board.headline_pairs[article, pair]
