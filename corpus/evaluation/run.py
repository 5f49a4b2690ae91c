"""Question sets asked of an archive: articles in, questions asked in each way of typing, answers judged."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corpus.archive import Archive
from corpus.evaluation.metrics import Judgement, judge
from corpus.evaluation.questionset import Example, QuestionSet
from corpus.evaluation.variants import VARIANTS
from corpus.models import Article, Question

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask and how. `leave_out`: ask each answerable question as if its article were not there."""

    variants: tuple[str, ...] = ("typed",)
    as_of: datetime | None = None
    leave_out: bool = False


async def fill(
    archive: Archive, sets: Iterable[QuestionSet], others: Sequence[Path], progress: Progress
) -> None:
    """Put the articles of the sets, and files of other articles to hide them among, into an archive."""
    articles: dict[str, Article] = {}
    for one in sets:
        articles |= one.articles
    if articles:
        await archive.take_in(articles.values(), progress)
    if others:
        await archive.ingest(others, progress)


async def run(
    archive: Archive, questions: QuestionSet, plan: Plan, asked_at: datetime, progress: Progress
) -> AsyncIterator[tuple[str, Judgement]]:
    """(variant, judgement) for every question of the set in every variant."""
    total = len(questions.examples) * len(plan.variants)
    done = 0
    for example in questions.examples:
        gold = questions.articles.get(example.article_id) or await archive.article(example.article_id)
        for variant in plan.variants:
            yield variant, await _ask(archive, example, gold, variant, plan, asked_at)
            done += 1
            progress(done, total)


async def _ask(
    archive: Archive, example: Example, gold: Article | None, variant: str, plan: Plan, asked_at: datetime
) -> Judgement:
    change = VARIANTS[variant]
    history = tuple(change(earlier) for earlier in example.history)
    asked = Question(change(example.question), plan.as_of or asked_at, history)
    without = (example.article_id,) if plan.leave_out else ()
    answer = await archive.ask(asked, without=without)
    judged = Example(example.id, example.question, example.article_id, ()) if plan.leave_out else example
    return judge(judged, answer, gold)
