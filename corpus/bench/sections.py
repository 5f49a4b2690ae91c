"""What is measured: one file each, loaded when its turn comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from corpus.bench.plan import Plan
from corpus.bench.report import Table

Section = Callable[[Plan], Iterator[Table]]


def _from(module: str) -> Section:
    def measure(plan: Plan) -> Iterator[Table]:
        section: Section = import_module(module).measure
        return section(plan)

    return measure


SECTIONS: Mapping[str, Section] = {
    "pages": _from("corpus.bench.pages"),
    "segmentation": _from("corpus.bench.segmentation"),
    "ingest": _from("corpus.bench.ingest"),
    "rebuild": _from("corpus.bench.rebuild"),
    "growth": _from("corpus.bench.growth"),
    "engines": _from("corpus.bench.engines"),
    "answers": _from("corpus.bench.answers"),
}
