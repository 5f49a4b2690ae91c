"""Why a question was answered as it was: how it was read, what was found of it, what the ranker weighed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from corpus.answer.answering import Finding, Found
from corpus.answer.ranking.excerpts import Excerpt
from corpus.answer.ranking.model import fitted
from corpus.answer.ranking.necessity_features import NECESSITY_FEATURES, necessity_features
from corpus.answer.ranking.ranking import FEATURES
from corpus.answer.reading.question import as_typed
from corpus.archive import conversing
from corpus.archive.asking import Asking
from corpus.archive.searching import Evidence
from corpus.explanation import Explanation, Judged, QuestionRead, QuoteWeighed, Weights
from corpus.language.geography.places import find_places
from corpus.language.time.dates import find_period
from corpus.models import Outcome, Question


async def explanation(asking: Asking, asked: Question) -> Explanation:
    """The explanation. Raises StoreError, IndexUnavailable."""
    marks = await asking.marks()
    meant = await asyncio.to_thread(conversing.meaning, asked, marks)
    before = await asyncio.to_thread(conversing.earlier, asked, marks) if asked.history else None
    evidence = await asking.evidence(replace(asked, text=meant.text, history=()) if meant else asked)
    model = fitted()
    decided = await asking.decide(evidence, model)
    evidence, finding = decided.evidence, decided.finding
    found = await asking.composed(decided) if finding else Found(Outcome.NOT_FOUND)
    return {
        "question": _question(asked, evidence, follows=before),
        "terms": _rounded(evidence.heard.looked_for.terms),
        "common": _rounded(_left_out(evidence)),
        "judged": _judged(finding, found, model.threshold),
        "quotes": list(_quotes(finding)) if finding else [],
    }


def _question(asked: Question, evidence: Evidence, follows: str | None) -> QuestionRead:
    reading = evidence.heard.reading
    mention = None if asked.ignore_period else find_period(as_typed(reading), asked.asked_at)
    return {
        "asked": asked.text,
        "read": reading.full,
        "subject": reading.subject,
        "answer_type": str(reading.answer_type),
        "has_marks": reading.has_marks,
        "follows": follows,
        "time": mention.period.label if mention else None,
        "places": [
            {"name": place.name, "is_old": place.is_old, "others": [other.name for other in place.others]}
            for place in find_places(as_typed(reading))
        ],
    }


def _rounded(by_field: Mapping[str, Mapping[str, float]]) -> dict[str, Weights]:
    return {
        field: {term: round(weight, 3) for term, weight in row.items()} for field, row in by_field.items()
    }


def _left_out(evidence: Evidence) -> dict[str, Weights]:
    heard = evidence.heard
    wanted, looked_for = heard.wanted.terms, heard.looked_for.terms
    rest = {
        name: {term: weight for term, weight in row.items() if term not in looked_for.get(name, {})}
        for name, row in wanted.items()
    }
    return {name: row for name, row in rest.items() if row}


def _judged(finding: Finding | None, found: Found, threshold: float) -> Judged:
    if finding is None:
        return {
            "is_answer": False,
            "confidence": 0.0,
            "threshold": round(threshold, 4),
            "missing": [],
            "says": {},
        }
    described = finding.ranked.described
    board, subject = described.board, described.subject
    first = finding.tried[0].article
    inside = slice(board.borders[first], board.borders[first + 1])
    said = board.present[inside].any(axis=0) | board.headlines[first]
    weighed = finding.ranked.said[0].weighed
    says = np.where(said, weighed.said[0], weighed.lacking[0])
    return {
        "is_answer": found.outcome is Outcome.ANSWERED,
        "confidence": round(found.confidence, 4),
        "threshold": round(threshold, 4),
        "missing": [term for term, is_found in zip(subject.terms, said, strict=True) if not is_found],
        "says": {term: round(float(value), 2) for term, value in zip(subject.terms, says, strict=True)},
    }


def _quotes(finding: Finding) -> Iterator[QuoteWeighed]:
    for excerpt in finding.best:
        yield _quote(finding, excerpt)


def _quote(finding: Finding, excerpt: Excerpt) -> QuoteWeighed:
    described = finding.ranked.described
    board, subject = described.board, described.subject
    inside = slice(excerpt.first, excerpt.last + 1)
    top = excerpt.first + int(finding.ranked.probabilities[inside].argmax())
    weights = dict(zip(subject.terms, subject.weights.tolist(), strict=True))
    present = {
        "quote": board.present[inside].any(axis=0),
        "as_typed": board.exactly[inside].any(axis=0),
        "headline": board.headlines[excerpt.article],
    }
    [necessary] = necessity_features(board, finding.ranked.said, np.array([top]))
    row = zip((*FEATURES, *NECESSITY_FEATURES), (*described.rows[top], *necessary), strict=True)
    return {
        "article_id": board.candidates[excerpt.article].article_id,
        "start": excerpt.start,
        "end": excerpt.end,
        "probability": round(excerpt.probability, 4),
        "words": {
            where: {
                term: round(weights[term], 2)
                for term, is_there in zip(subject.terms, row_of, strict=True)
                if is_there
            }
            for where, row_of in present.items()
        },
        "features": {name: round(float(value), 3) for name, value in row if value},
    }
