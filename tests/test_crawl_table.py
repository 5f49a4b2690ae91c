"""The sites table as the crawl reads it: every entry can be crawled as it stands."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from corpus.gather.canonical import registered
from corpus.gather.crawl.guard import check_address
from corpus.gather.crawl.table import crawl_sites

SITES = crawl_sites()
HOMES = {domain: site.home_url for domain, site in SITES.items()}


@pytest.mark.parametrize("domain", SITES)
def test_everything_that_an_entry_lists_is_on_its_own_site(domain: str) -> None:
    site = SITES[domain]
    plan = site.plan
    for url in (site.home_url, *plan.feeds, *plan.sitemaps, *plan.sections):
        assert check_address(url.replace("{page}", "1"), HOMES) == domain
    assert registered(urlsplit(site.home_url).hostname or "", HOMES) == domain
    assert plan.article_pattern is None or plan.article_pattern.pattern
    assert plan.delay_s >= 1.0


def test_the_papers_own_province_is_crawled_without_being_named_and_the_neighbours_are_not() -> None:
    assert [domain for domain, site in SITES.items() if site.plan.on] == ["baophuyen.vn", "baodaklak.vn"]
