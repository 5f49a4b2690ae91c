"""Article → passages: spans of about 100 syllables on sentence borders, the units that are indexed and found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.language.text import sentences
from corpus.models import Article, Passage, Span

TARGET_SYLLABLES = 100
MAX_CHARS = (
    4_000  # a "sentence" beyond this is a list or a table: cut, so that no passage swallows an article
)


def split(article: Article) -> list[Passage]:
    """The passages of an article, in order; together they hold every sentence, and none is empty.

    A passage ends with the sentence that reaches the target, unless stopping before it comes closer.
    """
    spans = [piece for span in sentences(article.text) for piece in _pieces(span)]
    groups = _grouped(spans, article.text)
    return [
        Passage(article.id, article.version, ordinal, group[0].start, group[-1].end)
        for ordinal, group in enumerate(groups)
    ]


def found_by(article: Article, passages: Sequence[Passage]) -> Iterator[str]:
    """The text that each passage of an article is indexed with: its own, and with the first one the headline."""
    for passage in passages:
        own = article.text[passage.start : passage.end]
        yield own if passage.ordinal else f"{article.headline}\n{own}"


def _pieces(span: Span) -> Iterator[Span]:
    for start in range(span.start, span.end, MAX_CHARS):
        yield Span(start, min(start + MAX_CHARS, span.end))


def _grouped(spans: list[Span], text: str) -> Iterator[list[Span]]:
    group: list[Span] = []
    size = 0
    for span in spans:
        syllables = len(span.of(text).split())
        if group and size + syllables - TARGET_SYLLABLES > TARGET_SYLLABLES - size:
            yield group
            group, size = [], 0
        group.append(span)
        size += syllables
    if group:
        yield group
