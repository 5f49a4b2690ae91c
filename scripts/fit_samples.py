"""Questions asked of archives, as what the ranker is fitted on: each sentence judged by whether it holds the answer."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from corpus.answer.ranking.necessity import Needs
from corpus.answer.ranking.ranking import FEATURES, PROMISING, Described, describe
from corpus.answer.reading.question import Reading
from corpus.archive import Archive
from corpus.evaluation.bench import open_bench, with_articles
from corpus.evaluation.folds import FOLDS, fold_of
from corpus.evaluation.metrics import gold_starts
from corpus.evaluation.questionset import Example, QuestionSet, load
from corpus.evaluation.retold import RETOLD
from corpus.evaluation.variants import VARIANTS
from corpus.language.analyzer import accented_terms
from corpus.language.sheet import codes_of
from corpus.models import Article, Question
from corpus.samples import articles_folder, questions_file
from corpus.settings import CorpusSettings
from corpus.terminal import Bar
from corpus.timezone import VIETNAM

SHARED = Path(__file__).parents[2] / "shared"
SETS = {"vinewsqa.dev": 1, "vicoqa.dev": 2}  # and of which each n-th question is enough
FACTUAL = ("nanibot_wiki.train", "nanibot_reg.train")
READERS = Path(__file__).parent / "readers.jsonl"  # asked by us of real news from the province
PROVINCE = SHARED / "news" / "subset_phuyen.fulltext.jsonl.gz"
SEARCHED = ("mailong25_qa.train", "mailong25_qa.dev")
SMALL = ((1, 16), (40, 2))  # articles in a small archive, and how many such archives of each fold
NEGATIVES = 20  # of other articles' sentences per question: the hardest
ASKED_AT = datetime(2026, 11, 24, 9, tzinfo=VIETNAM)


@dataclass
class Sample:
    """One question in one way of typing, with its articles (`golds`, by id) there or left out.

    `needs`: what its words say, by numbers that were fitted on other articles' questions.
    """

    set_name: str
    variant: str
    id: str
    golds: frozenset[str]
    fold: int
    is_answerable: bool
    reading: Reading
    described: Described | None
    holds: np.ndarray
    keep: np.ndarray
    retrieved: bool
    needs: Needs | None = None
    extra: dict[str, Any] = field(default_factory=dict)


def gather(folder: Path, limit: int, every: int) -> list[Sample]:
    """All samples, of each n-th question; archives are made in `folder`, of `limit` articles beside the sets' own."""
    found: list[Sample] = []
    for name, nth in SETS.items():
        questions = load(SHARED / "eval" / f"{name}.jsonl.gz")
        found += asyncio.run(_among_others(questions, folder, limit, every * nth))
        found += asyncio.run(_small(name, every * nth))
    found += asyncio.run(_among_others(with_articles(load(READERS), PROVINCE), folder, limit, every))
    for name in FACTUAL:
        found += asyncio.run(_alone(name, load(SHARED / "eval" / f"{name}.jsonl.gz"), folder, every))
    found += asyncio.run(_searched(folder, limit, every))
    ours = with_articles(load(questions_file()), articles_folder())
    return found + asyncio.run(_alone("samples", ours, folder, every))


