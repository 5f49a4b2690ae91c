"""Fits what ranks sentences and what decides whether there is an answer, and writes corpus/answer/data/ranker.npz.

    make fit                     (needs ../shared; lightgbm comes from requirements-fit.lock)

Questions of a set are asked of an archive that holds the set's articles among others, through the same functions that
answer a reader. Folds are by article: no article is judged by numbers that were fitted on its own questions. What is
printed is held out; what is written is fitted on everything. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import asyncio
import pickle
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from corpus.answer.answer_features import answer_features
from corpus.answer.excerpts import excerpts
from corpus.answer.forest import Forest
from corpus.answer.model import DATA, Model
from corpus.answer.question import Reading
from corpus.answer.quotes import MAX_CHARS, MAX_QUOTES, apart
from corpus.answer.ranking import FEATURES, Described, describe, rank
from corpus.archive import Archive
from corpus.evaluation.bench import open_bench, with_articles
from corpus.evaluation.folds import FOLDS, fold_file, fold_of
from corpus.evaluation.metrics import gold_starts
from corpus.evaluation.questionset import Example, QuestionSet, load
from corpus.evaluation.variants import VARIANTS
from corpus.models import Question
from corpus.samples import articles_folder, questions_file
from corpus.settings import CorpusSettings
from corpus.terminal import Bar
from corpus.timezone import VIETNAM

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
NEGATIVES = 20  # of other articles' sentences per question: the hardest
ASKED_AT = datetime(2026, 11, 24, 9, tzinfo=VIETNAM)
SENTENCES = {
    "objective": "binary", "learning_rate": 0.1, "num_leaves": 15, "min_data_in_leaf": 80, "lambda_l2": 10.0,
    "max_bin": 63, "feature_fraction": 0.5, "bagging_fraction": 0.7, "bagging_freq": 1, "seed": 1,
    "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip
SENTENCE_ROUNDS = 120
ANSWERS = dict(SENTENCES, learning_rate=0.05, min_data_in_leaf=60)
ANSWER_ROUNDS = 250
SETS = {"vinewsqa.dev": 1, "vicoqa.dev": 2}  # and of which each n-th question is enough
# The samples are asked as readers of a newspaper ask, and are few: each of them counts more.
WEIGHTS = {"samples": 6.0}
ANSWERED = 0.925  # of the answerable questions, rather than refused
TARGET = ROOT / "corpus" / "answer" / "data" / DATA
FACTUAL = ("nanibot_wiki.train", "nanibot_reg.train")
SMALL = ((1, 16), (40, 2))  # articles in a small archive, and how many such archives of each fold


@dataclass
class Sample:
    """One question in one way of typing, with its article there or left out."""

    set_name: str
    variant: str
    id: str
    gold: str
    fold: int
    is_answerable: bool
    reading: Reading
    described: Described | None
    holds: np.ndarray
    keep: np.ndarray
    retrieved: bool
    extra: dict[str, Any] = field(default_factory=dict)


async def gather(name: str, folder: Path, limit: int, every: int) -> list[Sample]:
    """All samples of a set among other articles, each question also with its article left out."""
    questions = load(SHARED / "eval" / f"{name}.jsonl.gz")
    others = [SHARED / "news" / "vnds.val.jsonl.gz"]
    found: list[Sample] = []
    with Bar(f"{name}: archive") as bar:
        archive = await open_bench(folder, [questions], others, limit, "tantivy", bar.update)
    async with archive:
        with Bar(f"{name}: questions") as bar:
            chosen = questions.examples[::every]
            for done, example in enumerate(chosen, 1):
                bar.update(done, len(chosen))
                for variant in ("typed", "bare"):
                    found += await _samples(archive, name, example, questions, variant, (True, False))
                if done % 4 == 0:
                    label = f"{name.split('.')[0]}/none"
                    variant = ("typed", "bare")[done // 4 % 2]
                    absent = frozenset(questions.articles)
                    found += await _samples(archive, label, example, questions, variant, (False,), absent)
    return found


async def gather_whole(label: str, questions: QuestionSet, folder: Path, every: int) -> list[Sample]:
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


async def gather_small(name: str, every: int) -> list[Sample]:
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
    key = gold.id if gold else f"none-{example.id}"
    starts = gold_starts(example, gold)
    change = VARIANTS[variant]
    asked = Question(change(example.question), ASKED_AT, tuple(map(change, example.history)))
    evidence = await archive.asking.evidence(asked, absent)
    retrieved = any(one.article_id == key for one in evidence.candidates)
    found = []
    for answerable in kinds:
        left = [one for one in evidence.candidates if answerable or one.article_id != key]
        described = describe(left, evidence.subject, evidence.reading, evidence.history)
        sample = Sample(
            name, variant, example.id, key, fold_of(key), answerable, evidence.reading, described,
            np.zeros(0, bool), np.zeros(0, int), retrieved,
        )  # fmt: skip
        if described is not None:
            sample.holds = _holds(described, key, starts)
            sample.keep = _keep(described, key)
            object.__setattr__(described, "rows", described.rows.astype(np.float32))
        found.append(sample)
    return found


def gather_others(folder: Path, every: int) -> list[Sample]:
    """Short factual questions: encyclopedia, regulations, and the samples that come with the program."""
    found: list[Sample] = []
    for name in FACTUAL:
        found += asyncio.run(gather_whole(name, load(SHARED / "eval" / f"{name}.jsonl.gz"), folder, every))
    ours = with_articles(load(questions_file()), articles_folder())
    return found + asyncio.run(gather_whole("samples", ours, folder, every))


def _holds(described: Described, gold: str, starts: tuple[int, ...]) -> np.ndarray:
    """Which sentences contain where a gold span starts."""
    board = described.board
    holds = np.zeros(board.size, bool)
    for at, one in enumerate(board.candidates):
        if one.article_id == gold:
            spans = one.sheet.spans
            inside = [(spans[:, 0] <= start) & (start < spans[:, 1]) for start in starts]
            if inside:
                holds[board.borders[at] : board.borders[at + 1]] = np.any(inside, axis=0)
    return holds


def _keep(described: Described, gold: str) -> np.ndarray:
    """The judged sentences of the gold article, and the first of the others in their order of promise."""
    board = described.board
    of_gold = np.array([one.article_id == gold for one in board.candidates])[board.article]
    judged = described.promising
    names = list(FEATURES)
    promise = described.rows[:, names.index("covered")] + described.rows[:, names.index("covered_pairs")]
    promise = promise + 0.7 * described.rows[:, names.index("passage")]
    others = judged[~of_gold[judged]]
    hardest = others[np.argsort(-promise[others], kind="stable")[:NEGATIVES]]
    return np.sort(np.concatenate([judged[of_gold[judged]], hardest]))


def to_forest(booster: lightgbm.Booster) -> Forest:
    """LightGBM's trees as arrays."""
    trees = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    flat = [_flatten(tree) for tree in trees]
    size = max(len(nodes) for nodes, _depth in flat)
    shape = (len(flat), size)
    feature, left, right = (np.zeros(shape, np.int16) for _ in range(3))
    threshold, value = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for row, (nodes, _depth) in enumerate(flat):
        for at, node in enumerate(nodes):
            feature[row, at], threshold[row, at], left[row, at], right[row, at], value[row, at] = node
    return Forest(feature, threshold, left, right, value, max(depth for _nodes, depth in flat))


