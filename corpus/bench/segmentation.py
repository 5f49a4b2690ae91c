"""Segmentation against pyvi's own loop: words a second on one core, and whether the words are the same."""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable, Iterator
from itertools import islice
from statistics import median

from corpus.bench import data
from corpus.bench.measure import run
from corpus.bench.plan import Plan
from corpus.bench.report import Table
from corpus.language.segmentation import segment

FEW, MANY = 400, 20_000  # articles
TURNS = 8
LOADS = 3
_LOAD = (
    "import time; import corpus.language.analyzer; from corpus.language import segmentation\n"
    "t = time.perf_counter(); segmentation.segment('Tôm hùm'); print(time.perf_counter() - t)"
)
_LOAD_PYVI = (
    "import time, warnings; warnings.simplefilter('ignore')\n"
    "t = time.perf_counter(); from pyvi import ViTokenizer; ViTokenizer.tokenize('Tôm hùm')\n"
    "print(time.perf_counter() - t)"
)


def measure(plan: Plan) -> Iterator[Table]:
    """One table: syllables a second, ratio, lines that differ, time to load."""
    count = MANY if plan.is_large else FEW
    articles = islice(data.articles(plan.articles), count)
    lines = [line for article in articles for line in article.text.split("\n") if line.strip()]
    judge = _pyvi()
    turns = [lines[turn::TURNS] for turn in range(TURNS)]
    ours_s, theirs_s, different = zip(*(_turn(turn, judge) for turn in turns), strict=True)
    syllables = sum(len(line.split()) for line in lines)
    yield Table(
        f"Segmentation of {count:,} articles, {syllables:,} syllables, on one core",
        ["", "syllables a second", "ratio", "to load, s"],
        [
            ["pyvi's own loop", syllables / sum(theirs_s), 1.0, _load_s(_LOAD_PYVI)],
            [
                "ours",
                syllables / sum(ours_s),
                median(theirs / ours for ours, theirs in zip(ours_s, theirs_s, strict=True)),
                _load_s(_LOAD),
            ],
        ],
        [
            f"{sum(different):,} of {len(lines):,} lines are segmented differently.",
            f"The ratio is the median of {TURNS} turns, each on other lines, by processor time.",
        ],
    )


def _turn(lines: list[str], judge: Callable[[str], str]) -> tuple[float, float, int]:
    """Processor time of ours and of pyvi, and how many lines differ."""
    started = time.process_time()
    ours = [" ".join(segment(line)) for line in lines]
    between = time.process_time()
    theirs = [judge(line) for line in lines]
    ended = time.process_time()
    differ = sum(one != other for one, other in zip(ours, theirs, strict=True))
    return between - started, ended - between, differ


def _pyvi() -> Callable[[str], str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its source has invalid escapes
        from pyvi import ViTokenizer
    tokenize: Callable[[str], str] = ViTokenizer.tokenize
    return tokenize


def _load_s(script: str) -> float:
    return median(float(run([sys.executable, "-c", script], {}).out) for _ in range(LOADS))
