"""Articles analysed with a memory: what a sentence comes to is worked out once, however often it is drawn again.

What comes out is what `corpus.ingest.prepare` gives, to the byte; a test compares. Whether something is a sentence at
all depends on what stands around it, so that is looked at anew in each article.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from corpus.index import found_by, split
from corpus.ingest import Prepared, places_of
from corpus.ingest.linking import sketches_of
from corpus.language.analyzer import FIELDS, analyze_sentence, clean_sentences, joined
from corpus.language.sheet import row_of, sheet_of
from corpus.models import Article
from corpus.store import AnalyzedArticle, AnalyzedPassage
from corpus.store.terms import pack_texts

REMEMBERED = 400_000  # sentences, about a kilobyte each

_row = lru_cache(REMEMBERED)(row_of)


def prepare(articles: Sequence[Article]) -> Prepared:
    """See `corpus.ingest.prepare`."""
    return Prepared({article.id: _analyzed(article) for article in articles}, sketches_of(articles))


def _analyzed(article: Article) -> AnalyzedArticle:
    passages = split(article)
    texts = found_by(article, passages)
    analyzed = [AnalyzedPassage(one, _packed(text)) for one, text in zip(passages, texts, strict=True)]
    return AnalyzedArticle(analyzed, sheet_of(article, passages, _row).pack(), places_of(article))


def _packed(text: str) -> bytes:
    rows = [_texts(sentence) for sentence in clean_sentences(text)]
    return pack_texts(
        {field: " ".join(joined(field, (row[at].split() for row in rows))) for at, field in enumerate(FIELDS)}
    )


@lru_cache(REMEMBERED)
def _texts(sentence: str) -> tuple[str, ...]:
    """The terms of a clean sentence, joined by spaces, for each of FIELDS."""
    terms = analyze_sentence(sentence)
    return tuple(" ".join(terms[field]) for field in FIELDS)
