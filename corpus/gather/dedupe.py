"""The same story in several papers: found by the phrases that it shares, linked, never dropped.

A text's shingles are its runs of five syllables (folded, so that spelling and case do not matter). Of their hashes
those divisible by SAMPLE are kept: the same ones for every text, so the share of two samples estimates the share of
the whole texts (Broder, "On the resemblance and containment of documents", 1997). An index from hash to article
finds the others of the same days; there is no need of banding, since the sample is its own index.

`containment` is measured against the shorter text: a paper that prints half of a wire story still repeats it.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable

from corpus.language.text import fold
from corpus.models import Article
from corpus.store.sketches import Shared, Sketch

LENGTH = 5  # syllables in a shingle
SAMPLE = 6  # one hash in so many is kept
DAYS = 3  # how far apart the same story is printed
ALIKE = 0.15  # of the shorter text's shingles; see `python -m tests.bench_dedupe`
FEWEST = 4  # shingles of the sample; fewer are a formula, not a story
LOOKED_AT = 50  # articles that share the most
LARGEST = 2_000  # shingles of a sample: far beyond the longest article
DAY_S = 86_400

_SYLLABLE = re.compile(r"[^\W_]+")
_MIX = 2_654_435_761  # Knuth's multiplicative hash: CRC alone leaves the low bits too regular


def shingles(text: str) -> frozenset[int]:
    """The sample of a text's shingles, as 30-bit numbers."""
    syllables = [word.encode() for word in _SYLLABLE.findall(fold(text))]
    found = set()
    for at in range(max(1, len(syllables) - LENGTH + 1)):
        mixed = (zlib.crc32(b" ".join(syllables[at : at + LENGTH])) * _MIX) & 0xFFFF_FFFF
        mixed ^= mixed >> 15
        if mixed % SAMPLE == 0:
            found.add(mixed // SAMPLE)
    return frozenset(sorted(found)[:LARGEST])


def sketch(article: Article, now_s: int) -> Sketch:
    """What is kept of an article to find others like it; one without a date is taken for today's."""
    published = article.published_at
    day = int(published.timestamp() if published else now_s) // DAY_S
    return Sketch(article.id, content(article), day, shingles(f"{article.headline}\n{article.text}"))


def content(article: Article) -> bytes:
    """A hash that exact copies of an article in the same paper share, whatever their addresses."""
    published = article.published_at.isoformat() if article.published_at else None
    seen = [article.publisher, published, _plain(article.headline), _plain(article.text)]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).digest()[:16]


def _plain(text: str) -> str:
    return " ".join(text.split())


def alike(own: Sketch, others: Iterable[Shared]) -> list[tuple[str, float]]:
    """Those of the articles that tell the same, and how much of the shorter text is shared (0 to 1)."""
    found = []
    for other in others:
        containment = other.count / max(1, min(len(own.shingles), other.size))
        if other.count >= FEWEST and containment >= ALIKE:
            found.append((other.article_id, round(containment, 3)))
    return found
