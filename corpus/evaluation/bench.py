"""Archives for evaluation: the articles of question sets among others, built once and kept by what they are made of."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from itertools import islice
from pathlib import Path

from corpus.archive import Archive
from corpus.cluster import ClusterSettings
from corpus.errors import QuestionSetError
from corpus.evaluation.questionset import QuestionSet
from corpus.index import SCHEMA
from corpus.ingest import gathered
from corpus.language.analyzer import ANALYSIS
from corpus.language.sheet import VERSION
from corpus.models import Article
from corpus.settings import CorpusSettings

Progress = Callable[[int, int | None], None]


async def open_bench(
    folder: Path,
    sets: Sequence[QuestionSet],
    others: Sequence[Path],
    limit: int | None,
    engine: str,
    progress: Progress,
    cluster: ClusterSettings | None = None,
) -> Archive:
    """The archive of these sets and of up to `limit` articles of `others`, under `folder`. Raises StoreError."""
    place = folder / digest(sets, others, limit, engine)
    settings = CorpusSettings(data_dir=place, engine=engine, cluster=cluster)
    if (place / "complete").exists():
        return await Archive.open(settings)
    shutil.rmtree(place, ignore_errors=True)
    async with AsyncExitStack() as stack:
        archive = await stack.enter_async_context(await Archive.open(settings))
        own = {key: article for one in sets for key, article in one.articles.items()}
        if own:
            await archive.take_in(own.values(), progress)
        if others:
            await archive.take_in(_articles(others, limit), progress)
    (place / "complete").touch()
    return await Archive.open(settings)


def with_articles(questions: QuestionSet, place: Path) -> QuestionSet:
    """A set whose questions name files below a folder, or ids of articles in them or in one file, with those articles.

    Raises QuestionSetError where one that answers a question is not there.
    """
    named: dict[str, Article] = {}
    for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
        if not path.is_file():
            continue
        found = [one for one in gathered([path]) if isinstance(one, Article)]
        named |= {one.id: one for one in found}
        if len(found) == 1:
            named[path.name] = found[0]
    known = named.keys() | questions.articles.keys()
    missing = [one.article_id for one in questions.examples if one.answers and one.article_id not in known]
    if missing:
        raise QuestionSetError(
            f"{questions.name}: {len(missing):,} of its questions are answered by articles that are not in {place},"
            f" such as {missing[0]!r}"
        )
    examples = tuple(
        replace(one, article_id=named[one.article_id].id) if one.article_id in named else one
        for one in questions.examples
    )
    return QuestionSet(questions.name, examples, {one.id: one for one in named.values()})


def _articles(paths: Sequence[Path], limit: int | None) -> Iterable[Article]:
    found = (one for one in gathered(paths) if isinstance(one, Article))
    return islice(found, limit)


def digest(sets: Sequence[QuestionSet], others: Sequence[Path], limit: int | None, engine: str) -> str:
    """Names the archive: changes with any article, with the schemas of analysis and index, and with the engine."""
    found = hashlib.sha256(f"{ANALYSIS} {SCHEMA} {VERSION} {limit} {engine}".encode())
    for one in sets:
        for article in one.articles.values():
            found.update(article.version.encode())
    for path in others:
        found.update(path.read_bytes())
    return found.hexdigest()[:16]
