"""What the engine found → an answer. Plain functions; the archive does the fetching between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.answer.asked_for.asked import Asked
from corpus.answer.asked_for.implied import as_asked
from corpus.answer.choosing import quotes, refusal, related, stories
from corpus.answer.choosing.elsewhere import is_there
from corpus.answer.choosing.kept_together import doubt
from corpus.answer.choosing.unsaid import leaves_unsaid
from corpus.answer.marking.by_kind import may_answer
from corpus.answer.marking.headlines import tells_amount_of
from corpus.answer.ranking.answer_features import answer_features
from corpus.answer.ranking.board import Candidate
from corpus.answer.ranking.excerpts import Excerpt, excerpts
from corpus.answer.ranking.model import Model
from corpus.answer.ranking.ranking import ARTICLES, Ranked, describe, rank
from corpus.answer.reading.missing import NOTHING_MISSING, Missing
from corpus.answer.reading.question import AnswerType, Reading
from corpus.answer.reading.subject import Subject
from corpus.models import EVEN_ODDS, Article, Outcome, Period, Quote, Renamed, Source

MAX_MORE = 9
MAX_RELATED = 3
TRIED = 16  # excerpts: what can be shown, and some more, since of those that say the same one is enough
# An excerpt is about what is asked where it and its headline have so much of the subject that the best one has, and it
# is not much less likely to answer: how sentences are put differs more than what they are about.
RELEVANT_COVERED, RELEVANT_PROBABLE = 0.75, 0.15
# A quote that is so much less likely to answer than the best one only makes a reader read more; it is under "more".
FAINT = 0.1
# And one that tells the amount of its headline, where that has nearly all of what is asked.
HEADLINE_AMOUNT, MOSTLY = 3.0, 0.75
# What a quote's score is worth where it has plainly what is asked for, and where it has nothing of that kind at all.
PLAIN, OF_NO_SUCH_KIND = 2.0, 0.3
# Where it is about another commune or road, and another quote is about the one that is asked about.
OF_ANOTHER_PLACE = 0.3


@dataclass(frozen=True, slots=True)
class Found:
    """What an answer is made of, before the archive adds freshness and time; every field as in `models.Answer`."""

    outcome: Outcome
    quotes: tuple[Quote, ...] = ()
    more: tuple[Quote, ...] = ()
    related: tuple[Source, ...] = ()
    confidence: float = 0.0
    follows: str | None = None
    renamed: Renamed | None = None
    period: Period | None = None
    amounts_differ: bool = False
    unmentioned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """The excerpts to choose from, best first, and how likely they answer.

    `best`: the first of `tried` that share no sentence. `confidence`: 0 to 1; from the `threshold` on it is an answer.
    `newest_first`: they are by the day of publication, and shall stay so.
    """

    reading: Reading
    ranked: Ranked
    tried: Sequence[Excerpt]
    best: Sequence[Excerpt]
    confidence: float
    threshold: float
    newest_first: bool = False

    @property
    def is_answer(self) -> bool:
        """Whether it is given as an answer."""
        return self.confidence >= self.threshold

    @property
    def may_pass(self) -> bool:
        """Whether it is as far as is known before the quotes are: what they say may make it surer."""
        return refusal.surer(self.confidence, refusal.ALONE) >= self.threshold

    @property
    def needed(self) -> list[str]:
        """The ids of the articles that are quoted or named: whose text is needed."""
        candidates = self.ranked.described.board.candidates
        quoted = [candidates[one.article].article_id for one in self.best] if self.may_pass else []
        named = self.related[:MAX_RELATED] if self.confidence < EVEN_ODDS else []
        return list(dict.fromkeys([*quoted, *(one.article_id for one in named)]))

    @property
    def related(self) -> list[Candidate]:
        """Articles worth naming where it is no answer, best first."""
        return related.related(self.ranked)

    @property
    def covering(self) -> list[Candidate]:
        """Articles that are as much about the subject as one that answers."""
        return related.covering(self.ranked)

    @property
    def relevant(self) -> list[Candidate]:
        """The articles that are about what is asked, best first."""
        candidates = self.ranked.described.board.candidates
        return [
            candidates[at] for at in dict.fromkeys(one.article for one in _relevant(self.tried, self.ranked))
        ]


def find(
    reading: Reading,
    subject: Subject,
    candidates: Sequence[Candidate],
    model: Model,
    history: Subject | None = None,
    *,
    newest_first: bool = False,
    missing: Missing = NOTHING_MISSING,
) -> Finding | None:
    """Rank and judge; None where nothing was found at all. `history`: what was asked about before.

    `newest_first`: of the excerpts that are relevant, those of the newest articles come first. `missing`: what
    of the question no article has.
    """
    described = describe(candidates, subject, reading, history)
    if described is None:
        return None
    needs = model.necessity.of(subject, reading)
    ranked = rank(described, needs, model.sentences, reading.answer_type)
    tried = excerpts(ranked)
    best = quotes.apart(tried, TRIED)
    if not best:
        return None
    sure = 1.0
    if model.answers is not None:
        sure = refusal.confidence(answer_features(ranked, best, reading), model.answers)
    if all(one.weights is not None for one in candidates):
        sure = refusal.surer(sure, refusal.IN_TIME)
    if refusal.is_headlined(ranked, best):
        sure = refusal.surer(sure, refusal.HEADLINE_ODDS)
    if refusal.names_unknown(reading, missing.words):
        sure *= refusal.UNKNOWN
    elif missing.has_compound:
        sure *= refusal.LACKING
    sure *= doubt(reading, subject, described.board, best[0].article)
    if newest_first:
        tried = _newest_first(tried, ranked)
        best = quotes.apart(tried, TRIED)
    return Finding(reading, ranked, tried, best, sure, model.threshold, newest_first)


def _newest_first(tried: Sequence[Excerpt], ranked: Ranked) -> list[Excerpt]:
    """By the day of publication where they are relevant; the others behind them."""
    candidates, relevant = ranked.described.board.candidates, set(_relevant(tried, ranked))

    def day(one: Excerpt) -> int:
        return (candidates[one.article].published_s or 0) // 86_400 if one in relevant else -1

    return sorted(tried, key=day, reverse=True)


def _relevant(tried: Sequence[Excerpt], ranked: Ranked) -> list[Excerpt]:
    """The excerpts that are about what is asked, in the order given."""
    board, shares = ranked.described.board, ranked.described.subject.shares

    def covered(one: Excerpt) -> float:
        said = board.present[one.first : one.last + 1].any(axis=0) | board.headlines[one.article]
        return float(said @ shares)

    best = max(tried, key=lambda one: one.worth)
    enough, likely = RELEVANT_COVERED * covered(best), RELEVANT_PROBABLE * best.probability
    return [one for one in tried if one.probability >= likely and covered(one) >= enough]


def compose(finding: Finding, articles: Mapping[str, Article], alike: stories.Pairs = ()) -> Found:
    """Quotes that answer, or the nearest headlines. Every quote is checked against its article.

    `alike`: which of the articles are nearly the same.
    """
    if not finding.may_pass:
        return _refused(finding, articles)
    every = quotes.quotes_of(finding.tried, finding.ranked, articles, TRIED)
    asked = Asked(as_asked(finding.reading))
    telling, faint = _by_strength(every, asked, finding)
    found, differing = _with_rivals(stories.grouped([*telling, *faint], alike), asked, finding)
    found = quotes.marked(found, kept=differing or 1)
    weak = set(map(_place, faint))
    others = [quote for quote in found[differing:] if _place(quote) not in weak]
    others = [quote for quote in others if not quotes.marks_the_same(quote, found[0])]
    if differing:
        others = [quote for quote in others if _tells_as_much(quote, found[0], finding)]
    shown = quotes.choose([*found[:differing], *others])
    if not shown:
        return Found(Outcome.NOT_FOUND)
    finding = replace(finding, confidence=_confidence(finding, asked, found, shown))
    if not finding.is_answer:
        return _refused(finding, articles)
    rest = [quote for quote in found if quote not in shown]
    more = quotes.choose(rest, MAX_MORE, MAX_MORE * quotes.MAX_CHARS)
    for quote in (*shown, *more):
        quote.check(articles[quote.source.article_id])
    return Found(
        Outcome.ANSWERED,
        tuple(shown),
        tuple(more),
        confidence=finding.confidence,
        amounts_differ=bool(differing) and found[1] in shown,
    )


def _confidence(finding: Finding, asked: Asked, found: Sequence[Quote], shown: Sequence[Quote]) -> float:
    """How likely the quotes answer, now that they are known. `shown`: those of them that are sent."""
    texts = [quote.text for quote in found[: quotes.MAX_QUOTES]]
    sure = refusal.by_kind(finding.confidence, texts, asked)
    if _is_elsewhere(found, finding.reading):
        sure = min(sure, refusal.ELSEWHERE)
    if leaves_unsaid(asked, f"{found[0].source.headline}\n{found[0].text}"):
        sure = refusal.surer(sure, refusal.UNSAID)
    had_rivals = len(finding.ranked.described.board.candidates) == ARTICLES
    if sure < finding.confidence or not had_rivals:
        return sure
    return refusal.beside_others(sure, [quote.source.article_id for quote in shown])


def _is_elsewhere(found: Sequence[Quote], reading: Reading) -> bool:
    """Whether the best answer is about another commune or road, and what was put before it is not about that one."""
    first = is_there(reading, found[0])
    best = max(found, key=lambda quote: quote.score)
    return first is False or (first is None and is_there(reading, best) is False)


def _refused(finding: Finding, articles: Mapping[str, Article]) -> Found:
    near = [one.article_id for one in finding.related if one.article_id in articles][:MAX_RELATED]
    sources = tuple(articles[key].source for key in near)
    return Found(Outcome.NOT_FOUND, related=sources, confidence=finding.confidence)


def _by_strength(found: Sequence[Quote], asked: Asked, finding: Finding) -> tuple[list[Quote], list[Quote]]:
    """Marked, those that are shown and those under "more".

    In the order of their scores, by whether they have what is asked for: money, a time, a person.
    """
    about = finding.ranked.described.subject.terms
    marked = [quotes.with_mark(quote, asked, about) for quote in found]
    headlined, elsewhere = _headlined(marked, asked, finding), _elsewhere(marked, finding.reading)
    strong = {
        quote: quote.score
        * _plainness(quote, asked)
        * (HEADLINE_AMOUNT if quote in headlined else 1.0)
        * (OF_ANOTHER_PLACE if quote in elsewhere else 1.0)
        for quote in marked
    }
    least = FAINT * max(strong.values(), default=0.0)
    ordered = marked if finding.newest_first else sorted(marked, key=lambda quote: -strong[quote])
    return [one for one in ordered if strong[one] >= least], [one for one in ordered if strong[one] < least]


def _headlined(found: Sequence[Quote], asked: Asked, finding: Finding) -> list[Quote]:
    """Those that tell the amount of a headline which has most of what is asked: whoever asks no more wants that one."""
    if asked.reading.answer_type is not AnswerType.NUMBER:
        return []
    board, shares = finding.ranked.described.board, finding.ranked.described.subject.shares
    covering = {
        one.article_id
        for one, said in zip(board.candidates, board.headlines, strict=True)
        if float(said @ shares) >= MOSTLY
    }
    return [
        quote
        for quote in found
        if quote.source.article_id in covering and tells_amount_of(quote.source.headline, quote.text, asked)
    ]


def _elsewhere(found: Sequence[Quote], reading: Reading) -> list[Quote]:
    """Those about another commune or road, where there is one about that which is asked about."""
    there = [is_there(reading, quote) for quote in found]
    return [quote for quote, here in zip(found, there, strict=True) if here is False] if True in there else []


def _place(quote: Quote) -> tuple[str, int]:
    return quote.source.article_id, quote.start


def _plainness(quote: Quote, asked: Asked) -> float:
    if quote.highlight is not None:
        return PLAIN
    return OF_NO_SUCH_KIND if may_answer(quote.text, asked) is False else 1.0


def _tells_as_much(quote: Quote, first: Quote, finding: Finding) -> bool:
    return stories.says_as_much(quote, first, finding.ranked.described.subject)


def _with_rivals(found: list[Quote], asked: Asked, finding: Finding) -> tuple[list[Quote], int]:
    """Where other articles give another amount than the best quote, all of them come first; and how many these are."""
    if not found or asked.reading.answer_type is not AnswerType.NUMBER:
        return found, 0
    near = [one for one in found if one is found[0] or is_there(finding.reading, one) is not False]
    others = stories.rivals(near, finding.ranked.described.subject)
    if not others:
        return found, 0
    telling = stories.newest_first([found[0], *others])
    return [*telling, *(quote for quote in found if quote not in telling)], len(telling)


def authors(articles: Sequence[Article]) -> Found:
    """Who wrote the first of the articles that has a byline."""
    for article in articles:
        quote = quotes.byline_quote(article, 1.0)
        if quote is not None:
            quote.check(article)
            return Found(Outcome.ANSWERED, (quote,), confidence=1.0)
    return Found(Outcome.NOT_FOUND, related=tuple(article.source for article in articles[:MAX_RELATED]))
