"""What it costs to count the words of only some passages: `PYTHONPATH=. python scripts/count_words.py FOLDER`.

FOLDER: an archive, such as `hoibao bench --keep` leaves. Its words are counted as a rebuild counts them, with several
choices of which, and marks are put back by each into the development questions (../shared/eval, and readers').
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from corpus.evaluation.questionset import load
from corpus.index import words
from corpus.index.engine import IndexDocument
from corpus.language.text import fold, normalise, normalise_tones
from corpus.language.typed.marks import Marks
from corpus.store.terms import unpack_texts

SETS = [Path(f"../shared/eval/{name}.dev.jsonl.gz") for name in ("vinewsqa", "vicoqa")]
READERS = Path(__file__).with_name("readers.jsonl")
CHOICES = ((10**9, 1), (200_000, 4), (100_000, 4), (100_000, 10))


def passages(folder: Path) -> Iterator[IndexDocument]:
    """All of an archive, in the order in which a rebuild takes them."""
    with sqlite3.connect(folder / "corpus.sqlite3") as connection:
        for number, terms in connection.execute("SELECT id, terms FROM passages ORDER BY id"):
            yield IndexDocument(number, None, unpack_texts(terms))


def questions() -> list[str]:
    """Of all development sets, as typed, with their marks."""
    of_sets = [example.question for path in SETS for example in load(path).examples]
    return of_sets + [json.loads(line)["question"] for line in READERS.read_text("utf-8").splitlines()]


def right(marks: Marks, asked: list[str]) -> float:
    """The part of the syllables that come back as they were typed."""
    same = total = 0
    for text in map(normalise, asked):
        typed, restored = _syllables(text), _syllables(marks.restore(fold(text)))
        same += sum(one == other for one, other in zip(typed, restored, strict=False))
        total += len(typed)
    return same / total


def _syllables(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", normalise_tones(text).lower())


def main() -> None:
    """Print the table."""
    folder, asked = Path(sys.argv[1]), questions()
    print(f"{len(asked):,} questions\n")
    print("| all of the first | then every | s of processor | syllables right |\n| --- | --- | --- | --- |")
    for counted_all, then_every in CHOICES:
        words.COUNTED_ALL, words.THEN_EVERY = counted_all, then_every
        counting, started = words.Counting(), time.process_time()
        for _passage in counting.passing(passages(folder)):
            pass
        marks, took = counting.marks, time.process_time() - started
        print(f"| {counted_all:,} | {then_every} | {took:.1f} | {right(marks, asked):.4f} |", flush=True)


if __name__ == "__main__":
    main()
