"""Makes what stored terms are compressed with, corpus/store/data/terms.zdict, out of the sample articles.

    PYTHONPATH=. python scripts/train_dictionary.py

The samples were written for this project, so that no text of anybody else is in the dictionary. Archives that were
stored with another dictionary cannot be read: raise SCHEMA in corpus/index/engine.py, and they are analysed anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

import zstandard

from corpus.index import found_by, split
from corpus.ingest import gathered
from corpus.language.analyzer import analyze
from corpus.models import Article
from corpus.store.terms import DICTIONARY, lines_of

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples" / "articles"
BYTES = 32_000  # twice of it makes terms a hundredth smaller


def main() -> None:
    """See the module."""
    articles = [one for one in gathered(sorted(SAMPLES.iterdir())) if isinstance(one, Article)]
    texts = [
        lines_of({name: " ".join(row) for name, row in analyze(text).items()})
        for article in articles
        for text in found_by(article, split(article))
    ]
    trained = zstandard.train_dictionary(BYTES, texts, level=3)
    DICTIONARY.parent.mkdir(exist_ok=True)
    DICTIONARY.write_bytes(trained.as_bytes())
    print(f"{len(texts)} passages, {sum(map(len, texts))} bytes, dictionary {len(trained)}", file=sys.stderr)


if __name__ == "__main__":
    main()
