"""A question read and searched for: the articles that may answer it, with the scores of their passages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.answer.choosing import periods
from corpus.answer.ranking.board import Candidate
from corpus.answer.reading import aliases, query, question
from corpus.answer.reading.missing import NOTHING_MISSING, Missing, missing
from corpus.answer.reading.question import Reading
from corpus.answer.reading.subject import Counted, Subject
from corpus.answer.reading.when import When, when
from corpus.archive.recorder import Recorder, timed
from corpus.archive.retrieval import Retrieval
from corpus.index import FixedIndex, LiveIndex, Retriever, split
from corpus.language.sheet import Sheet, sheet_of
from corpus.language.text import fold
from corpus.language.typed.marks import Marks
from corpus.models import Hit, Period, Query, Question
from corpus.store import Look, Store
from corpus.store.rows import published_s as published_s_of

ARTICLES = 60  # whose sheets are read
IN_TIME = 32  # articles that are looked through for days, where those are asked about
REMEMBERED = 4  # earlier questions of a conversation


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A question as it was read, and the engine's hits for it.

    `time`: what it says of time. `wanted`: all that is asked for; `looked_for`: what of it was looked for. `hits`: the
    passages whose articles are looked at; `scored`: those whose scores count. `history`: the subject of what was asked
    before. `missing`: what of it stands in no article.
    """

    reading: Reading
    subject: Subject
    history: Subject | None
    time: When
    wanted: Query
    looked_for: Query
    hits: Sequence[Hit]
    scored: Sequence[Hit]
    missing: Missing = NOTHING_MISSING


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What a question can be answered from.

    `found`: the articles of the hits, whatever their date. `candidates`: those that count; where the question has a
    period, for that, each sentence with its weight. `asked_at`: when it was asked.
    """

    heard: Heard
    asked_at: datetime
    found: Sequence[Candidate]
    candidates: Sequence[Candidate]


class Searching:
    """Finds in a store and its index what a question can be answered from. `province`: the newspaper's own."""

    def __init__(
        self, store: Store, index: LiveIndex | FixedIndex, recorder: Recorder, province: str = ""
    ) -> None:
        self._store, self._index, self._recorder, self._province = store, index, recorder, province

    async def marks(self) -> Marks:
        """The archive's own words with their marks, by which questions are read. Raises IndexUnavailable."""
        return await self._index.marks()

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
            is_dated = 2 * sum(one.published_s is not None for one in found) >= len(found)
            if not is_dated:  # dates cannot tell
                heard = await asyncio.to_thread(
                    self._hear, asked, retriever, marks, published_from, timeless=True
                )
                found = await self._candidates(heard.hits, heard.scored, without)
            candidates = await self._within(found, period, asked.asked_at, with_undated=not is_dated)
        return Evidence(heard, asked.asked_at, found, candidates)

    async def _within(
        self, found: Sequence[Candidate], period: Period, asked_at: datetime, *, with_undated: bool = False
    ) -> list[Candidate]:
        """Those that count for a period, with the weights of their sentences.

        `with_undated`: what has no date counts as it is, since nobody knows.
        """
        looked_at = [one for one in found if one.published_s is not None or not with_undated][:IN_TIME]
        with timed(self._recorder, "fetch"):
            articles = await self._store.articles([one.article_id for one in looked_at])

        def weighed() -> list[Candidate]:
            each = (
                replace(one, weights=periods.weights(one, articles[one.article_id], period, asked_at))
                for one in looked_at
                if one.article_id in articles and articles[one.article_id].version == one.version
            )
            kept = {one.article_id: one for one in each if one.weights is not None}
            if with_undated:
                kept |= {one.article_id: one for one in found if one.published_s is None}
            return [kept[one.article_id] for one in found if one.article_id in kept]

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
    ) -> Heard:
        """Reading and searching: all that needs no store, in a thread of its own, so that the loop goes on.

        `timeless`: words that say when are words like any others.
        """
        with timed(self._recorder, "read"):
            meant = _Meant.of(asked, marks, published_from, self._province, timeless=timeless)
        with timed(self._recorder, "search"):
            retrieval = Retrieval(retriever)
            looked_for = retrieval.looked_for(meant.wanted)
            hits, scored = meant.hits(retrieval, looked_for)
            # Only now: the terms that were looked for have been counted, on one way to an engine on a network.
            subject, history = meant.subjects(retrieval, marks)
            lacking = NOTHING_MISSING if meant.earlier else meant.missing(retrieval.frequency)
        return Heard(
            reading=meant.reading,
            subject=subject,
            history=history,
            time=meant.time,
            wanted=meant.wanted,
            looked_for=looked_for,
            hits=hits,
            scored=scored,
            missing=lacking,
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


@dataclass(frozen=True, slots=True, eq=False)
class _Meant:
    """A question as it is looked for: `typed` with the words that say when, `before` the queries of `earlier` ones."""

    typed: Reading
    time: When
    earlier: Sequence[Reading]
    otherwise: aliases.Otherwise
    plain: Query
    wanted: Query
    before: Sequence[Query]

    @property
    def reading(self) -> Reading:
        return self.time.timeless

    @classmethod
    def of(
        cls, asked: Question, marks: Marks, published_from: int | None, province: str, *, timeless: bool
    ) -> _Meant:
        typed = question.read(asked.text, marks)
        time = When(typed) if timeless else when(typed, asked)
        earlier = [question.read(text, marks) for text in asked.history[-REMEMBERED:]]
        otherwise = aliases.otherwise(time.timeless, province)
        plain = query.build(time.timeless)
        wanted = replace(
            query.expanded(plain, time.timeless, otherwise.aliases), published_from=published_from
        )
        return cls(typed, time, earlier, otherwise, plain, wanted, [query.build(one) for one in earlier])

    def hits(self, retrieval: Retrieval, looked_for: Query) -> tuple[Sequence[Hit], Sequence[Hit]]:
        """Whose articles are looked at, and whose scores count."""
        scored = retrieval.found(looked_for)
        together = query.together(self.before, self.wanted)
        hits = retrieval.best(together) if self.before else scored
        if self.time.period is None:
            return hits, scored
        inside = retrieval.best(query.within(together, self.time.period))
        # The words that say when find what was published at another time and speaks of those days.
        whole = query.expanded(query.build(self.typed), self.typed, self.otherwise.aliases)
        around = retrieval.best(query.together(self.before, whole))
        return periods.alternating(inside, around), [*around, *scored, *inside]

    def subjects(self, retrieval: Retrieval, marks: Marks) -> tuple[Subject, Subject | None]:
        """What is asked about, and what was before; for an empty one ("là gì", a smiley) the other counts."""
        reading, counted = self.reading, Counted(retrieval.passages, retrieval.frequency, marks.part_written)
        subject = Subject.of(reading.subject, reading, counted, self.otherwise)
        if not self.earlier:
            return subject, None
        told = " ".join(one.subject for one in self.earlier)
        history = Subject.of(told, reading, counted)
        return subject if len(subject.terms) else history, history if len(history.terms) else None

    def missing(self, frequency: Callable[[str, str], int]) -> Missing:
        """What no article has, under another name neither."""
        known = aliases.standing(self.otherwise, frequency)
        words = [word for word in self.plain.terms.get("words", ()) if fold(word) not in known]
        return missing(self.reading, words, frequency)
