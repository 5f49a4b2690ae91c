"""Places that have another name since the merger: where the name that was typed finds nothing, the others are tried."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from corpus import conversing
from corpus.answer.answering import Found
from corpus.answer.model import Model
from corpus.asking import Asking
from corpus.language.places import Place, find_places
from corpus.language.text import fold
from corpus.models import Outcome, Question, Renamed

MAX_TRIED = 6  # other names of the places in a question


async def find(
    asking: Asking, asked: Question, without: Collection[str] = (), model: Model | None = None
) -> Found:
    """What answers; the name as typed comes first, and `Found.renamed` says by which other one it was found.

    Raises StoreError, IndexUnavailable.
    """
    first = await conversing.find(asking, asked, without, model)
    if first.outcome is not Outcome.NOT_FOUND:
        return replace(first, renamed=_told(asked.text, first))
    best = first
    for place, name, text in _otherwise(asked.text):
        found = await conversing.find(asking, replace(asked, text=text), without, model)
        if found.outcome is Outcome.ANSWERED and (best is first or found.confidence > best.confidence):
            best = replace(found, renamed=Renamed(place.name, name, place.is_old))
    return best


def _told(text: str, found: Found) -> Renamed | None:
    """The other name, where the first quote has that and not the one which was typed."""
    if not found.quotes:
        return None
    said = _plain(f"{found.quotes[0].source.headline} {found.quotes[0].text}")
    for place in find_places(text):
        if _bare(place.name) in said:
            continue
        for other in place.others:
            if _bare(other.name) in said:
                return Renamed(place.name, other.name, place.is_old)
    return None


def _plain(text: str) -> str:
    words = " ".join(re.findall(r"\w+", fold(text)))
    return f" {words} "


def _bare(name: str) -> str:
    """The name without its kind; of numbered wards the whole."""
    words = _plain(name).split()
    kind = 2 if words[0] in ("thi", "thanh") else 1
    return _plain(" ".join(words if words[-1].isdigit() else words[kind:]))


def _otherwise(text: str) -> list[tuple[Place, str, str]]:
    """Each place with another name, and the question with that in its place."""
    return [
        (place, other.name, text[: place.span.start] + other.name + text[place.span.end :])
        for place in find_places(text)
        for other in place.others
    ][:MAX_TRIED]
