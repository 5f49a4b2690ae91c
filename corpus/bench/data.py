"""What benchmarks run on: articles, as many as are wanted, and questions on them.

Where there are fewer articles than wanted, the rest are recombined: each has the shape of an article that is there
(its paragraphs and how many sentences they have), and every sentence is drawn at random from all of them, as are two
halves of two headlines. Sentences stay what they were, so words, lengths and the cost of analysis are those of news;
but a drawn sentence brings no new words, so a recombined archive has fewer rare words than one that really grew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import chain, islice
from pathlib import Path
from random import Random

from corpus.ingest import gathered
from corpus.language.text import fold, sentences
from corpus.models import Article, Part, PartKind
from corpus.samples import articles_folder
from corpus.timezone import VIETNAM

POOL = 200_000  # sentences kept to draw from
SHAPES = 20_000  # articles kept for their shapes and headlines
FIRST_DAY = datetime(2015, 1, 1, 6, tzinfo=VIETNAM)
DAYS = 4_000
_QUESTION_WORDS = ("là gì", "bao nhiêu", "khi nào", "ở đâu", "vì sao", "thế nào", "là ai")


@dataclass(frozen=True, slots=True)
class Pool:
    """Sentences, headlines, and for each article how many sentences its paragraphs have."""

    sentences: Sequence[str]
    headlines: Sequence[str]
    shapes: Sequence[tuple[int, ...]]


def real(path: Path | None) -> Iterator[Article]:
    """The articles of a file or folder, or of the samples."""
    return (found for found in gathered([path or articles_folder()]) if isinstance(found, Article))


@cache
def pool(path: Path | None) -> Pool:
    """What recombined articles are made of."""
    said: list[str] = []
    headlines: list[str] = []
    shapes: list[tuple[int, ...]] = []
    for article in islice(real(path), SHAPES):
        paragraphs = [[span.of(line) for span in sentences(line)] for line in article.text.split("\n")]
        shapes.append(tuple(len(found) for found in paragraphs if found))
        headlines.append(article.headline)
        if len(said) < POOL:
            said.extend(chain.from_iterable(paragraphs))
    return Pool(said, headlines, [shape for shape in shapes if shape])


def recombined(source: Pool, seed: int = 0) -> Iterator[Article]:
    """Articles without end; the same ones for the same seed."""
    random = Random(seed)  # noqa: S311 - for a benchmark
    number = 0
    while True:
        number += 1
        one, other = (random.choice(source.headlines).split() for _ in range(2))
        headline = " ".join(one[: (len(one) + 1) // 2] + other[len(other) // 2 :])
        lines = [" ".join(random.choices(source.sentences, k=size)) for size in random.choice(source.shapes)]
        text = "\n".join(lines)
        parts: list[Part] = []
        for line in lines:
            start = parts[-1].end + 1 if parts else 0
            parts.append(Part(PartKind.BODY, start, start + len(line)))
        day = FIRST_DAY + timedelta(days=random.randrange(DAYS), minutes=random.randrange(1_000))
        yield Article(f"bench-{seed}-{number:07d}", headline, text, tuple(parts), published_at=day)


def articles(path: Path | None) -> Iterator[Article]:
    """All real ones, then recombined ones without end."""
    return chain(real(path), recombined(pool(path)))


def questions(source: Pool, count: int, seed: int = 1) -> list[str]:
    """Six to twelve neighbouring words of a sentence or a headline and a question word; a third without marks."""
    random = Random(seed)  # noqa: S311 - for a benchmark
    asked: list[str] = []
    while len(asked) < count:
        words = random.choice(source.sentences if random.random() < 0.5 else source.headlines).split()
        if len(words) < 6:
            continue
        size = random.randint(6, min(12, len(words)))
        start = random.randint(0, len(words) - size)
        text = " ".join([*words[start : start + size], random.choice(_QUESTION_WORDS)])
        asked.append(fold(text) if random.random() < 1 / 3 else text)
    return asked
