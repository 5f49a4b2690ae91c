"""How questions that were typed with marks are read without them: python scripts/bare_questions.py (needs ../shared).

The words are those of 7,500 articles of vnds.val and of all newspapers. A syllable is right where it gets the marks
that were typed; "ko" and the like, which are written out, count as wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from corpus.answer.reading.question import read
from corpus.evaluation.questionset import load
from corpus.ingest import gathered
from corpus.language.analyzer import accented_terms
from corpus.language.text import fold, normalise, normalise_tones
from corpus.language.typed.marks import Marks
from corpus.models import Article

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SETS = (
    ROOT / "scripts" / "readers.jsonl",
    SHARED / "eval" / "vinewsqa.dev.jsonl.gz",
    SHARED / "eval" / "vicoqa.dev.jsonl.gz",
)
OTHERS = SHARED / "news" / "vnds.val.jsonl.gz"
LIMIT = 7500


def main() -> None:
    """See the module."""
    if not SHARED.exists():
        sys.exit("the question sets are not here: ../shared is missing")
    articles = (one for one in gathered([OTHERS]) if isinstance(one, Article))
    marks = Marks.counted([accented_terms(one.text) for one in islice(articles, LIMIT)])
    syllables: Counter[bool] = Counter()
    same: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for question in _with_marks():
        typed, bare = read(question, marks), read(fold(question), marks)
        total[typed.answer_type] += 1
        same[typed.answer_type] += typed.answer_type is bare.answer_type
        pairs = zip(_words(question), _words(bare.full), strict=False)
        syllables.update(one == other for one, other in pairs)
    print(f"{sum(total.values()):,} questions, {syllables.total():,} syllables, right: ", end="")
    print(f"{syllables[True] / syllables.total():.3f}\n")
    print("| asks | questions | read as such without marks |\n|---|---|---|")
    for kind, number in total.most_common():
        print(f"| {kind} | {number:,} | {same[kind] / number:.3f} |")


def _with_marks() -> Iterator[str]:
    for path in SETS:
        for example in load(path).examples:
            question = normalise(example.question)
            if fold(question) != question.lower():
                yield question


def _words(text: str) -> list[str]:
    return normalise_tones(text.lower()).split()


if __name__ == "__main__":
    main()
