"""Which words of a quote answer the question, where that is plain.

A highlight is a claim that "this is it", and many readers read nothing else. So it is made only when the kind of answer
is known, the quote holds exactly that kind of thing, and one of them stands clearly nearest to the words asked about;
otherwise the quote stands unmarked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from corpus.answer.asked_for.asked import Asked
from corpus.answer.asked_for.question_words import weighed
from corpus.answer.marking.behind_names import behind_names
from corpus.answer.marking.beside_the_point import is_aside
from corpus.answer.marking.by_kind import answering
from corpus.answer.marking.nearness import nearest, to_the_point
from corpus.answer.reading.question import AnswerType
from corpus.language.text import fold
from corpus.models import Span


def highlight(text: str, asked: Asked, about: Iterable[str]) -> Span | None:
    """The span of `text` that answers, or None.

    `about`: folded syllables of the question's subject; what stands clearly nearest to them wins, and what the question
    itself already said is never marked.
    """
    fresh = _fresh(text, asked)
    if not fresh:
        return None
    words, is_amount = weighed(asked.reading, about), asked.reading.answer_type is AnswerType.NUMBER
    if is_amount:
        fresh = behind_names(text, fresh, asked.said)
    telling = to_the_point(text, fresh, words)
    if not telling and is_amount:
        telling = fresh  # that it is of the unit asked for tells enough
    return nearest(text, telling, words)


def _fresh(text: str, asked: Asked) -> list[Span]:
    """What is of the kind asked for, and neither said in the question nor beside the point."""
    return [
        span
        for span in answering(text, asked)
        if not (_is_said(span.of(text), asked.said) or is_aside(text, span, asked.details, asked.said))
    ]


def _is_said(found: str, known: Collection[str]) -> bool:
    """Whether the question has all its words; of what has digits, all its numbers."""
    syllables = re.findall(r"\w+", fold(found))
    numbers = [one for one in syllables if one[0].isdigit()]
    return all(one in known for one in numbers or syllables)
