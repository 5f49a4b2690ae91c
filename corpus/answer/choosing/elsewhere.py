"""Whether a quote is about another commune or ward than the one that is asked about.

Sister communes share most of their names and of what is told of them: what Hòa Hiệp Bắc built answers nobody who asks
about Hòa Hiệp Nam, though both are a part of the ward of Hòa Hiệp now.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.answer.reading.question import Reading, as_typed
from corpus.language.geography.communes import printed, says
from corpus.language.geography.places import find_places
from corpus.language.geography.units import bare, own_words


def is_elsewhere(reading: Reading, said: str) -> bool:
    """Whether a quote with its headline names a commune, and none that the one of the question is, was or became.

    Of several that a question names any may be told about.
    """
    asked = _asked(as_typed(reading))
    return len(asked) == 1 and bool(printed(said)) and not any(says(said, name) for name in asked[0])


def _asked(question: str) -> list[Sequence[str]]:
    """The communes of a question, each by its names; those that the table does not know as papers print them."""
    known = [place for place in find_places(question) if place.is_commune]
    if known:
        return [(bare(one.name), *(own_words(other.name) for other in one.others)) for one in known]
    return [] if question.isupper() else [(name,) for name in printed(question) if not name.isdigit()]
