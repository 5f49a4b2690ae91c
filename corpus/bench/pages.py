"""Saved pages read into articles: pages a second on one core."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.bench.plan import Plan
from corpus.bench.report import Table
from corpus.evaluation import extraction
from corpus.samples import articles_folder

LEAST_S = 3.0


def measure(plan: Plan) -> Iterator[Table]:
    """One table: the saved pages of a folder that was given, or of the samples."""
    folder = plan.articles if plan.articles and plan.articles.is_dir() else articles_folder()
    pages = sorted(folder.glob("*.html")) or sorted(articles_folder().glob("*.html"))
    speed = extraction.measure([page.read_bytes() for page in pages], LEAST_S)
    yield Table(
        "Saved pages read",
        ["pages", "KB a page", "pages a second"],
        [[len(pages), speed.kilobytes / speed.pages, speed.pages_per_second]],
        ["On one core, by processor time."],
    )
