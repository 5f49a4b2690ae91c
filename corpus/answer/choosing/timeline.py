"""A subject over time: one dated, verbatim sentence per story, oldest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from corpus.answer.choosing.stories import tell_the_same
from corpus.answer.ranking.arrays import Bools, Floats
from corpus.answer.ranking.board import Board, Candidate, lay_out
from corpus.answer.reading.subject import Subject
from corpus.language.sheet import NO_SENTENCES
from corpus.models import Article, Quote, Span

MAX_EVENTS = 30
MAX_CHARS = 400  # of a sentence, in code points
COVERED = 0.75  # share of the subject that an article must have, by weight
PAIRED = 0.5  # and of its pairs of words
SAID = 0.5  # share of the subject that the sentence itself must have
SAME_STORY = 0.5  # likeness of headlines or sentences
SAME_DAYS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Event:
    """The sentence of an article that says most of the subject; the higher its `score`, the more."""

    article_id: str
    version: str
    span: Span
    score: float


def events(candidates: Sequence[Candidate], subject: Subject) -> list[Event]:
    """The event of each article that is about the subject."""
    found = [one for one in candidates if len(one.sheet.spans)]
    if not found or not len(subject.terms):
        return []
    board = lay_out(found, subject)
    said = board.present @ subject.shares
    scores = said + board.pairs @ subject.pair_shares
    about = _about(board, subject)
    counts = np.where((said >= SAID) & (board.weights > 0), scores, 0.0)
    best = (_best(board, at, counts) for at in range(len(found)) if about[at])
    return [event for event in best if event is not None]


def _about(board: Board, subject: Subject) -> Bools:
    """Which candidates have nearly all of the subject, and its words beside each other."""
    first = board.borders[:-1]
    covered = (np.logical_or.reduceat(board.present, first) | board.headlines) @ subject.shares
    paired = (np.logical_or.reduceat(board.pairs, first) | board.headline_pairs) @ subject.pair_shares
    about: Bools = (covered >= COVERED) & ((paired >= PAIRED) | (len(subject.pairs) == 0))
    return about


def _best(board: Board, at: int, scores: Floats) -> Event | None:
    """The best sentence of a candidate that is short enough; the earlier one of equals."""
    candidate, first = board.candidates[at], int(board.borders[at])
    spans = [Span(int(start), int(end)) for start, end in candidate.sheet.spans]
    parts = candidate.sheet.parts.tolist()
    fitting = [
        (float(scores[first + number]), -number)
        for number, span in enumerate(spans)
        if span.end - span.start <= MAX_CHARS
        and scores[first + number] > 0
        and parts[number] not in NO_SENTENCES
    ]
    if not fitting:
        return None
    score, number = max(fitting)
    return Event(candidate.article_id, candidate.version, spans[-number], score)


def compose(found: Sequence[Event], articles: Mapping[str, Article]) -> list[Quote]:
    """The events as quotes, one per story; without those of undated or replaced articles. Every quote is checked."""
    quotes = [
        _quote(event, article)
        for event in found
        if (article := articles.get(event.article_id)) is not None
        and article.published_at is not None
        and article.version == event.version
    ]
    stories = _one_per_story(sorted(quotes, key=_when))
    shown = sorted(sorted(stories, key=lambda quote: -quote.score)[:MAX_EVENTS], key=_when)
    for quote in shown:
        quote.check(articles[quote.source.article_id])
    return shown


def _quote(event: Event, article: Article) -> Quote:
    span = event.span
    return Quote(article.source, span.start, span.end, span.of(article.text), event.score)


def _when(quote: Quote) -> tuple[float, str]:
    published = quote.source.published_at
    return published.timestamp() if published else 0.0, quote.source.article_id


def _one_per_story(events: Sequence[Quote]) -> list[Quote]:
    """Without the later ones of those that tell the same within days; `events` are oldest first."""
    kept: list[Quote] = []
    for event in events:
        if not any(_same_story(event, other) for other in kept):
            kept.append(event)
    return kept


def _same_story(one: Quote, other: Quote) -> bool:
    """Whether they tell the same within days: of a festival the same is told each year."""
    if one.source.published_at is None or other.source.published_at is None:
        return False
    if abs(one.source.published_at - other.source.published_at) > SAME_DAYS:
        return False
    return tell_the_same(one, other, SAME_STORY)
