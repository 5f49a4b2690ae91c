"""Words that bring an answer of a kind: "do", "vì" before a reason, "bằng cách" before a manner."""

from __future__ import annotations

from functools import cache

import numpy as np

from corpus.answer.ranking.arrays import Floats
from corpus.answer.ranking.board import Board
from corpus.answer.reading.question import AnswerType
from corpus.language.cause_words import CAUSE_WORDS
from corpus.language.sheet import Codes, codes_of

# As written in articles, with their marks: "vì" is a cue, "vị" is none. The trees were fitted on these; a syllable of a
# phrase stands for it: "nhân" for "nguyên nhân", "dẫn" for "dẫn đến".
CUES = {
    AnswerType.REASON: f"{' '.join(CAUSE_WORDS)} nhân gây tại dẫn xuất nhằm",
    AnswerType.MANNER: "bằng cách bước cần phải gồm nên tình trạng",
    AnswerType.DEFINITION: "là nghĩa gọi tức gồm",
    AnswerType.PLACE: "tại ở từ đến thuộc đường xã phường huyện tỉnh viện",
    AnswerType.DATE: "ngày tháng năm từ đến giờ sáng chiều tối hôm trước sau",
    AnswerType.PERSON: "ông bà anh chị bác sĩ là cho biết",
    AnswerType.WHETHER: "không chưa được có thể",
}
CUE_FEATURES = ("cue", "cues")


@cache
def _codes(kind: AnswerType) -> Codes:
    return np.sort(codes_of(CUES.get(kind, "").split()))


def cue_features(board: Board, kind: AnswerType) -> Floats:
    """Sentences × CUE_FEATURES: whether a cue of that kind stands there, and how many (up to 4)."""
    cues = _codes(kind)
    if not len(cues):
        return np.zeros((board.size, len(CUE_FEATURES)))
    found = np.bincount(board.sentence[np.isin(board.codes, cues)], minlength=board.size)
    return np.stack([found > 0, np.minimum(found, 4)], axis=1).astype(np.float64)
