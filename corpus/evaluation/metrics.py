"""Answers against gold → numbers."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.evaluation.questionset import Example
from corpus.evaluation.retold import own_words, tells
from corpus.models import Answer, Article, Outcome, Quote, Source


@dataclass(frozen=True, slots=True)
class Judgement:
    """One answer judged. `rank`: of the gold article among the articles quoted, 1 first, 0 absent.

    `quote_rank`: of the first quote shown that contains where a gold span starts, likewise. `is_left_out`: asked as if
    the gold article were not there. `is_retold`: a quote tells the gold answer in its words, from whichever article.
    """

    example: Example
    answer: Answer
    rank: int
    quote_rank: int
    is_left_out: bool
    is_retold: bool

    @property
    def is_answerable(self) -> bool:
        return self.example.is_answerable and not self.is_left_out

    @property
    def answered(self) -> bool:
        return self.answer.outcome is Outcome.ANSWERED


@dataclass(frozen=True, slots=True)
class Report:
    """Shares (0 to 1) over a question set, and milliseconds.

    Article and quote numbers are over the answerable, whether answered or refused: a refusal of an
    answerable question is a miss. `wrong_answers`: share of the unanswerable that were answered. `sure` and
    `surely_wrong`: the same shares of answers that do not say that they may be wrong. `told_at_3`: any quote shown
    holds the gold or tells it in its words, from whichever article; `wrong_but_told`: share of the wrong answers whose
    quotes tell it, so that a reader would call them right. `first_quote_chars`: median length of the first quotes.
    """

    questions: int
    answerable: int
    article_at_1: float
    article_at_5: float
    mrr_at_10: float
    quote_at_1: float
    quote_at_3: float
    answered: float
    wrong_answers: float | None
    sure: float
    surely_wrong: float | None
    told_at_3: float
    wrong_but_told: float | None
    first_quote_chars: float
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions with a confidence in [low, high): how many, how sure on average, how often a quote was right."""

    low: float
    high: float
    questions: int
    confidence: float
    right: float


def judge(example: Example, answer: Answer, gold: Article | None, *, is_left_out: bool = False) -> Judgement:
    """Judge one answer. The articles of a refusal are those it names as perhaps related."""
    ranking = list(dict.fromkeys(source.article_id for source in _sources(answer)))
    rank = ranking.index(example.article_id) + 1 if example.article_id in ranking else 0
    starts = gold_starts(example, gold)
    quote_rank = next((n for n, quote in enumerate(answer.quotes, 1) if _holds(quote, example, starts)), 0)
    answers = [own_words(text, example.question) for text in gold_texts(example, gold)]
    is_retold = any(tells(quote.text, answers) for quote in answer.quotes)
    return Judgement(example, answer, rank, quote_rank, is_left_out, is_retold)


def _sources(answer: Answer) -> tuple[Source, ...]:
    return (*(quote.source for quote in (*answer.quotes, *answer.more)), *answer.related)


def gold_starts(example: Example, article: Article | None) -> tuple[int, ...]:
    """Where the gold spans start; those without a start are looked up in the article's text."""
    if article is None:
        return ()
    found = (
        gold.start if gold.start is not None else article.text.find(gold.text) for gold in example.answers
    )
    return tuple(start for start in found if start >= 0)


def gold_texts(example: Example, article: Article | None) -> tuple[str, ...]:
    """What the gold spans say; of those without a text, what stands there in the article."""
    slices = (
        article.text[gold.start : gold.end]
        if article and gold.start is not None and gold.end is not None
        else ""
        for gold in example.answers
    )
    found = (gold.text or text for gold, text in zip(example.answers, slices, strict=True))
    return tuple(filter(None, found))


def _holds(quote: Quote, example: Example, starts: Iterable[int]) -> bool:
    return quote.source.article_id == example.article_id and any(
        quote.start <= at < quote.end for at in starts
    )


def report(judgements: Sequence[Judgement]) -> Report:
    """The numbers of a set of judgements."""
    good = [one for one in judgements if one.is_answerable]
    bad = [one for one in judgements if not one.is_answerable]
    wrong = [one for one in bad if one.answered]
    times = sorted(one.answer.elapsed_ms for one in judgements) or [0.0]
    return Report(
        questions=len(judgements),
        answerable=len(good),
        article_at_1=_share(good, lambda one: one.rank == 1),
        article_at_5=_share(good, lambda one: 1 <= one.rank <= 5),
        mrr_at_10=statistics.fmean([1 / one.rank if 1 <= one.rank <= 10 else 0.0 for one in good] or [0.0]),
        quote_at_1=_share(good, lambda one: one.quote_rank == 1),
        quote_at_3=_share(good, lambda one: one.quote_rank >= 1),
        answered=_share(good, lambda one: one.answered),
        wrong_answers=_share(bad, lambda one: one.answered) if bad else None,
        sure=_share(good, lambda one: one.answer.is_sure),
        surely_wrong=_share(bad, lambda one: one.answer.is_sure) if bad else None,
        told_at_3=_share(good, lambda one: one.quote_rank >= 1 or one.is_retold),
        wrong_but_told=_share(wrong, lambda one: one.is_retold) if wrong else None,
        first_quote_chars=statistics.median(
            [len(one.answer.quotes[0].text) for one in judgements if one.answered and one.answer.quotes]
            or [0]
        ),
        p50_ms=statistics.median(times),
        p95_ms=times[int(0.95 * (len(times) - 1))],
    )


def reliability(judgements: Sequence[Judgement], bins: int = 10) -> list[Bin]:
    """Confidence against truth, in bins of equal width; empty bins are left out.

    An answer is right where one of its quotes holds a gold span. For what is refused nothing is shown, so a bin below
    the threshold has no right answers: what was refused there is in its count.
    """
    found = []
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        inside = [one for one in judgements if low <= min(one.answer.confidence, 0.999999) < high]
        if inside:
            mean = statistics.fmean(one.answer.confidence for one in inside)
            found.append(Bin(low, high, len(inside), mean, _share(inside, lambda one: one.quote_rank >= 1)))
    return found


def _share(found: Sequence[Judgement], test: Callable[[Judgement], bool]) -> float:
    return sum(map(test, found)) / len(found) if found else 0.0
