"""What tells more of an answer than how likely its ranker thinks it: python scripts/sureness.py (needs ../shared, fit).

The odds of `choosing/refusal.py` that count a cause, and what stands beside the first quote, are taken out while every
second question of the development sets is asked, with its article and without it. A cell: the share of answers whose
first quote has the gold, or of which any quote tells it in its words; how many there are; the mean confidence in them.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from techniques import ASKED_AT, ROOT, SHARED, Change, changed

from corpus.answer.choosing import refusal
from corpus.answer.marking.causes import gives_cause
from corpus.answer.reading.question import AnswerType, read
from corpus.evaluation.bench import open_bench, with_articles
from corpus.evaluation.folds import held_out
from corpus.evaluation.metrics import Judgement
from corpus.evaluation.questionset import QuestionSet, load
from corpus.evaluation.run import Plan, run
from corpus.terminal import Bar

OTHERS, LIMIT = SHARED / "news" / "vnds.val.jsonl.gz", 7500
TAKEN_OUT = tuple(Change(refusal, name, 1.0) for name in ("NO_CAUSE", "ALONE", "OF_SAME", "OF_ANOTHER"))


def sets() -> Iterator[QuestionSet]:
    """The readers' questions, and the development sets."""
    readers = load(ROOT / "scripts" / "readers.jsonl")
    yield with_articles(readers, SHARED / "news" / "subset_phuyen.fulltext.jsonl.gz")
    for name in ("vinewsqa", "vicoqa"):
        yield load(SHARED / "eval" / f"{name}.dev.jsonl.gz")


def rows(one: Judgement) -> Iterator[str]:
    """The rows of the table that an answer counts in."""
    first, *others = one.answer.quotes
    if read(one.example.question).answer_type is AnswerType.REASON:
        yield f"why, {'a' if gives_cause(first.text) else 'no'} word of a cause"
    if not others:
        yield "the first quote is alone"
    else:
        is_same = others[0].source.article_id == first.source.article_id
        yield f"beside {'its own article' if is_same else 'another article'}"


def is_right(one: Judgement) -> bool:
    """Whether it answers; nothing does where the article was left out."""
    return not one.is_left_out and (one.quote_rank == 1 or one.is_retold)


def cell(found: Sequence[Judgement]) -> str:
    """A cell of the table."""
    right = sum(map(is_right, found)) / len(found)
    thought = sum(one.answer.confidence for one in found) / len(found)
    return f"{right:.2f} of {len(found)} ({thought:.2f})"


async def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "evaluation")
    parser.add_argument("--every", type=int, default=2, help="take only every n-th question")
    options = parser.parse_args()
    if not SHARED.exists():
        sys.exit("the question sets are not here: ../shared is missing")
    plan = Plan(ASKED_AT, every=options.every, models=held_out(options.cache))
    table: dict[str, list[str]] = defaultdict(list)
    for questions in sets():
        found: dict[str, list[Judgement]] = defaultdict(list)
        with Bar("archive") as bar:
            archive = await open_bench(options.cache, [questions], [OTHERS], LIMIT, "tantivy", bar.update)
        async with archive:
            with changed(TAKEN_OUT):
                async for one in run(archive, questions, plan):
                    for row in rows(one.judgement) if one.judgement.answered else ():
                        found[row].append(one.judgement)
        for row, judged in found.items():
            table[row].append(cell(judged))
    for row, cells in sorted(table.items()):
        print(f"| {row} | {' | '.join(cells)} |")


if __name__ == "__main__":
    asyncio.run(main())