async def _among_others(questions: QuestionSet, folder: Path, limit: int, every: int) -> list[Sample]:
    """All samples of a set among other articles, each question also with its article left out."""
    name = questions.name
    others = [SHARED / "news" / "vnds.val.jsonl.gz"]
    found: list[Sample] = []
    with Bar(f"{name}: archive") as bar:
        archive = await open_bench(folder, [questions], others, limit, "tantivy", bar.update)
    async with archive:
        with Bar(f"{name}: questions") as bar:
            chosen = questions.examples[::every]
            for done, example in enumerate(chosen, 1):
                bar.update(done, len(chosen))
                kinds = (True, False) if example.is_answerable else (False,)
                for variant in ("typed", "bare"):
                    found += await _samples(archive, name, example, questions, variant, kinds)
                if done % 4 == 0 and name in SETS:
                    label = f"{name.split('.')[0]}/none"
                    variant = ("typed", "bare")[done // 4 % 2]
                    absent = frozenset(questions.articles)
                    found += await _samples(archive, label, example, questions, variant, (False,), absent)
    return found


async def _alone(label: str, questions: QuestionSet, folder: Path, every: int) -> list[Sample]:
    """All samples of a set whose articles stand alone; its own unanswerable questions are among them."""
    with Bar(f"{label}: archive") as bar:
        archive = await open_bench(folder, [questions], [], None, "rank-bm25", bar.update)
    found: list[Sample] = []
    async with archive:
        with Bar(f"{label}: questions") as bar:
            chosen = questions.examples[::every]
            for done, example in enumerate(chosen, 1):
                bar.update(done, len(chosen))
                kinds = (True, False) if example.is_answerable else (False,)
                for variant in ("typed", "bare"):
                    found += await _samples(archive, label, example, questions, variant, kinds)
    return found


async def _searched(folder: Path, limit: int, every: int) -> list[Sample]:
    """Short questions, each with several texts that a search engine found for it, of which some answer or none."""
    sets = [load(SHARED / "eval" / f"{name}.jsonl.gz") for name in SEARCHED]
    articles = {key: _untitled(one) for part in sets for key, one in part.articles.items()}
    groups: dict[str, list[Example]] = {}
    for example in (one for part in sets for one in part.examples):
        groups.setdefault(example.question, []).append(example)
    label = SEARCHED[0].split("_")[0]
    questions = QuestionSet(label, tuple(one for group in groups.values() for one in group), articles)
    others = [SHARED / "news" / "vnds.val.jsonl.gz"]
    found: list[Sample] = []
    with Bar(f"{label}: archive") as bar:
        archive = await open_bench(folder, [questions], others, limit, "tantivy", bar.update)
    async with archive:
        with Bar(f"{label}: questions") as bar:
            for done, group in enumerate(list(groups.values())[::every], 1):
                bar.update(done, len(groups) // every)
                golds = {
                    one.article_id: gold_starts(one, articles[one.article_id])
                    for one in group
                    if one.is_answerable
                }
                kinds = (True, False) if golds else (False,)
                for variant in ("typed", "bare"):
                    name = label if golds else f"{label}/none"
                    found += await _asked(archive, name, group[0], golds, variant, kinds)
    return found


def _untitled(article: Article) -> Article:
    """The title is the question itself, which would tell everything: the first words stand for it."""
    return replace(article, headline=" ".join(article.text.split()[:12]))


async def _small(name: str, every: int) -> list[Sample]:
    """The same in small archives: of one article, of a few. What is asked there may belong to none of them."""
    questions = load(SHARED / "eval" / f"{name}.jsonl.gz")
    by_article: dict[str, list[Example]] = {}
    for example in questions.examples:
        by_article.setdefault(example.article_id, []).append(example)
    found: list[Sample] = []
    with Bar(f"{name}: small archives") as bar:
        for fold in range(FOLDS):
            ids = sorted(key for key in by_article if fold_of(key) == fold)
            for size, count in SMALL:
                for group in range(max(1, count // every)):
                    inside = [ids[(group * size + at) % len(ids)] for at in range(size)]
                    outside = [key for key in ids if key not in inside]
                    foreign = [
                        outside[(group * 7 + at * 3) % len(outside)] for at in range(max(1, size // 2))
                    ]
                    label = f"{name.split('.')[0]}/{size}"
                    found += await _group(label, questions, by_article, inside, foreign)
                    bar.update(len(found))
    return found


async def _group(
    label: str,
    questions: QuestionSet,
    by_article: dict[str, list[Example]],
    inside: list[str],
    foreign: list[str],
) -> list[Sample]:
    """Questions of the articles inside, and of others, asked of an archive of those inside."""
    found: list[Sample] = []
    with tempfile.TemporaryDirectory() as folder:
        async with await Archive.open(CorpusSettings(Path(folder), "rank-bm25")) as archive:
            await archive.take_in([questions.articles[key] for key in inside])
            for is_inside, keys in ((True, inside[:12]), (False, foreign[:12])):
                for at, example in enumerate(one for key in keys for one in by_article[key][:5]):
                    variant = ("typed", "bare")[at % 2]
                    found += await _samples(archive, label, example, questions, variant, (is_inside,))
    return found


async def _samples(
    archive: Archive,
    name: str,
    example: Example,
    questions: QuestionSet,
    variant: str,
    kinds: tuple[bool, ...],
    absent: frozenset[str] = frozenset(),
) -> list[Sample]:
    """One question, with its article (True) or without (False), and without those `absent`."""
    gold = questions.articles.get(example.article_id)
    golds = {gold.id: gold_starts(example, gold)} if gold else {}
    found = await _asked(archive, name, example, golds, variant, kinds, absent)
    if gold and name == READERS.stem:
        told = [gold.text[one.start : one.end] for one in example.answers]
        for one in found:
            _leave_out_retold(one, told)
    return found


def _leave_out_retold(sample: Sample, told: Sequence[str]) -> None:
    """Sentences of other articles that say what answers are no examples of what does not."""
    if sample.described is None:
        return
    board = sample.described.board
    of_gold = np.array([one.article_id in sample.golds for one in board.candidates])[board.article]
    says = np.zeros(board.size, bool)
    for text in told:
        codes = np.unique(codes_of(accented_terms(text)) >> np.uint32(8))
        counts = np.zeros(board.size)
        for code in codes:
            counts[np.unique(board.sentence[board.codes >> np.uint32(8) == code])] += 1
        says |= (counts >= RETOLD * len(codes)) & (len(codes) > 1)
    sample.keep = sample.keep[~(says & ~of_gold)[sample.keep]]


async def _asked(
    archive: Archive,
    name: str,
    example: Example,
    golds: Mapping[str, tuple[int, ...]],
    variant: str,
    kinds: tuple[bool, ...],
    absent: frozenset[str] = frozenset(),
) -> list[Sample]:
    """`golds`: where the gold spans start, by the id of each article that answers."""
    change = VARIANTS[variant]
    asked_at = example.asked_at or ASKED_AT
    asked = Question(change(example.question), asked_at, tuple(map(change, example.history)))
    evidence = await archive.asking.evidence(asked, absent)
    heard = evidence.heard
    retrieved = any(one.article_id in golds for one in evidence.candidates)
    fold = fold_of(min(golds) if len(golds) == 1 else example.question)
    found = []
    for answerable in kinds:
        left = [one for one in evidence.candidates if answerable or one.article_id not in golds]
        described = describe(left, heard.subject, heard.reading, heard.history)
        sample = Sample(
            name, variant, example.id, frozenset(golds), fold, answerable, heard.reading, described,
            np.zeros(0, bool), np.zeros(0, int), retrieved,
        )  # fmt: skip
        if described is not None:
            sample.holds = _holds(described, golds)
            sample.keep = _keep(described, golds)
            object.__setattr__(described, "rows", described.rows.astype(np.float32))
        found.append(sample)
    return found


def _holds(described: Described, golds: Mapping[str, tuple[int, ...]]) -> np.ndarray:
    """Which sentences contain where a gold span starts."""
    board = described.board
    holds = np.zeros(board.size, bool)
    for at, one in enumerate(board.candidates):
        spans = one.sheet.spans
        inside = [(spans[:, 0] <= start) & (start < spans[:, 1]) for start in golds.get(one.article_id, ())]
        if inside:
            holds[board.borders[at] : board.borders[at + 1]] = np.any(inside, axis=0)
    return holds


def _keep(described: Described, golds: Container[str]) -> np.ndarray:
    """The judged sentences of the articles that answer, and the first of the others in their order of promise."""
    board = described.board
    of_gold = np.array([one.article_id in golds for one in board.candidates])[board.article]
    judged = described.promising
    promise = described.rows[:, [FEATURES.index(name) for name in PROMISING]] @ [*PROMISING.values()]
    others = judged[~of_gold[judged]]
    hardest = others[np.argsort(-promise[others], kind="stable")[:NEGATIVES]]
    return np.sort(np.concatenate([judged[of_gold[judged]], hardest]))
