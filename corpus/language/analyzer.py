"""Text → index fields; the same at index time and at query time.

words      pyvi's words, lower case, accented; protected tokens whole
accented   syllables, lower case, accented; protected tokens whole, then their parts
syllables  the same, folded, each once
bigrams    folded neighbours within a sentence, protected tokens whole, joined by "_", each once

Every sentence is analyzed by itself, so that its terms do not depend on the passage it stands in. Terms are in
NFC, in one spelling (hòa for hoà, tỉ for tỷ), never empty and without white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from corpus.language.protected.token import Kind, Token
from corpus.language.protected.tokens import find_tokens
from corpus.language.segmentation import segment
from corpus.language.text import fold, normalise, normalise_tones, sentences
from corpus.models import Terms

ANALYSIS = 5  # of the terms that are stored: articles that another one analyzed are analyzed anew
FIELDS = ("words", "accented", "syllables", "bigrams")
# That have each term once, however often a text has it. How often a word comes is told by the words; what is folded
# finds no more for being counted as well, and is most of what building an index costs (CONTRIBUTING.md).
EACH_ONCE = frozenset({"syllables", "bigrams"})

_SYLLABLE = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_]+(?:_[^\W_]+)*")
# Soft hyphens and zero-width characters go; ð and Ð are what some keyboards give for đ.
_INVISIBLE = {0xAD: None, 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None}
_ONE_FORM = str.maketrans("ð²³", "đ23")
# Stands for a protected token while pyvi reads the sentence: a digit to it, and in no Vietnamese text.
_PLACEHOLDER = "\u1810"
_MAX_CACHED = 60_000


def analyze(text: str) -> Terms:
    """The terms of each field, in order of appearance."""
    found = [analyze_sentence(sentence) for sentence in clean_sentences(text)]
    return {field: tuple(joined(field, (terms[field] for terms in found))) for field in FIELDS}


def joined(field: str, rows: Iterable[Iterable[str]]) -> Iterable[str]:
    """The terms of a field of several sentences as those of one text."""
    terms = chain.from_iterable(rows)
    return dict.fromkeys(terms) if field in EACH_ONCE else terms


def analyze_sentence(sentence: str) -> Terms:
    """`analyze` of one clean sentence."""
    tokens = find_tokens(sentence)
    groups = list(_groups(sentence, tokens))
    accented = tuple(term for group in groups for term in group)
    return {
        "words": tuple(_words(sentence, [token for token in tokens if token.is_whole])),
        "accented": accented,
        "syllables": tuple(map(fold, accented)),
        "bigrams": tuple(f"{one}_{two}" for one, two in pairwise([fold(group[0]) for group in groups])),
    }


def accented_terms(text: str) -> tuple[str, ...]:
    """The terms of the accented field alone; folded, each once, they are those of the syllables field. Cheap."""
    found: list[str] = []
    for sentence in clean_sentences(text):
        if tokens := find_tokens(sentence):
            for group in _groups(sentence, tokens):
                found += group
        else:
            found += map(_term, _SYLLABLE.findall(sentence))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class PlacedTerms:
    """What stands at [start, end) of a sentence: a syllable, or a protected token with its parts (`kind`)."""

    start: int
    end: int
    terms: tuple[str, ...]
    kind: Kind | None


def placed_terms(sentence: str) -> Iterator[PlacedTerms]:
    """The accented terms of one clean sentence with their places; an alias stands with the last word it covers."""
    at = 0
    for token in find_tokens(sentence):
        yield from _placed(sentence, at, token.span.start)
        if token.is_whole:
            terms = tuple(map(_term, (token.term, *token.parts)))
            yield PlacedTerms(token.span.start, token.span.end, terms, token.kind)
        else:
            *before, last = _placed(sentence, token.span.start, token.span.end)
            yield from before
            yield PlacedTerms(last.start, last.end, (*last.terms, token.term), None)
        at = token.span.end
    yield from _placed(sentence, at, len(sentence))


def _placed(sentence: str, start: int, end: int) -> Iterator[PlacedTerms]:
    for match in _SYLLABLE.finditer(sentence, start, end):
        yield PlacedTerms(match.start(), match.end(), (_term(match.group()),), None)


def clean_sentence(text: str) -> str:
    """A sentence as the analyzer reads it: normalised, without invisible characters."""
    return normalise(text).translate(_INVISIBLE)


def clean_sentences(text: str) -> Iterator[str]:
    """The sentences of a text, each as the analyzer reads it."""
    clean = normalise(text).translate(_INVISIBLE)
    return (span.of(clean) for span in sentences(clean))


def _groups(sentence: str, tokens: list[Token]) -> Iterator[tuple[str, ...]]:
    """What stands in the sentence, in order: a syllable alone, or a protected token with its parts."""
    at = 0
    for token in tokens:
        yield from _syllables(sentence[at : token.span.start])
        if token.is_whole:
            yield tuple(map(_term, (token.term, *token.parts)))
        else:
            *before, last = _syllables(token.span.of(sentence))
            yield from before
            yield (*last, token.term)
        at = token.span.end
    yield from _syllables(sentence[at:])


def _syllables(text: str) -> Iterator[tuple[str]]:
    return ((_term(syllable),) for syllable in _SYLLABLE.findall(text))


def _words(sentence: str, tokens: list[Token]) -> Iterator[str]:
    """pyvi's words with each protected token whole; pyvi sees only that there is a number."""
    pieces: list[str] = []
    at = 0
    for token in tokens:
        pieces += (sentence[at : token.span.start].replace(_PLACEHOLDER, " "), f" {_PLACEHOLDER} ")
        at = token.span.end
    pieces.append(sentence[at:].replace(_PLACEHOLDER, " "))
    whole = iter(tokens)
    for word in segment("".join(pieces)):
        if word == _PLACEHOLDER:
            yield _term(next(whole).term)
        else:
            yield from map(_term, _WORD.findall(word))


class _TermCache(dict[str, str]):
    """Word or syllable → its one form. Forgets everything when it is full: words come back soon."""

    def __missing__(self, written: str) -> str:
        if len(self) >= _MAX_CACHED:
            self.clear()
        lower = written.lower().translate(_ONE_FORM)
        term = self[written] = "_".join(map(normalise_tones, lower.split("_")))
        return term


_CACHE = _TermCache()


def _term(written: str) -> str:
    return _CACHE[written]
