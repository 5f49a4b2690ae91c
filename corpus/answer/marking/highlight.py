"""Which words of a quote answer the question, where that is plain.

A highlight is a claim that "this is it", and many readers read nothing else. So it is made only when the kind of answer
is known, the quote holds exactly that kind of thing, and one of them stands clearly nearest to the words asked about;
otherwise the quote stands unmarked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from corpus.answer.marking.aside import is_aside
from corpus.answer.marking.asked import asked_for
from corpus.answer.marking.behind_names import behind_names
from corpus.answer.marking.finders import said
from corpus.answer.marking.nearness import nearest, to_the_point
from corpus.answer.marking.question_words import weighed
from corpus.answer.reading.question import AnswerType, Reading
from corpus.language.text import fold
from corpus.models import Span


def highlight(text: str, reading: Reading, asked: Iterable[str]) -> Span | None:
    """The span of `text` that answers, or None.

    `asked`: folded syllables of the question's subject; what stands clearly nearest to them wins, and what the question
    itself already said is never marked.
    """
    fresh = _fresh(text, reading)
    if not fresh:
        return None
    words = weighed(reading, asked)
    if reading.answer_type is AnswerType.NUMBER:
        fresh = behind_names(text, fresh, said(reading))
    telling = to_the_point(text, fresh, words)
    if not telling and reading.answer_type is AnswerType.NUMBER:
        telling = fresh  # that it is of the unit asked for tells enough
    return nearest(text, telling, words)


def _fresh(text: str, reading: Reading) -> list[Span]:
    """What is of the kind asked for, and neither said in the question nor beside the point."""
    kind, known = asked_for(reading), said(reading)
    return [
        span
        for span in (kind.find(text, reading) if kind else ())
        if not (_is_said(span.of(text), known) or is_aside(text, span, reading, known))
    ]


def _is_said(found: str, known: Collection[str]) -> bool:
    """Whether the question has all its words; of what has digits, all its numbers."""
    syllables = re.findall(r"\w+", fold(found))
    numbers = [one for one in syllables if one[0].isdigit()]
    return all(one in known for one in numbers or syllables)
