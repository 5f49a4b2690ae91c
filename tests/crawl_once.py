"""One crawl in a process of its own, to be killed: `python crawl_once.py DATA HOME`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from crawl_support import Newsroom

from corpus.gather.crawl.plan import CrawlPlan
from corpus.gather.crawl.site import CrawlSite


async def main(data: str, home: str) -> None:
    plan = CrawlPlan(sitemaps=(f"{home}/sitemap.xml",), delay_s=0.0)
    await Newsroom(Path(data)).one(CrawlSite("bao.test", "Báo bao.test", home, plan))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
