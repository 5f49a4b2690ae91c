"""Counts how common syllables and their pairs are in Vietnamese newspapers, into corpus/language/data/background.json.

    python scripts/count_background.py ARTICLES.jsonl.gz [LIMIT]

Only shares of passages are kept, of what stands in at least one passage of 500: no text of anybody.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import islice, pairwise
from pathlib import Path

from corpus.index import split
from corpus.ingest import gathered
from corpus.language.analyzer import accented_terms
from corpus.language.text import fold
from corpus.models import Article

TARGET = Path(__file__).parents[1] / "corpus" / "language" / "data" / "background.json"
AT_LEAST = 0.002


def main() -> None:
    """See the module."""
    limit = int(sys.argv[2]) if len(sys.argv) > 2 else None
    counts: Counter[str] = Counter()
    passages = 0
    for article in islice((one for one in gathered([Path(sys.argv[1])]) if isinstance(one, Article)), limit):
        for passage in split(article):
            text = article.text[passage.start : passage.end]
            row = [term for term in accented_terms(text) if term.isalpha()]
            terms = set(row)
            counts.update(terms)
            counts.update({f"{one} {two}" for one, two in pairwise(row)})
            counts.update({f"={fold(term)}" for term in terms})
            passages += 1
    shares = {
        term: round(count / passages, 4) for term, count in counts.items() if count >= AT_LEAST * passages
    }
    accented = {term: share for term, share in sorted(shares.items()) if term[0] != "=" and " " not in term}
    pairs = {term: share for term, share in sorted(shares.items()) if " " in term}
    folded = {term[1:]: share for term, share in sorted(shares.items()) if term[0] == "="}
    table = {"accented": accented, "syllables": folded, "pairs": pairs}
    data = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(data + "\n", "utf-8")
    print(
        f"{passages} passages, {len(accented)} syllables, {len(pairs)} pairs, {len(data)} characters",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
