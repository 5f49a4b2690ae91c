"""Fits what words say, what ranks sentences and what tells whether there is an answer:
corpus/answer/ranking/data/ranker.npz.

    make fit                     (needs ../shared; lightgbm comes from requirements-fit.lock)

Questions of a set are asked of an archive that holds the set's articles among others, through the same functions that
answer a reader. Folds are by article: no article is judged by numbers that were fitted on its own questions. What is
printed is held out; what is written is fitted on everything. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from pathlib import Path

import numpy as np
from fit_necessity import fit_necessity, observe
from fit_samples import SETS, Sample, gather
from fit_trees import fit_answers, fit_sentences, judge

from corpus.answer.ranking.forest import Forest
from corpus.answer.ranking.model import DATA, Model
from corpus.evaluation.folds import FOLDS, fold_file

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "corpus" / "answer" / "ranking" / "data" / DATA
ANSWERED = 0.932  # of the answerable questions, rather than refused; other doubts take a hundredth off that


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
    stood = observe(samples)
    necessities = [fit_necessity(stood, fold) for fold in range(FOLDS)]
    for one in samples:
        if one.described is not None:
            one.needs = necessities[one.fold].of(one.described.subject, one.reading)
    print("necessity", file=sys.stderr)
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
            Model(necessities[fold], forests[fold], refusals[fold], threshold).save(
                fold_file(options.folder, fold)
            )
        whole = Model(fit_necessity(stood), fit_sentences(samples), fit_answers(samples), threshold)
        whole.save(options.target)
        print(f"{options.target}: {options.target.stat().st_size:,} bytes")


def gathered_samples(options: argparse.Namespace) -> list[Sample]:
    """All samples, from the file where they are kept or from asking everything."""
    if options.samples and options.samples.exists():
        kept: list[Sample] = pickle.loads(options.samples.read_bytes())  # noqa: S301 - our own file
        return kept
    found = gather(options.folder, options.limit, options.every)
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


if __name__ == "__main__":
    main()
