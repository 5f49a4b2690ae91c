"""How one newspaper's site is crawled: the part of its table entry that the crawl reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

DEFAULT_DELAY_S = 1.0


@dataclass(frozen=True)
class CrawlPlan:
    """Where a site tells of its articles, and how often it may be asked. Every default suits most sites.

    `feeds`: RSS or Atom. `sitemaps`: none means those that its robots.txt names. `sections`: pages that link to
    articles; "{page}" in an address stands for 1, 2, 3 up to `section_pages`, else links to a next page are followed.
    `article`: a regular expression found in the path of every article; empty means the usual shapes. `delay_s`: the
    least time between two requests to a host, unless robots.txt asks for more. `pages_a_run`: the most pages of one
    run; the rest waits for the next. `keep_days`: older articles leave the index, None keeps all. `on`: whether it is
    crawled without being named.
    """

    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    article: str = ""
    section_pages: int = 3
    delay_s: float = DEFAULT_DELAY_S
    pages_a_run: int = 500
    keep_days: int | None = None
    on: bool = True

    @cached_property
    def article_pattern(self) -> re.Pattern[str] | None:
        """`article`, compiled; None for the usual shapes."""
        return re.compile(self.article) if self.article else None


USUAL = CrawlPlan()