def _flatten(tree: dict[str, Any]) -> tuple[list[tuple[int, float, int, int, float]], int]:
    nodes: list[Any] = []

    def add(node: dict[str, Any], depth: int) -> tuple[int, int]:
        at = len(nodes)
        nodes.append(None)
        if "leaf_value" in node:
            nodes[at] = (0, np.inf, at, at, node["leaf_value"])
            return at, depth
        left, one = add(node["left_child"], depth + 1)
        right, other = add(node["right_child"], depth + 1)
        # A float32 at or below the true threshold would send an equal value the wrong way: round up.
        threshold = np.nextafter(np.float32(node["threshold"]), np.float32(np.inf))
        nodes[at] = (node["split_feature"], threshold, left, right, 0.0)
        return at, max(one, other)

    _root, depth = add(tree, 0)
    return nodes, depth


def fit(
    rows: np.ndarray, labels: np.ndarray, parameters: dict[str, Any], rounds: int, weights: np.ndarray
) -> Forest:
    """Boosted trees for the probability of a label."""
    data = lightgbm.Dataset(rows.astype(np.float32), labels.astype(int), weight=weights)
    return to_forest(lightgbm.train(parameters, data, rounds))


def fit_sentences(samples: list[Sample]) -> Forest:
    """On the sentences of answerable questions whose answer was found among the candidates."""
    used = [
        one
        for one in samples
        if one.is_answerable and one.described is not None and one.holds[one.keep].any()
    ]
    rows = np.concatenate([one.described.rows[one.keep] for one in used])  # type: ignore[union-attr]
    labels = np.concatenate([one.holds[one.keep] for one in used])
    weights = np.repeat([_weight(one) for one in used], [len(one.keep) for one in used])
    return fit(rows, labels, SENTENCES, SENTENCE_ROUNDS, weights)


def _weight(sample: Sample) -> float:
    return WEIGHTS.get(sample.set_name, 1.0)


def judge(samples: list[Sample], forest: Forest) -> None:
    """Rank each sample, and note what its quotes would be worth and what the refusal looks at."""
    for one in samples:
        one.extra = {"article": False, "first": False, "any": False, "features": None, "length": 0}
        if one.described is None:
            continue
        ranked = rank(one.described, forest, one.reading.answer_type)
        tried = apart(excerpts(ranked), 12)
        if not tried:
            continue
        shown, left = [], MAX_CHARS
        for excerpt in tried:
            if len(shown) < MAX_QUOTES and excerpt.end - excerpt.start <= left:
                shown.append(excerpt)
                left -= excerpt.end - excerpt.start
        hits = [bool(one.holds[excerpt.first : excerpt.last + 1].any()) for excerpt in shown]
        board = one.described.board
        one.extra = {
            "article": board.candidates[tried[0].article].article_id == one.gold,
            "first": bool(hits and hits[0]),
            "any": any(hits),
            "features": answer_features(ranked, tried, one.reading),
            "length": shown[0].end - shown[0].start if shown else 0,
        }


