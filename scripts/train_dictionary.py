"""Makes what stored terms are compressed with, corpus/store/data/terms.zdict, out of the sample articles.

    PYTHONPATH=. python scripts/train_dictionary.py            trains it
    PYTHONPATH=. python scripts/train_dictionary.py FOLDER     what it is worth, on an archive's first passages

The samples were written for this project, so that no text of anybody else is in the dictionary. Archives that were
stored with another dictionary cannot be read: raise SCHEMA in corpus/index/engine.py, and they are analysed anew.
"""

from __future__ import annotations

import asyncio
import sys
import time
import zlib
from functools import partial
from pathlib import Path

import zstandard

from corpus.compression import LEVEL, Compression
from corpus.index import found_by, split
from corpus.ingest import gathered
from corpus.language.analyzer import analyze
from corpus.models import Article
from corpus.store import Store
from corpus.store.terms import DICTIONARY, lines_of

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples" / "articles"
BYTES = 32_000  # twice of it makes terms a hundredth smaller
PASSAGES = 20_000  # that are looked at


def train() -> None:
    """Write the dictionary."""
    articles = [one for one in gathered(sorted(SAMPLES.iterdir())) if isinstance(one, Article)]
    texts = [
        lines_of({name: " ".join(row) for name, row in analyze(text).items()})
        for article in articles
        for text in found_by(article, split(article))
    ]
    trained = zstandard.train_dictionary(BYTES, texts, level=LEVEL)
    DICTIONARY.parent.mkdir(exist_ok=True)
    DICTIONARY.write_bytes(trained.as_bytes())
    print(f"{len(texts)} passages, {sum(map(len, texts))} bytes, dictionary {len(trained)}", file=sys.stderr)


async def compare(folder: Path) -> None:
    """Print how small terms become and how long it takes to read them, one way beside the other."""
    store = await Store.open(folder)
    async for batch in store.passages_after(0, PASSAGES):
        texts = [lines_of(passage.texts) for passage in batch]
        break
    await store.close()
    ours, plain = Compression(DICTIONARY), Compression()
    print(f"{len(texts)} passages of {sum(map(len, texts)) / len(texts):.0f} bytes")
    for name, pack, unpack in (
        ("zlib, level 3", partial(zlib.compress, level=3), zlib.decompress),
        ("zstandard", plain.pack, plain.unpack),
        ("zstandard, with the dictionary", ours.pack, ours.unpack),
    ):
        started = time.perf_counter()
        packed = [pack(text) for text in texts]
        between = time.perf_counter()
        for data in packed:
            unpack(data)
        ended = time.perf_counter()
        each = 1e6 / len(texts)
        print(
            f"{name}: {sum(map(len, packed)) / len(texts):.0f} bytes, "
            f"{(between - started) * each:.1f} us to pack, {(ended - between) * each:.1f} us to unpack"
        )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        asyncio.run(compare(Path(sys.argv[1])))
    else:
        train()
