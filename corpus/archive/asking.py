"""One question, from what is found for it to what answers: the fetching between the plain functions of `answer`."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.answer import answering, news
from corpus.answer.choosing import bulletin, periods, stories, timeline
from corpus.answer.ranking.model import Model, fitted
from corpus.answer.reading import query, question
from corpus.answer.reading.question import AnswerType
from corpus.answer.reading.when import When
from corpus.archive.kept import KeptAnswers, sources, still_holds
from corpus.archive.recorder import Recorder, Silent, timed
from corpus.archive.searching import Evidence, Searching
from corpus.errors import HoiBaoError, IndexUnavailable
from corpus.index import FixedIndex, LiveIndex
from corpus.language.geography import communes, place_names
from corpus.models import Article, Outcome, Period, Question, Quote, Source
from corpus.store import Store
from corpus.timezone import now

BULLETIN = 12  # articles, where somebody asks what there is
# Of every sort: with a place, a period, an abbreviation, with marks and without.
_WARMING = (
    "hôm qua ở Tuy Hòa có bao nhiêu người bị phạt",
    "vi sao ubnd tinh sua cau",
    "ai làm chủ đầu tư tuyến đường ven biển",
    "tháng 8/2023 lễ hội diễn ra ở đâu",
    "khi nào thi tốt nghiệp THPT",
)


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """What was found in which evidence, and the days that it is of."""

    evidence: Evidence
    finding: answering.Finding | None
    period: Period | None


class Asking(Searching):
    """Answers questions from a store and its index. `keep`: so many answers, for whoever asks the same again."""

    def __init__(
        self,
        store: Store,
        index: LiveIndex | FixedIndex,
        recorder: Recorder,
        keep: int = 0,
        province: str = "",
    ) -> None:
        super().__init__(store, index, recorder, province)
        self._kept = KeptAnswers(keep)

    async def find(
        self, asked: Question, without: Collection[str] = (), model: Model | None = None
    ) -> answering.Found:
        """What answers. Raises StoreError, IndexUnavailable."""
        if without or model is not None:
            return await self._found(asked, without, model or fitted())
        state = await self._index.state()
        kept = self._kept.get(asked, state)
        if kept is not None and await self._still_holds(kept):
            return kept
        found = await self._found(asked, (), fitted())
        if await self._is_still(state):
            self._kept.keep(asked, state, found)
        return found

    async def find_among(
        self, asked: Question, articles: Collection[str], model: Model | None = None
    ) -> answering.Found:
        """What answers out of these articles, as far as they are found at all. Raises StoreError, IndexUnavailable."""
        evidence = await self.evidence(asked)
        among = [one for one in evidence.candidates if one.article_id in articles]
        decided = await self.decide(replace(evidence, candidates=among), model or fitted())
        return await self.composed(decided) if decided.finding else answering.Found(Outcome.NOT_FOUND)

    async def _is_still(self, state: bytes) -> bool:
        """Whether the index is as it was; what was found answers also where nothing serves any more."""
        with suppress(IndexUnavailable):
            return await self._index.state() == state
        return False

    async def _still_holds(self, found: answering.Found) -> bool:
        with timed(self._recorder, "fetch"):
            return still_holds(found, await self._store.articles([one.article_id for one in sources(found)]))

    async def _found(self, asked: Question, without: Collection[str], model: Model) -> answering.Found:
        evidence = await self.evidence(asked, without)
        found = await self._answer(evidence, without, model)
        is_missing = found.outcome is Outcome.NOT_FOUND
        return replace(found, unmentioned=evidence.heard.missing.words) if is_missing else found

    async def _answer(self, evidence: Evidence, without: Collection[str], model: Model) -> answering.Found:
        if evidence.heard.reading.answer_type is AnswerType.AUTHOR:
            return await self._author(evidence)
        time = evidence.heard.time
        if time.is_news and (told := await self._bulletin(time, without)) is not None:
            return told
        decided = await self.decide(evidence, model)
        if decided.finding is None or (time.period is not None and not decided.finding.may_pass):
            return await self._nothing(evidence, model)
        found = await self.composed(decided)
        if found.outcome is Outcome.NOT_FOUND and time.period is not None:
            return await self._nothing(evidence, model)
        return found

    async def decide(self, evidence: Evidence, model: Model) -> Decided:
        """What is found, of the days that are asked about or, where no year was said, of the latest that answers."""
        finding, period = await asyncio.to_thread(self._rank, evidence, model), evidence.heard.time.period
        if period is not None and not (finding and (finding.may_pass or finding.related)):
            of_another = await self._of_another_year(evidence, model)
            if of_another is not None:
                return of_another
        return Decided(evidence, finding, period)

    async def _nothing(self, evidence: Evidence, model: Model) -> answering.Found:
        period = evidence.heard.time.period
        return await self._beyond(evidence, period, model) if period else answering.Found(Outcome.NOT_FOUND)

    async def composed(self, decided: Decided) -> answering.Found:
        """The answer that a finding comes to. Raises StoreError."""
        finding, evidence = decided.finding, decided.evidence
        assert finding is not None  # noqa: S101 - asked before
        wanted = finding.needed
        with timed(self._recorder, "fetch"):
            articles, alike = await self._store.look(
                lambda look: (look.articles(wanted), look.near_duplicates(wanted))
            )
        current = _current(articles, evidence)
        found = await asyncio.to_thread(self._compose, finding, current, alike)
        return replace(found, period=decided.period)

    async def _bulletin(self, time: When, without: Collection[str]) -> answering.Found | None:
        """What there was, where nothing else is asked; None where no article bears a date."""
        shelves = self._store.shelves
        if await self._store.newest_at() is None:
            return None
        named = place_names.with_parts(time.place) if time.place else [None]
        for period in (time.period, *time.earlier):
            each = [await shelves.latest(BULLETIN, place=one, period=period) for one in named]
            latest = _newest_of(each)[:BULLETIN]
            wanted = [one.article_id for one in latest if one.published_at and one.article_id not in without]
            articles = await self._store.articles(wanted)
            shown, more = bulletin.compose([articles[key] for key in wanted if key in articles])
            if shown:
                return answering.Found(Outcome.ANSWERED, shown, more, confidence=1.0, period=period)
        near = await shelves.nearest(time.period, answering.MAX_RELATED, time.place) if time.period else []
        return answering.Found(Outcome.NOT_FOUND, related=tuple(near), period=time.period)

    async def _of_another_year(self, evidence: Evidence, model: Model) -> Decided | None:
        """Where no year was said and nothing of the latest is about the subject: the latest before it that answers."""
        for period in evidence.heard.time.earlier:
            candidates = await self._within(evidence.found, period, evidence.asked_at)
            then = replace(evidence, candidates=candidates)
            finding = await asyncio.to_thread(self._rank, then, model) if candidates else None
            if finding is not None and finding.is_answer:
                return Decided(then, finding, period)
        return None

    async def _beyond(self, evidence: Evidence, period: Period, model: Model) -> answering.Found:
        """Nothing of those days answers: what is about the subject and lies nearest to them; never an answer."""
        anytime = replace(evidence, candidates=evidence.found)
        finding = await asyncio.to_thread(self._rank, anytime, model)
        if finding is None:
            return answering.Found(Outcome.NOT_FOUND, period=period)
        known = [*finding.relevant, *finding.covering] if finding.is_answer else finding.related
        near = periods.nearest(known, period, answering.MAX_RELATED)
        wanted = [one.article_id for one in near]
        with timed(self._recorder, "fetch"):
            articles = _current(await self._store.articles(wanted), evidence)
        related = tuple(articles[key].source for key in wanted if key in articles)
        return answering.Found(Outcome.NOT_FOUND, related=related, period=period)

    def _rank(self, evidence: Evidence, model: Model) -> answering.Finding | None:
        heard = evidence.heard
        with timed(self._recorder, "rank"):
            return answering.find(
                heard.reading,
                heard.subject,
                evidence.candidates,
                model,
                heard.history,
                newest_first=heard.time.is_latest,
                missing=heard.missing,
            )

    def _compose(
        self, finding: answering.Finding, current: Mapping[str, Article], alike: stories.Pairs
    ) -> answering.Found:
        with timed(self._recorder, "compose"):
            return answering.compose(finding, current, alike)

    async def timeline(self, asked: Question) -> list[Quote]:
        """The best sentence of each story about a subject, oldest first. Raises StoreError, IndexUnavailable."""
        evidence = await self.evidence(asked)
        events = timeline.events(evidence.candidates, evidence.heard.subject)
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
            news.findings, evidence.heard.reading, evidence.heard.subject, candidates, fitted()
        )
        articles = await self._store.articles([key for one in findings for key in one.needed])
        return news.compose(findings, articles)

    async def _author(self, evidence: Evidence) -> answering.Found:
        """Who wrote the article that is asked about; where there is just one article, it is meant."""
        ids = [one.article_id for one in evidence.candidates[: answering.MAX_RELATED]]
        if not ids:
            only = await self._store.only_article()
            return answering.authors([only] if only else [])
        articles = await self._store.articles(ids)
        return answering.authors([articles[key] for key in ids if key in articles])

    async def warm_up(self) -> None:
        """Load what the first questions would have to wait for: words, places, the model, what libraries put off."""
        await asyncio.to_thread(_load)
        quiet = Asking(self._store, self._index, Silent(), province=self._province)
        with suppress(HoiBaoError):  # nothing is indexed yet, or a cluster is gone: questions are told so
            for text in _WARMING:
                await quiet.find(Question(text, now()))


def _load() -> None:
    """What needs no index."""
    fitted()
    communes.says("", "Hòa Hiệp")  # the table of names
    for text in _WARMING:
        query.build(question.read(text))


def _newest_of(each: Sequence[Sequence[Source]]) -> list[Source]:
    """Lists of articles as one, the newest first, those without a date last."""
    found = dict.fromkeys(source for one in each for source in one)
    return sorted(found, key=lambda one: -one.published_at.timestamp() if one.published_at else 0.0)


def _current(articles: Mapping[str, Article], evidence: Evidence) -> dict[str, Article]:
    """The articles but for those that were replaced since they were found."""
    versions = {one.article_id: one.version for one in evidence.found}
    return {key: one for key, one in articles.items() if one.version == versions[key]}
