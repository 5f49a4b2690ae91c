"""STAND-IN until the sites table is merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.gather.crawl.plan import CrawlPlan


@dataclass(frozen=True, slots=True)
class Site:
    publisher: str
    home_url: str
    crawl: CrawlPlan = field(default_factory=CrawlPlan)


SITES: Mapping[str, Site] = {
    "baophuyen.vn": Site("Báo Phú Yên Online", "https://baophuyen.vn"),
    "baodaklak.vn": Site("Báo Đắk Lắk điện tử", "https://baodaklak.vn"),
}
