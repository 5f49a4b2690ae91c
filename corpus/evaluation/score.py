"""Which questions of a set come out right, so that two indexes can be compared question by question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from corpus.archive import Archive
from corpus.evaluation.metrics import Judgement, Report, report
from corpus.evaluation.questionset import Example, QuestionSet
from corpus.evaluation.run import Plan, run


@dataclass(frozen=True, slots=True)
class Score:
    """The judgements of a set as numbers, and the questions that came out right or wrong.

    Right is: the gold stands in one of the quotes shown; or, where no article answers, nothing was answered.
    """

    report: Report
    right: tuple[Example, ...]
    wrong: tuple[Example, ...]

    def broken_since(self, before: Score) -> list[Example]:
        """Questions that were right before and are wrong now."""
        were_right = {example.id for example in before.right}
        return [example for example in self.wrong if example.id in were_right]


async def score(archive: Archive, questions: QuestionSet, asked_at: datetime) -> Score:
    """Ask every question of a set as it was typed, and judge the answers."""
    plan = Plan(asked_at, leave_out=False)
    judgements = [one.judgement async for one in run(archive, questions, plan)]
    return Score(report(judgements), _examples(judgements, True), _examples(judgements, False))


def _examples(judgements: Sequence[Judgement], is_right: bool) -> tuple[Example, ...]:
    return tuple(one.example for one in judgements if _is_right(one) is is_right)


def _is_right(judgement: Judgement) -> bool:
    if judgement.is_answerable:
        return judgement.quote_rank > 0
    return not judgement.answered
