"""A crawl of 2,000 made-up pages on loopback with injected faults: `python tests/bench_crawl.py`.

One page in twenty errs (in passing, for good, or too slowly), others redirect, are shared, repeat another, are gone,
forbidden or no articles. The tally must be exact, and the second crawl must find everything unchanged.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from crawl_site import Paper, shares, spoil
from crawl_support import Newsroom, counts


async def crawl_twice(pages: int) -> dict[str, Any]:
    paper = Paper.of(pages)
    with tempfile.TemporaryDirectory() as folder:
        newsroom = Newsroom(Path(folder))
        async with paper.server:
            expected = spoil(paper, shares(list(paper.stories.values())))
            paper.publish()
            runs = []
            for wanted in (expected.first, expected.second):
                started = time.perf_counter()
                tally = await newsroom.one(paper.site())
                took_s = time.perf_counter() - started
                exact = counts(tally) == {name: count for name, count in wanted.items() if count}
                rate = round(tally.pages / took_s, 1)
                runs.append(
                    {**counts(tally), "exact": exact, "seconds": round(took_s, 1), "pages_a_second": rate}
                )
                newsroom.clock.forward(days=8)
        async with await newsroom.archive() as archive:
            summary, status = await archive.summary(), await archive.status()
    indexed = status.generation.passages if status.generation else 0
    return {
        "pages": pages,
        "first": runs[0],
        "second": runs[1],
        "articles": summary.articles,
        "nothing_lost_nothing_twice": summary.articles == expected.articles and indexed == summary.passages,
    }


def main() -> None:
    found = asyncio.run(crawl_twice(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000))
    print(json.dumps(found, indent=1))
    if not (found["first"]["exact"] and found["second"]["exact"] and found["nothing_lost_nothing_twice"]):
        sys.exit("the tally is not what the faults come to")


if __name__ == "__main__":
    main()
