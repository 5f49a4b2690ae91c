"""One question, from reading it to what answers it: the fetching between the plain functions of `corpus.answer`."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.answer import answering, news, query, question, timeline
from corpus.answer.board import Candidate
from corpus.answer.model import Model, fitted
from corpus.answer.question import AnswerType, Reading
from corpus.answer.subject import Subject
from corpus.index import FixedIndex, LiveIndex, Retriever, split
from corpus.language.marks import Marks
from corpus.language.sheet import Sheet, sheet_of
from corpus.models import Article, Hit, Outcome, Question, Quote
from corpus.recorder import Recorder, timed
from corpus.store import Store

PASSAGES = 120  # that the engine is asked for
ARTICLES = 80  # whose sheets are read
REMEMBERED = 4  # earlier questions of a conversation


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """A question as it was read, and what the engine found for it."""

    reading: Reading
    subject: Subject
    candidates: Sequence[Candidate]
    history: Subject | None = None


class Asking:
    """Answers questions from a store and its index."""

    def __init__(self, store: Store, index: LiveIndex | FixedIndex, recorder: Recorder) -> None:
        self._store, self._index, self._recorder = store, index, recorder

    async def find(
        self, asked: Question, without: Collection[str] = (), model: Model | None = None
    ) -> answering.Found:
        """What answers. Raises StoreError, IndexUnavailable."""
        evidence = await self.evidence(asked, without)
        if evidence.reading.answer_type is AnswerType.AUTHOR:
            return await self._author(evidence)
        finding = await asyncio.to_thread(self._rank, evidence, model or fitted())
        if finding is None:
            return answering.Found(Outcome.NOT_FOUND)
        versions = {one.article_id: one.version for one in evidence.candidates}
        with timed(self._recorder, "fetch"):
            articles = await self._store.articles(finding.wanted)
        current = {key: one for key, one in articles.items() if one.version == versions[key]}
        return await asyncio.to_thread(self._compose, finding, current)

    def _rank(self, evidence: Evidence, model: Model) -> answering.Finding | None:
        with timed(self._recorder, "rank"):
            return answering.find(
                evidence.reading, evidence.subject, evidence.candidates, model, evidence.history
            )

    def _compose(self, finding: answering.Finding, current: Mapping[str, Article]) -> answering.Found:
        with timed(self._recorder, "compose"):
            return answering.compose(finding, current)

    async def timeline(self, asked: Question) -> list[Quote]:
        """The best sentence of each story about a subject, oldest first. Raises StoreError, IndexUnavailable."""
        evidence = await self.evidence(asked)
        events = timeline.events(evidence.candidates, evidence.subject)
        articles = await self._store.articles([event.article_id for event in events])
        return timeline.compose(events, articles)

    async def news_for(self, asked: Question, among: Collection[str], since: datetime) -> list[Quote]:
        """The best quote of each of the articles `among`, published since, that answers the question by itself.

        Raises StoreError, IndexUnavailable.
        """
        evidence = await self.evidence(asked, published_from=int(since.timestamp()))
        candidates = [one for one in evidence.candidates if one.article_id in among]
        findings = await asyncio.to_thread(
            news.findings, evidence.reading, evidence.subject, candidates, fitted()
        )
        articles = await self._store.articles([key for one in findings for key in one.wanted])
        return news.compose(findings, articles)

    async def evidence(
        self, asked: Question, without: Collection[str] = (), published_from: int | None = None
    ) -> Evidence:
        """Read the question and search, where given only what was published since (Unix seconds).

        Raises StoreError, IndexUnavailable.
        """
        retriever, marks = await self._index.retriever(), await self._index.marks()
        heard = await asyncio.to_thread(self._hear, asked, retriever, marks, published_from)
        candidates = await self._candidates(heard.hits, heard.scored, without)
        return Evidence(heard.reading, heard.subject, candidates, heard.history)

    def _hear(
        self, asked: Question, retriever: Retriever, marks: Marks, published_from: int | None
    ) -> _Heard:
        """Reading and searching: all that needs no store, in a thread of its own, so that the loop goes on."""
        with timed(self._recorder, "read"):
            reading = question.read(asked.text, marks)
            earlier = [question.read(text, marks) for text in asked.history[-REMEMBERED:]]
            wanted = replace(query.build(reading), published_from=published_from)
        with timed(self._recorder, "search"):
            hits = retriever.search(wanted, PASSAGES)
            # Only now: an engine on a network has counted the terms that it looked for.
            subject = Subject.of(reading.subject, reading, retriever.count(), retriever.document_frequency)
        if not earlier:
            return _Heard(reading, subject, hits, hits)
        told = " ".join(one.subject for one in earlier)
        with timed(self._recorder, "search"):
            wider = retriever.search(query.together([query.build(one) for one in earlier], wanted), PASSAGES)
        before = Subject.of(told, reading, retriever.count(), retriever.document_frequency)
        return _Heard(reading, subject if len(subject.terms) else before, wider, hits, before)

    async def _candidates(
        self, hits: Sequence[Hit], scored: Sequence[Hit], without: Collection[str]
    ) -> list[Candidate]:
        """The articles of the hits, best first, with the scores of those `scored`.

        What another process has just replaced is left out.
        """
        with timed(self._recorder, "fetch"):
            return await self._fetched(hits, scored, without)

    async def _fetched(
        self, hits: Sequence[Hit], scored: Sequence[Hit], without: Collection[str]
    ) -> list[Candidate]:
        places = await self._store.places([hit.passage_id for hit in (*hits, *scored)])
        scores: dict[str, dict[int, float]] = {}
        for hit in hits:
            article_id = places.get(hit.passage_id, ("", 0))[0]
            if article_id and article_id not in without and len(scores) < ARTICLES:
                scores.setdefault(article_id, {})
        for hit in scored:
            article_id, ordinal = places.get(hit.passage_id, ("", 0))
            if article_id in scores:
                scores[article_id][ordinal] = hit.score
        stored = await self._store.sheets(list(scores))
        found = await asyncio.to_thread(
            lambda: {key: (one.version, Sheet.unpack(one.sheet)) for key, one in stored.items()}
        )
        missing = [key for key in scores if found.get(key, (None, None))[1] is None]
        for key, article in (await self._store.articles(missing)).items():  # stored by an older version
            found[key] = article.version, sheet_of(article, split(article))
        return [
            Candidate(key, version, sheet, scores[key])
            for key in scores
            if key in found
            for version, sheet in [found[key]]
            if sheet is not None
        ]

    async def _author(self, evidence: Evidence) -> answering.Found:
        """Who wrote the article that is asked about; where there is just one article, it is meant."""
        ids = [one.article_id for one in evidence.candidates[: answering.MAX_RELATED]]
        if not ids:
            only = await self._store.only_article()
            return answering.authors([only] if only else [])
        articles = await self._store.articles(ids)
        return answering.authors([articles[key] for key in ids if key in articles])

    async def marks(self) -> Marks:
        """The archive's own words with their marks, by which questions are read. Raises IndexUnavailable."""
        return await self._index.marks()

    def warm_up(self) -> None:
        """Load the model and the segmenter, which the first question would have to wait for."""
        fitted()
        query.build(question.read("tin mới nhất hôm nay"))


@dataclass(frozen=True, slots=True, eq=False)
class _Heard:
    """A question as it was read, and the engine's hits: whose articles are looked at, and whose scores count."""

    reading: Reading
    subject: Subject
    hits: Sequence[Hit]
    scored: Sequence[Hit]
    history: Subject | None = None
