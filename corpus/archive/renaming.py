"""What is said of a place that has another name in what was found than in the question."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from corpus.answer.answering import Found
from corpus.answer.ranking.model import Model
from corpus.archive import conversing
from corpus.archive.asking import Asking
from corpus.language.geography.communes import says
from corpus.language.geography.places import Place, find_places
from corpus.language.geography.units import MERGED_ON, bare, own_words
from corpus.language.text import fold
from corpus.models import Question, Quote, Renamed


async def find(
    asking: Asking, asked: Question, without: Collection[str] = (), model: Model | None = None
) -> Found:
    """What answers; `Found.renamed` says which other name a place has there. Raises StoreError, IndexUnavailable."""
    found = await conversing.find(asking, asked, without, model)
    return replace(found, renamed=told(asked.text, found.quotes[0])) if found.quotes else found


def told(question: str, quote: Quote) -> Renamed | None:
    """What there is to say of the first place whose name the quote and its headline do not have as it is meant."""
    printed = f"{quote.source.headline}\n{quote.text}"
    published = quote.source.published_at
    is_since = published is not None and published >= MERGED_ON
    for place in find_places(question):
        renamed = _other(place, printed, is_since=is_since) or _larger(
            place, printed, is_since=published is None or is_since
        )
        if renamed is not None:
            return renamed
    return None


def _larger(place: Place, printed: str, *, is_since: bool) -> Renamed | None:
    """A ward with the name of a town, in an article from before: there the name is the town's."""
    own, said = _plain(bare(place.name)), _plain(printed)
    if place.namesake is None or is_since or own not in said.replace(_plain(place.name), " "):
        return None
    return Renamed(place.name, place.namesake, is_old=False, is_namesake=True)


def _other(place: Place, printed: str, *, is_since: bool) -> Renamed | None:
    """Another name that stands there in place of the one that was typed."""
    said, is_whole = _plain(printed), place.span != place.bare
    # Before the merger "Phú Yên" is the province, whatever ward is asked about.
    own = _plain(place.name if place.namesake and not is_since else bare(place.name))
    for other in place.others:
        name = _plain(own_words(other.name))
        if (
            name == own
            or not says(printed, own_words(other.name))
            or (other.since_merger and not is_since)
            or own in said.replace(name, " ")
        ):
            continue
        # Who says "Tuy Hòa" may mean the ward; who says "TP Tuy Hòa" does not.
        if is_whole or bare(other.name) != bare(place.name):
            return Renamed(
                place.name,
                other.name,
                is_old=place.is_old,
                is_part=other.is_part,
                is_divided=other.is_divided,
            )
    return None


def _plain(text: str) -> str:
    words = " ".join(re.findall(r"\w+", fold(text)))
    return f" {words} "