def fit_answers(samples: list[Sample]) -> Forest:
    """On whether the question's article is there; a quote that misses it counts as no answer."""
    used = [one for one in samples if one.extra.get("features") is not None]
    rows = np.stack([one.extra["features"] for one in used])
    labels = np.array([one.is_answerable for one in used])
    return fit(rows, labels, ANSWERS, ANSWER_ROUNDS, np.array([_weight(one) for one in used]))


def table(samples: list[Sample], confidence: dict[int, float], threshold: float) -> None:
    """Print the held-out numbers."""
    for name in dict.fromkeys(one.set_name for one in samples):
        for variant in ("typed", "bare"):
            good = [
                one
                for one in samples
                if (one.set_name, one.variant, one.is_answerable) == (name, variant, True)
            ]
            bad = [
                one
                for one in samples
                if (one.set_name, one.variant, one.is_answerable) == (name, variant, False)
            ]
            if not good and not bad:
                continue
            for label, cut in (("all", -1.0), ("answered", threshold)):
                passed = [confidence.get(id(one), 0.0) >= cut for one in good]
                wrong = np.mean([confidence.get(id(one), 0.0) >= cut for one in bad])
                shares = [
                    np.mean([p and one.extra[key] for p, one in zip(passed, good, strict=True)])
                    for key in ("article", "first", "any")
                ]
                length = np.median([one.extra["length"] for one in good])
                print(
                    f"{name:13} {variant:6} {label:9} n {len(good)}  article@1 {shares[0]:.3f}  "
                    f"quote@1 {shares[1]:.3f}  quote@3 {shares[2]:.3f}  answered {np.mean(passed):.3f}  "
                    f"wrong {wrong:.3f}  first quote {length:.0f} chars  "
                    f"retrieved {np.mean([one.retrieved for one in good]):.3f}"
                )


def balanced(confidences: list[float]) -> float:
    """The confidence that ANSWERED of the answerable reach."""
    return float(np.quantile(confidences, 1 - ANSWERED))


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=ROOT / ".cache" / "evaluation")
    parser.add_argument("--limit", type=int, default=7500)
    parser.add_argument("--every", type=int, default=1, help="take only every n-th question, to look quickly")
    parser.add_argument("--samples", type=Path, help="keep what was gathered in this file, or read it")
    parser.add_argument("--target", type=Path, default=TARGET, help="where the fitted numbers go")
    parser.add_argument("--dry", action="store_true", help="print the numbers, write nothing")
    options = parser.parse_args()
    samples = gathered_samples(options)
    forests = []
    for fold in range(FOLDS):
        forests.append(fit_sentences([one for one in samples if one.fold != fold]))
        judge([one for one in samples if one.fold == fold], forests[-1])
        print(f"fold {fold}", file=sys.stderr)
    refusals = [fit_answers([one for one in samples if one.fold != fold]) for fold in range(FOLDS)]
    confidence = held_out_confidence(samples, refusals)
    threshold = balanced(
        [confidence[id(one)] for one in samples if one.is_answerable and one.set_name in SETS]
    )
    print(f"threshold {threshold:.3f}")
    table(samples, confidence, threshold)
    if not options.dry:
        options.folder.mkdir(parents=True, exist_ok=True)
        for fold in range(FOLDS):
            Model(forests[fold], refusals[fold], threshold).save(fold_file(options.folder, fold))
        Model(fit_sentences(samples), fit_answers(samples), threshold).save(options.target)
        print(f"{options.target}: {options.target.stat().st_size:,} bytes")


def gathered_samples(options: argparse.Namespace) -> list[Sample]:
    """All samples, from the file where they are kept or from asking everything."""
    if options.samples and options.samples.exists():
        kept: list[Sample] = pickle.loads(options.samples.read_bytes())  # noqa: S301 - our own file
        return kept
    found: list[Sample] = []
    for name, every in SETS.items():
        found += asyncio.run(gather(name, options.folder, options.limit, options.every * every))
        found += asyncio.run(gather_small(name, options.every * every))
    found += gather_others(options.folder, options.every)
    if options.samples:
        with options.samples.open("wb") as file:
            pickle.dump(found, file)
    return found


def held_out_confidence(samples: list[Sample], refusals: list[Forest]) -> dict[int, float]:
    """By id() of a sample, how sure the forest that never saw its article is; 0 where nothing was found."""
    confidence = {id(one): 0.0 for one in samples}
    for fold, forest in enumerate(refusals):
        held = [one for one in samples if one.fold == fold and one.extra.get("features") is not None]
        values = forest.probabilities(np.stack([one.extra["features"] for one in held]))
        confidence |= {id(one): float(value) for one, value in zip(held, values, strict=True)}
    return confidence


if __name__ == "__main__":
    main()
