"""Benchmarks: what is fast, what is slow, and by how much, measured side by side in one run.

Times of a machine say little about another, and on a busy one not even much about itself. So contestants take turns
on the same input, medians are compared, and what is printed first is the ratio.

`SECTIONS` is the table of what is measured: a new benchmark is a file here with `measure(plan)` and a line there.
"""

from corpus.bench.plan import Plan
from corpus.bench.report import Table
from corpus.bench.sections import SECTIONS, Section
from corpus.bench.verb import bench_verb

__all__ = ["SECTIONS", "Plan", "Section", "Table", "bench_verb"]
