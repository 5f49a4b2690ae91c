"""What a chat gains by what was asked before, and costs who changes the subject (needs ../shared, and make fit).

    python scripts/conversations.py                       turns 2 to 5 of vicoqa.dev among 7,500 articles of vnds.val

Each question is asked alone; with the conversation's earlier questions as history, as a batch has it; and as the bot
asks it, which also knows the articles that the last answer showed. Then with the history of another conversation. A
cell is article@1 / quote@1 of what is answered, with numbers that were fitted without the question's article.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corpus.answer.ranking.model import Model
from corpus.archive import Archive
from corpus.evaluation.bench import open_bench
from corpus.evaluation.folds import fold_of, held_out
from corpus.evaluation.metrics import Judgement, Report, judge, report
from corpus.evaluation.questionset import Example, QuestionSet, load
from corpus.models import Answer, Question
from corpus.terminal import Bar
from corpus.timezone import VIETNAM

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
ASKED_AT = datetime(2026, 11, 24, 9, tzinfo=VIETNAM)
LIMIT = 7500  # other articles
ANOTHER = 7  # conversations further on: about something else


@dataclass(frozen=True, slots=True)
class Chat:
    """Asks, as a batch or as the bot does."""

    archive: Archive
    model: Model

    async def ask(
        self, text: str, history: Sequence[str] = (), shown: frozenset[str] | None = None
    ) -> Answer:
        """The answer, as a batch has it; `shown` as in Question."""
        return await self.archive.ask(Question(text, ASKED_AT, tuple(history), shown=shown), model=self.model)

    async def ask_as_bot(self, text: str, history: Sequence[str]) -> Answer:
        """The answer where those of the history were asked one after the other, as `bot/replying.py` goes about it."""
        chain: tuple[str, ...] = ()  # the questions that each other one follows
        shown: frozenset[str] = frozenset()
        for earlier in history:
            answer = await self.ask(earlier, chain, shown)
            shown = frozenset(quote.source.article_id for quote in (*answer.quotes, *answer.more))
            chain = (*chain, earlier) if answer.follows is not None else (earlier,)
        return await self.ask(text, chain, shown)


def told_before(questions: QuestionSet, example: Example) -> Sequence[str]:
    """As much of another conversation as was told of the question's own."""
    examples = [one for one in questions.examples if len(one.history) >= len(example.history)]
    at = next(at for at, one in enumerate(examples) if one.id == example.id)
    others = [one for one in (*examples[at:], *examples[:at]) if one.article_id != example.article_id]
    return others[ANOTHER % len(others)].history[: len(example.history)]


def rows(reports: dict[str, Report]) -> Iterator[str]:
    """A table in Markdown."""
    yield "| turns 2 to 5 of vicoqa.dev | article@1 / quote@1 |"
    yield "|---|---|"
    for name, found in reports.items():
        yield f"| {name} | {found.article_at_1:.3f} / {found.quote_at_1:.3f} |"


async def answers(chat: Chat, example: Example, other: Sequence[str]) -> dict[str, Answer]:
    """By the name of a row."""
    text, own = example.question, example.history
    return {
        "alone": await chat.ask(text),
        "behind its conversation, in a batch": await chat.ask(text, own),
        "behind its conversation, in the chat": await chat.ask_as_bot(text, own),
        "behind another one, in a batch": await chat.ask(text, other),
        "behind another one, in the chat": await chat.ask_as_bot(text, other),
    }


async def measure(archive: Archive, questions: QuestionSet, models: Sequence[Model], every: int) -> None:
    """Print the table."""
    turns = [one for one in questions.examples if one.history and one.is_answerable][::every]
    judged: dict[str, list[Judgement]] = {}
    with Bar("questions") as bar:
        for at, example in enumerate(turns, 1):
            chat = Chat(archive, models[fold_of(example.article_id)])
            found = await answers(chat, example, told_before(questions, example))
            for name, answer in found.items():
                judged.setdefault(name, []).append(
                    judge(example, answer, questions.articles[example.article_id])
                )
            bar.update(at, len(turns))
    print("\n".join(rows({name: report(found) for name, found in judged.items()})))


async def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "evaluation")
    parser.add_argument("--every", type=int, default=4, help="take only every n-th question")
    options = parser.parse_args()
    if not SHARED.exists():
        sys.exit("the question sets are not here: ../shared is missing")
    questions = load(SHARED / "eval" / "vicoqa.dev.jsonl.gz")
    others = [SHARED / "news" / "vnds.val.jsonl.gz"]
    with Bar("archive") as bar:
        archive = await open_bench(options.cache, [questions], others, LIMIT, "tantivy", bar.update)
    async with archive:
        await archive.warm_up()
        await measure(archive, questions, held_out(options.cache), options.every)


if __name__ == "__main__":
    asyncio.run(main())
