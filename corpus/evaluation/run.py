"""Question sets asked of an archive: questions asked in each way of typing, answers judged."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from corpus.answer.ranking.model import Model
from corpus.archive import Archive
from corpus.evaluation.folds import fold_of
from corpus.evaluation.metrics import Judgement, judge
from corpus.evaluation.questionset import Example, QuestionSet
from corpus.evaluation.variants import VARIANTS
from corpus.models import Article, Question


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask and how. `every`: only each n-th question.

    `leave_out`: ask each answerable question once more as if its article were not there. `models`: one for each fold,
    so that no question is answered by numbers that were fitted on it; empty for the model that the package brings.
    """

    asked_at: datetime
    variants: tuple[str, ...] = ("typed",)
    leave_out: bool = True
    every: int = 1
    models: Sequence[Model] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A judgement, and how the question was asked."""

    variant: str
    judgement: Judgement


async def run(archive: Archive, questions: QuestionSet, plan: Plan) -> AsyncIterator[Asked]:
    """Every question of the plan, judged, in order."""
    for example in questions.examples[:: plan.every]:
        gold = questions.articles.get(example.article_id) or await archive.article(example.article_id)
        for variant in plan.variants:
            for is_left_out in (False, True) if plan.leave_out and example.is_answerable else (False,):
                yield Asked(variant, await _ask(archive, example, gold, variant, plan, is_left_out))


async def _ask(
    archive: Archive, example: Example, gold: Article | None, variant: str, plan: Plan, is_left_out: bool
) -> Judgement:
    change = VARIANTS[variant]
    history = tuple(change(earlier) for earlier in example.history)
    model = plan.models[fold_of(example.article_id or example.question)] if plan.models else None
    asked = Question(change(example.question), example.asked_at or plan.asked_at, history)
    without = (example.article_id,) if is_left_out else ()
    answer = await archive.ask(asked, without=without, model=model)
    return judge(example, answer, gold, is_left_out=is_left_out)
