"""What is made of articles before they are stored: passages with their terms, sheets, places, sketches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.index import found_by, split
from corpus.ingest.linking import sketches_of
from corpus.language.analyzer import analyze
from corpus.language.geography.place_names import mentioned
from corpus.language.sheet import sheet_of
from corpus.models import Article
from corpus.store import AnalyzedArticle, AnalyzedPassage
from corpus.store.sketches import Sketch


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is made of some articles before they are stored: by article id, and sketches in their order."""

    analyzed: Mapping[str, AnalyzedArticle]
    sketches: Sequence[Sketch]


def prepare(articles: Sequence[Article]) -> Prepared:
    """All the work on articles that needs no store; runs in processes of its own where there are many."""
    return Prepared(analyze_articles(articles), sketches_of(articles))


def analyze_articles(articles: Iterable[Article]) -> dict[str, AnalyzedArticle]:
    """The passages of each article with their terms, and its sheet, by article id."""
    return {article.id: _analyzed(article) for article in articles}


def _analyzed(article: Article) -> AnalyzedArticle:
    passages = split(article)
    analyzed = [
        AnalyzedPassage.of(passage, analyze(text))
        for passage, text in zip(passages, found_by(article, passages), strict=True)
    ]
    return AnalyzedArticle(analyzed, sheet_of(article, passages).pack(), places_of(article))


def places_of(article: Article) -> frozenset[str]:
    """The places that an article mentions."""
    return mentioned(f"{article.headline}\n{article.text}")
