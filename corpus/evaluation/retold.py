"""Whether a text tells a gold answer, wherever it stands: newspapers tell the same story again and again.

Open-domain question answering counts any passage that has the answer's string (Chen et al., ACL 2017). The answers of
our sets are longer, and no two articles word them alike: most of their words are enough, without those of the question.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus.language.analyzer import accented_terms
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.text import fold

RETOLD = 0.8  # of the words of an answer, from which a text tells it
_FEWEST = 2  # of such words: a number alone stands in many a text


def own_words(answer: str, question: str) -> frozenset[str]:
    """The folded words of an answer that its question lacks; none where they are too few to know it by."""
    words = _words(answer) - _words(question) - FUNCTION_WORDS
    return words if len(words) >= _FEWEST else frozenset()


def tells(text: str, answers: Iterable[frozenset[str]]) -> bool:
    """Whether it has most words of one of the answers (`own_words` of each)."""
    found = _words(text)
    return any(own and len(own & found) >= RETOLD * len(own) for own in answers)


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold, accented_terms(text)))
