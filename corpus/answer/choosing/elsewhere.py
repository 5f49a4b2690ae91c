"""Whether a quote is about another commune, or another road, than the one that is asked about.

Sister communes share most of their names and of what is told of them: what Hòa Hiệp Bắc built answers nobody who asks
about Hòa Hiệp Nam, though both are a part of the ward of Hòa Hiệp now.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from corpus.answer.reading.question import AnswerType, Reading, as_typed
from corpus.language.geography.communes import printed, says
from corpus.language.geography.places import find_places
from corpus.language.geography.roads import find_roads
from corpus.language.geography.units import bare, own_words
from corpus.models import Quote


def is_there(reading: Reading, quote: Quote) -> bool | None:
    """Whether a quote with its headline is about the commune and the road that are asked about.

    None where no commune or road is asked about, or the quote names none; nor is it told where something is.
    """
    if reading.answer_type is AnswerType.PLACE:
        return None  # "người bị cuốn ở Hòa Xuân được tìm thấy ở đâu": in Hòa Thịnh
    said = f"{quote.source.headline}\n{quote.text}"
    found = (has_commune(reading, said), has_road(reading, said))
    return False if False in found else True if True in found else None


def has_commune(reading: Reading, said: str) -> bool | None:
    """Whether a text names the commune of a question as it is, was or became; False where it names others alone.

    Of several that a question names any may be told about: None.
    """
    asked = _communes(reading.full)  # "Tuy An nằm" is no "Tuy An Nam", though both are typed "tuy an nam"
    if len(asked) != 1:
        return None
    if any(says(said, name) for name in asked[0]):
        return True
    return False if printed(said) else None


def has_road(reading: Reading, said: str) -> bool | None:
    """The same of the road that a question names by its number."""
    asked = find_roads(as_typed(reading))
    told = find_roads(said) if len(asked) == 1 else []
    return any(one.is_called(asked[0]) for one in told) if told else None


@lru_cache(maxsize=64)
def _communes(question: str) -> Sequence[Sequence[str]]:
    """The communes of a question, each by its names; those that the table does not know as papers print them."""
    known = [place for place in find_places(question) if place.is_commune]
    if known:
        return [(bare(one.name), *(own_words(other.name) for other in one.others)) for one in known]
    return [] if question.isupper() else [(name,) for name in printed(question) if not name.isdigit()]
