"""One question, from reading it to what answers it: the fetching between the plain functions of `corpus.answer`."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.answer import (
    aliases,
    answering,
    bulletin,
    news,
    periods,
    query,
    question,
    stories,
    timeline,
)
from corpus.answer.board import Candidate
from corpus.answer.model import Model, fitted
from corpus.answer.question import AnswerType, Reading
from corpus.answer.subject import Subject
from corpus.answer.when import When, when
from corpus.index import FixedIndex, LiveIndex, Retriever, split
from corpus.language import place_names
from corpus.language.marks import Marks
from corpus.language.sheet import Sheet, sheet_of
from corpus.language.text import fold
from corpus.models import Article, Hit, Outcome, Period, Query, Question, Quote, Source
from corpus.recorder import Recorder, timed
from corpus.searching import Searching
from corpus.store import Look, Store
from corpus.store.rows import published_s as published_s_of

ARTICLES = 60  # whose sheets are read
IN_TIME = 32  # articles that are looked through for days, where those are asked about
BULLETIN = 12  # articles, where somebody asks what there is
REMEMBERED = 4  # earlier questions of a conversation


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """A question as it was read, what was looked for, and what the engine found for it.

    `time`: what it says of time; where that has a period, `candidates` are those that count for it, each sentence with
    its weight. `found`: all of them, whatever their date. `unmentioned`: words that stand in no article.
    """

    reading: Reading
    subject: Subject
    candidates: Sequence[Candidate]
    time: When
    looked_for: Query
    history: Subject | None = None
    found: Sequence[Candidate] = ()
    unmentioned: tuple[str, ...] = ()
    lacks_compound: bool = False


class Asking:
    """Answers questions from a store and its index."""

    def __init__(self, store: Store, index: LiveIndex | FixedIndex, recorder: Recorder) -> None:
        self._store, self._index, self._recorder = store, index, recorder

    async def find(
        self, asked: Question, without: Collection[str] = (), model: Model | None = None
    ) -> answering.Found:
        """What answers. Raises StoreError, IndexUnavailable."""
        evidence = await self.evidence(asked, without)
        found = await self._answer(evidence, without, model or fitted())
        return (
            replace(found, unmentioned=evidence.unmentioned) if found.outcome is Outcome.NOT_FOUND else found
        )

    async def _answer(self, evidence: Evidence, without: Collection[str], model: Model) -> answering.Found:
        if evidence.reading.answer_type is AnswerType.AUTHOR:
            return await self._author(evidence)
        period = evidence.time.period
        if evidence.time.is_news and (told := await self._bulletin(evidence.time, without)) is not None:
            return told
        finding = await asyncio.to_thread(self._rank, evidence, model)
        if period is not None and (finding is None or not finding.is_answer):
            return await self._beyond(evidence, period, model)
        if finding is None:
            return answering.Found(Outcome.NOT_FOUND)
        wanted = finding.wanted
        with timed(self._recorder, "fetch"):
            articles, alike = await self._store.look(
                lambda look: (look.articles(wanted), look.near_duplicates(wanted))
            )
        current = _current(articles, evidence)
        return replace(await asyncio.to_thread(self._compose, finding, current, alike), period=period)

    async def _bulletin(self, time: When, without: Collection[str]) -> answering.Found | None:
        """What there was, where nothing else is asked; None where no article bears a date."""
        shelves = self._store.shelves
        if await self._store.newest_at() is None:
            return None
        named = place_names.with_parts(time.place) if time.place else [None]
        each = [await shelves.latest(BULLETIN, place=one, period=time.period) for one in named]
        latest = _newest_of(each)[:BULLETIN]
        wanted = [one.article_id for one in latest if one.published_at and one.article_id not in without]
        articles = await self._store.articles(wanted)
        shown, more = bulletin.compose([articles[key] for key in wanted if key in articles])
        if shown:
            return answering.Found(Outcome.ANSWERED, shown, more, confidence=1.0, period=time.period)
        near = await shelves.nearest(time.period, answering.MAX_RELATED, time.place) if time.period else []
        return answering.Found(Outcome.NOT_FOUND, related=tuple(near), period=time.period)

    async def _beyond(self, evidence: Evidence, period: Period, model: Model) -> answering.Found:
        """Nothing of those days answers: what is about the subject and lies nearest to them; never an answer."""
        anytime = replace(evidence, candidates=evidence.found)
        finding = await asyncio.to_thread(self._rank, anytime, model)
        if finding is None:
            return answering.Found(Outcome.NOT_FOUND, period=period)
        known = finding.relevant if finding.is_answer else finding.related
        near = periods.nearest(known, period, answering.MAX_RELATED)
        wanted = [one.article_id for one in near]
        with timed(self._recorder, "fetch"):
            articles = _current(await self._store.articles(wanted), evidence)
        related = tuple(articles[key].source for key in wanted if key in articles)
        return answering.Found(Outcome.NOT_FOUND, related=related, period=period)

    def _rank(self, evidence: Evidence, model: Model) -> answering.Finding | None:
        with timed(self._recorder, "rank"):
            return answering.find(
                evidence.reading,
                evidence.subject,
                evidence.candidates,
                model,
                evidence.history,
                newest_first=evidence.time.is_latest,
                unmentioned=evidence.unmentioned,
                lacks_compound=evidence.lacks_compound,
            )

    def _compose(
        self, finding: answering.Finding, current: Mapping[str, Article], alike: stories.Pairs
    ) -> answering.Found:
        with timed(self._recorder, "compose"):
            return answering.compose(finding, current, alike)

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
        evidence = await self.evidence(
            replace(asked, ignore_period=True), published_from=int(since.timestamp())
        )
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
        found = await self._candidates(heard.hits, heard.scored, without)
        period, candidates = heard.time.period, found
        if period is not None:
            if 2 * sum(one.published_s is not None for one in found) < len(found):  # dates cannot tell
                heard = await asyncio.to_thread(
                    self._hear, asked, retriever, marks, published_from, timeless=True
                )
                found = candidates = await self._candidates(heard.hits, heard.scored, without)
            else:
                candidates = await self._within(found, period, asked.asked_at)
        return Evidence(
            heard.reading,
            heard.subject,
            candidates,
            heard.time,
            heard.looked_for,
            heard.history,
            found,
            heard.unmentioned,
            heard.lacks_compound,
        )

    async def _within(
        self, found: Sequence[Candidate], period: Period, asked_at: datetime
    ) -> list[Candidate]:
        """Those that count for a period, with the weights of their sentences."""
        looked_at = found[:IN_TIME]
        with timed(self._recorder, "fetch"):
            articles = await self._store.articles([one.article_id for one in looked_at])

        def weighed() -> list[Candidate]:
            each = (
                replace(one, weights=periods.weights(one, articles[one.article_id], period, asked_at))
                for one in looked_at
                if one.article_id in articles and articles[one.article_id].version == one.version
            )
            return [one for one in each if one.weights is not None]

        with timed(self._recorder, "rank"):
            return await asyncio.to_thread(weighed)

    def _hear(
        self,
        asked: Question,
        retriever: Retriever,
        marks: Marks,
        published_from: int | None,
        *,
        timeless: bool = False,
    ) -> _Heard:
        """Reading and searching: all that needs no store, in a thread of its own, so that the loop goes on.

        `timeless`: words that say when are words like any others.
        """
        with timed(self._recorder, "read"):
            typed = question.read(asked.text, marks)
            time = When(typed) if timeless else when(typed, asked)
            reading = time.timeless
            earlier = [question.read(text, marks) for text in asked.history[-REMEMBERED:]]
            otherwise = aliases.otherwise(reading)
            plain = query.build(reading)
            wanted = replace(query.expanded(plain, reading, otherwise.aliases), published_from=published_from)
            before = [query.build(one) for one in earlier]
        with timed(self._recorder, "search"):
            searching = Searching(retriever)
            looked_for = searching.set_apart(wanted)
            scored = searching.found(looked_for)
            hits = searching.best(query.together(before, wanted)) if before else scored
            if time.period is not None:
                inside = searching.best(query.within(query.together(before, wanted), time.period))
                # The words that say when find what was published at another time and speaks of those days.
                whole = query.expanded(query.build(typed), typed, otherwise.aliases)
                around = searching.best(query.together(before, whole))
                hits, scored = periods.alternating(inside, around), [*around, *scored, *inside]
            # Only now: the terms that were looked for have been counted, on one way to an engine on a network.
            frequency = searching.frequency
            subject = Subject.of(reading.subject, reading, searching.passages, frequency, otherwise)
            known = aliases.standing(otherwise, frequency)
            words = [word for word in plain.terms.get("words", ()) if fold(word) not in known]
            unmentioned = question.unmentioned(reading, words, frequency)
            lacking = question.lacks_compound(reading, words, frequency)
        if not earlier:
            return _Heard(
                reading,
                subject,
                hits,
                scored,
                time,
                looked_for,
                unmentioned=unmentioned,
                lacks_compound=lacking,
            )
        told = " ".join(one.subject for one in earlier)
        history = Subject.of(told, reading, searching.passages, searching.frequency)
        return _Heard(
            reading, subject if len(subject.terms) else history, hits, scored, time, looked_for, history
        )

    async def _candidates(
        self, hits: Sequence[Hit], scored: Sequence[Hit], without: Collection[str]
    ) -> list[Candidate]:
        """The articles of the hits, best first, with the scores of those `scored`.

        What another process has just replaced is left out.
        """
        with timed(self._recorder, "fetch"):
            return await self._store.look(lambda look: self._fetched(look, hits, scored, without))

    def _fetched(
        self, look: Look, hits: Sequence[Hit], scored: Sequence[Hit], without: Collection[str]
    ) -> list[Candidate]:
        places = look.places([hit.passage_id for hit in (*hits, *scored)])
        scores: dict[str, dict[int, float]] = {}
        for hit in hits:
            article_id = places.get(hit.passage_id, ("", 0))[0]
            if article_id and article_id not in without and len(scores) < ARTICLES:
                scores.setdefault(article_id, {})
        for hit in scored:
            article_id, ordinal = places.get(hit.passage_id, ("", 0))
            if article_id in scores:
                scores[article_id][ordinal] = hit.score
        found = {
            key: (one.version, Sheet.unpack(one.sheet), one.published_s)
            for key, one in look.sheets(list(scores)).items()
        }
        missing = [key for key in scores if key not in found or found[key][1] is None]
        for key, article in look.articles(missing).items():  # stored by an older version
            found[key] = article.version, sheet_of(article, split(article)), published_s_of(article)
        return [
            Candidate(key, version, sheet, scores[key], published_s)
            for key in scores
            if key in found
            for version, sheet, published_s in [found[key]]
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


def _newest_of(each: Sequence[Sequence[Source]]) -> list[Source]:
    """Lists of articles as one, the newest first, those without a date last."""
    found = dict.fromkeys(source for one in each for source in one)
    return sorted(found, key=lambda one: -one.published_at.timestamp() if one.published_at else 0.0)


def _current(articles: Mapping[str, Article], evidence: Evidence) -> dict[str, Article]:
    """The articles but for those that were replaced since they were found."""
    versions = {one.article_id: one.version for one in evidence.found}
    return {key: one for key, one in articles.items() if one.version == versions[key]}


@dataclass(frozen=True, slots=True, eq=False)
class _Heard:
    """A question as it was read, and the engine's hits: whose articles are looked at, and whose scores count."""

    reading: Reading
    subject: Subject
    hits: Sequence[Hit]
    scored: Sequence[Hit]
    time: When
    looked_for: Query
    history: Subject | None = None
    unmentioned: tuple[str, ...] = ()
    lacks_compound: bool = False
