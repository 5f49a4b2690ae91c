"""When something begins and when it is over: who asks for the one is not answered by the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.answer.asked_for.phases import BEGINNING, END, END_OF_REPAIR, LIKELY_END, OPENING, Phase
from corpus.answer.marking.sentence_ends import SENTENCE
from corpus.language.text import normalise_tones
from corpus.models import Span

_TELLS = {Phase.BEGINNING: BEGINNING, Phase.END: END, Phase.END_OF_REPAIR: END_OF_REPAIR}
_MAY_TELL = _TELLS | {Phase.END: LIKELY_END}
_NO_END_OF_REPAIR = re.compile(rf"{BEGINNING.pattern}|{OPENING.pattern}", re.IGNORECASE)
_TELLS_OF_ANOTHER = {
    Phase.BEGINNING: LIKELY_END,
    Phase.END: BEGINNING,
    Phase.END_OF_REPAIR: _NO_END_OF_REPAIR,
}
_CLAUSE = re.compile(r"[^,]+")


def tells_phase(text: str, span: Span, asked: Phase | None) -> bool:
    """Whether the sentence of a span tells of the beginning or the end that is asked for; True where neither is."""
    return asked is None or any(
        _TELLS[asked].search(sentence[0]) is not None
        for sentence in SENTENCE.finditer(normalise_tones(text))
        if sentence.start() <= span.start < sentence.end()
    )


def of_other_phase(text: str, asked: Phase | None) -> Iterator[Span]:
    """What only tells of the beginning where the end is asked for, and the other way round.

    A whole sentence; where it tells of both, those of its parts between commas.
    """
    if asked is None:
        return
    wanted, other, plain = _MAY_TELL[asked], _TELLS_OF_ANOTHER[asked], normalise_tones(text)
    for sentence in SENTENCE.finditer(plain):
        parts = _CLAUSE if wanted.search(sentence[0]) else SENTENCE
        for match in parts.finditer(plain, *sentence.span()):
            if other.search(match[0]) and not wanted.search(match[0]):
                yield Span(*match.span())
