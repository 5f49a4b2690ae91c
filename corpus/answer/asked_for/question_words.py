"""Which words of a question say most of what is asked: "có mấy bài đổi điểm" is of what was changed, and not of all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.answer.reading.phrases import find_phrases
from corpus.answer.reading.question import Reading
from corpus.language.text import fold

_FAR = 6.0  # words from the question word, a word counts half
_BEHIND = 1.25  # what stands behind it counts more: there is what is told of it


def weighed(reading: Reading, asked: Iterable[str]) -> dict[str, float]:
    """The folded syllables `asked`, each by how near to the question word it stands; all alike where there is none."""
    plain = fold(reading.full)
    asking = next((phrase for phrase in find_phrases(reading.full) if phrase.kind is not None), None)
    if asking is None:
        return dict.fromkeys(asked, 1.0)
    before, behind = re.findall(r"\w+", plain[: asking.start]), re.findall(r"\w+", plain[asking.end :])
    found: dict[str, float] = {}
    for away, word in enumerate(reversed(before)):
        found.setdefault(word, 1 / (1 + away / _FAR))
    for away, word in enumerate(behind):
        found[word] = max(found.get(word, 0.0), _BEHIND / (1 + away / _FAR))
    least = min(found.values(), default=1.0)  # of what was added to the question
    return {word: found.get(word, least) for word in asked}
