"""What each technique is worth: the development questions asked again and again, with one thing taken out at a time.

    python scripts/techniques.py                       all rows (needs ../shared, and make fit)
    python scripts/techniques.py --left-out --only "everything" --only "no marks put back"

Every row is the program as it is but for constants that are set otherwise, or a function that is replaced, while it is
measured. Nothing is fitted anew for a row: another ranker might make up for a part of what was taken out. Questions are
answered with numbers that were fitted without their article, among other real articles. A cell is article@1 / quote@1 /
quote@3, and answered / wrong answers: the share that is answered with the article left out, by --left-out.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from corpus.answer import answering
from corpus.answer.choosing import refusal, stories
from corpus.answer.ranking import excerpts, ranking
from corpus.answer.ranking.forest import Forest
from corpus.answer.ranking.necessity import Needs
from corpus.answer.ranking.necessity_features import told
from corpus.answer.ranking.ranking import FEATURES, Described, Ranked
from corpus.answer.reading import aliases, common_terms, query, question
from corpus.answer.reading.question import AnswerType
from corpus.archive import Archive, retrieval, searching
from corpus.evaluation.bench import open_bench
from corpus.evaluation.folds import held_out
from corpus.evaluation.metrics import Report, report
from corpus.evaluation.questionset import QuestionSet, load
from corpus.evaluation.run import Plan, run
from corpus.language.typed.marks import Marks
from corpus.models import Span
from corpus.terminal import Bar
from corpus.timezone import VIETNAM

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
ASKED_AT = datetime(2026, 11, 24, 9, tzinfo=VIETNAM)
VARIANTS = ("typed", "bare")


@dataclass(frozen=True, slots=True)
class Change:
    """What stands in `owner` under `name` while a row is measured."""

    owner: Any
    name: str
    value: Any


def fields(*kept: str) -> tuple[Change, ...]:
    """The query looks in these fields alone."""

    def only(weights: Mapping[str, float]) -> dict[str, float]:
        return {name: weight if name in kept else 0.0 for name, weight in weights.items()}

    return (
        Change(query, "MARKED", only(query.MARKED)),
        Change(query, "RESTORED", only(query.RESTORED)),
    )


def engine_order(described: Described, needs: Needs, _forest: Forest, _kind: AnswerType) -> Ranked:
    """In place of the trees: the article that the engine puts first, in it the sentence with most of the idf."""
    rows, chosen = described.rows[described.promising], np.zeros(described.board.size)
    place = rows[:, FEATURES.index("article_engine_rank")]
    chosen[described.promising] = 0.8 * place + 0.01 * rows[:, FEATURES.index("covered")]
    return Ranked(described, told(described.board, needs), chosen)


def as_typed(_marks: Marks, text: str, _certain: Sequence[Span] = (), *, is_bare: bool = True) -> str:
    """In place of putting marks back."""
    return text


FITTED_ORDER_OFF = (
    Change(ranking, "PRESELECT", {"engine": 1.0}),
    Change(answering, "rank", engine_order),
    Change(excerpts, "MAX_SENTENCES", 1),
)
CERTAIN_LAST = (Change(question, "with_certain", lambda text: (text, [])),)
NO_MARKS = (Change(Marks, "restore", as_typed), *CERTAIN_LAST)
NO_MENDING = (Change(question, "mend", lambda text, _words: text),)
FRAME_STAYS = (Change(question, "_subject", lambda full, _phrases, _ending: full),)
COMMON_FIND = Change(common_terms, "SMALL", 10**9)


PLAIN = "plain pyvi + BM25"
NEVER_REFUSES = frozenset({PLAIN, "engine order instead of the trees", "never refuses"})
"""Rows whose confidence means nothing, or is not asked for."""
ROWS: Mapping[str, tuple[Change, ...]] = {
    "everything": (),
    "never refuses": (),
    "engine order instead of the trees": FITTED_ORDER_OFF,
    PLAIN: (*fields("words"), *FITTED_ORDER_OFF, *NO_MARKS, *NO_MENDING, *FRAME_STAYS),
    "no folded fields": fields("words"),
    "no marks put back": NO_MARKS,
    "question words guessed with the rest": CERTAIN_LAST,
    "nothing mended": NO_MENDING,
    "question words left in": FRAME_STAYS,
    "no other words for places and things": (Change(aliases, "otherwise", lambda _read, _own="": aliases.Otherwise()),),
    "no odds by answer type": tuple(Change(ranking, name, 1.0) for name in ("COUNTED", "NO_NUMBER", "REASONED")),
    "no second sentence": (Change(excerpts, "MAX_SENTENCES", 1),),
    "a story more than once": (Change(stories, "grouped", lambda quotes, _alike=(): list(quotes)),),
    "names that no article has do not refuse": (Change(refusal, "UNKNOWN", 1.0),),
    "words far apart do not refuse": (Change(refusal, "SCATTERED", 1.0),),
    "common words find as well": (COMMON_FIND,),
    "common words find, 120 passages, 80 articles":
        (COMMON_FIND, Change(retrieval, "PASSAGES", 120), Change(searching, "ARTICLES", 80)),
}  # fmt: skip


@contextmanager
def changed(changes: Sequence[Change]) -> Iterator[None]:
    """The program with the changes, and as it was afterwards."""
    with ExitStack() as stack:
        for one in changes:
            stack.enter_context(patch.object(one.owner, one.name, one.value))
        yield


async def measure(archive: Archive, questions: QuestionSet, name: str, plan: Plan) -> dict[str, Report]:
    """One row, by the way of typing."""
    if name in NEVER_REFUSES:
        plan = replace(plan, models=[replace(one, threshold=0.0) for one in plan.models])
    with changed(ROWS[name]):
        asked = [one async for one in run(archive, questions, plan)]
    return {
        variant: report([one.judgement for one in asked if one.variant == variant])
        for variant in plan.variants
    }


def line(name: str, found: Mapping[str, Report]) -> str:
    """A row of a table in Markdown."""
    cells = [
        f"{one.article_at_1:.3f} / {one.quote_at_1:.3f} / {one.quote_at_3:.3f} | "
        f"{one.answered:.3f} / {'–' if one.wrong_answers is None else f'{one.wrong_answers:.3f}'}"
        for one in found.values()
    ]
    return f"| {name} | {' | '.join(cells)} |"


async def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "evaluation")
    parser.add_argument("--limit", type=int, default=7500, help="other articles")
    parser.add_argument("--every", type=int, default=4, help="take only every n-th question")
    parser.add_argument(
        "--only", action="append", choices=tuple(ROWS), help="this row; may be given several times"
    )
    parser.add_argument("--left-out", action="store_true", help="ask once more with the article left out")
    options = parser.parse_args()
    if not SHARED.exists():
        sys.exit("the question sets are not here: ../shared is missing")
    questions = load(SHARED / "eval" / "vinewsqa.dev.jsonl.gz")
    models = held_out(options.cache)
    plan = Plan(ASKED_AT, VARIANTS, options.left_out, options.every, models)
    others = [SHARED / "news" / "vnds.val.jsonl.gz"]
    with Bar("archive") as bar:
        archive = await open_bench(options.cache, [questions], others, options.limit, "tantivy", bar.update)
    async with archive:
        await archive.warm_up()
        for name in options.only or ROWS:
            print(line(name, await measure(archive, questions, name, plan)), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
