"""Which new articles answer a question that somebody is waiting for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.answer import answering
from corpus.answer.answering import Finding
from corpus.answer.ranking.board import Candidate
from corpus.answer.ranking.model import Model
from corpus.answer.reading.question import Reading
from corpus.answer.reading.subject import Subject
from corpus.models import EVEN_ODDS, Article, Outcome, Quote


def findings(
    reading: Reading, subject: Subject, candidates: Sequence[Candidate], model: Model
) -> list[Finding]:
    """What each article gives that answers by itself, more likely than not: nobody asks at that moment."""
    found = (answering.find(reading, subject, [one], model) for one in candidates)
    return [one for one in found if one is not None and one.is_answer and one.confidence >= EVEN_ODDS]


def compose(found: Sequence[Finding], articles: Mapping[str, Article]) -> list[Quote]:
    """The best quote of each; an article that was replaced meanwhile is left out. Every quote is checked."""
    answers = (answering.compose(one, _current(one, articles)) for one in found)
    return [
        answer.quotes[0]
        for answer in answers
        if answer.outcome is Outcome.ANSWERED and answer.confidence >= EVEN_ODDS
    ]


def _current(one: Finding, articles: Mapping[str, Article]) -> dict[str, Article]:
    versions = {each.article_id: each.version for each in one.ranked.described.board.candidates}
    return {
        key: articles[key] for key in one.needed if key in articles and articles[key].version == versions[key]
    }
