"""Sentences of the passages found → quotes, best first.

rank-bm25 ranks the sentences of the candidates against the question; the passage's own score is the
second voice. `BM25Okapi` as shipped gives words that stand in most sentences a weight of about
nothing, or less, so the idf is Lucene's here, and a sentence "matches" when it holds a term, never
because of the sign of a score.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rank_bm25 import BM25Okapi

from corpus.answer.highlight import highlight
from corpus.answer.question import Reading
from corpus.language.analyzer import analyze
from corpus.language.text import sentences
from corpus.models import Article, PartKind, Quote, Span

MAX_QUOTES = 3
MAX_CHARS = 900  # of all quotes that are shown together, in code points
SAME = 0.8  # Jaccard similarity of folded syllables from which two quotes say the same


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that was found: where it stands, and the engine's score."""

    article: Article
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a candidate; `span` points into the article's text."""

    article: Article
    span: Span
    terms: tuple[str, ...]
    passage_score: float

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)


class SentenceBM25(BM25Okapi):  # type: ignore[misc] # rank_bm25 publishes no types
    """BM25Okapi over a handful of sentences, with Lucene's idf: ln(1 + (N - df + .5) / (df + .5)) > 0."""

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        self.idf = {
            term: math.log(1 + (self.corpus_size - count + 0.5) / (count + 0.5)) for term, count in nd.items()
        }


def rank(candidates: Sequence[Candidate], reading: Reading) -> list[Quote]:
    """Every sentence of the candidates that matches the subject, as quotes, best first, no two the same."""
    found = _distinct(_sentences(candidates))
    asked = analyze(reading.subject)
    wanted = (*asked["syllables"], *asked["bigrams"])
    if not found or not wanted:
        return []
    scores = SentenceBM25([sentence.terms for sentence in found]).get_scores(list(wanted))
    best_passage = max(sentence.passage_score for sentence in found) or 1.0
    wanted_set = set(wanted)
    order = sorted(
        (
            (float(score) * (0.6 + 0.4 * sentence.passage_score / best_passage), -at)
            for at, (sentence, score) in enumerate(zip(found, scores, strict=True))
            if wanted_set.intersection(sentence.terms)
        ),
        reverse=True,
    )
    return [_quote(found[-at], score, reading, asked["syllables"]) for score, at in order]


def choose(quotes: Iterable[Quote], max_quotes: int = MAX_QUOTES, max_chars: int = MAX_CHARS) -> list[Quote]:
    """The first quotes that fit the budget, near-identical ones once."""
    chosen: list[Quote] = []
    seen: list[frozenset[str]] = []
    left = max_chars
    for quote in quotes:
        said = frozenset(analyze(quote.text)["syllables"])
        if len(chosen) == max_quotes or len(quote.text) > left or any(_same(said, other) for other in seen):
            continue
        chosen.append(quote)
        seen.append(said)
        left -= len(quote.text)
    return chosen


def byline_quote(article: Article, score: float) -> Quote | None:
    """Who wrote it, as printed: the byline and, where it follows, the role."""
    lines = [part for part in article.parts if part.kind in (PartKind.BYLINE, PartKind.ROLE)]
    if not lines:
        return None
    start, end = lines[0].start, lines[-1].end
    mark = Span(lines[0].start, lines[0].end)
    return Quote(article.source, start, end, article.text[start:end], score, mark)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one or other) and len(one & other) >= SAME * len(one | other)


def _sentences(candidates: Sequence[Candidate]) -> Iterator[Sentence]:
    for found in candidates:
        text = found.article.text[found.start : found.end]
        for span in sentences(text):
            terms = analyze(span.of(text))
            yield Sentence(
                found.article,
                _within(Span(found.start + span.start, found.start + span.end)),
                (*terms["syllables"], *terms["bigrams"]),
                found.score,
            )


def _within(span: Span) -> Span:
    """A sentence that is longer than all quotes together may be is cut; a quote is still a slice."""
    return span if span.end - span.start <= MAX_CHARS else Span(span.start, span.start + MAX_CHARS)


def _distinct(found: Iterable[Sentence]) -> list[Sentence]:
    unique: dict[tuple[str, int], Sentence] = {}
    for sentence in found:
        unique.setdefault((sentence.article.id, sentence.span.start), sentence)
    return list(unique.values())


def _quote(sentence: Sentence, score: float, reading: Reading, asked: Sequence[str]) -> Quote:
    text = sentence.text
    mark = highlight(text, reading.answer_type, asked)
    start = sentence.span.start
    shifted = Span(start + mark.start, start + mark.end) if mark else None
    return Quote(sentence.article.source, start, sentence.span.end, text, score, shifted)
