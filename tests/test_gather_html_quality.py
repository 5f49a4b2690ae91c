"""How well pages are read, measured against marks in the pages themselves that the reader never looks at.

`data-part` on an element of a page says what a part of the article it is, `data-published` when it appeared.
Everything else on the page is noise.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from gather_support import PAGES, article_of, shared_path, skipped
from lxml import html

from corpus.gather.check import checked_file
from corpus.gather.html import LIST_PAGE, NO_ARTICLE
from corpus.gather.sites import SITES, Role
from corpus.models import Article, PartKind

FLOOR = 0.98
TEXT_PARTS = ("lead", "subheading", "body", "caption", "byline", "role")


@dataclass(frozen=True)
class Truth:
    parts: tuple[tuple[str, str], ...]
    published_at: datetime

    def texts(self, *kinds: str) -> list[str]:
        return [text for kind, text in self.parts if kind in kinds]


def truth(page: Path) -> Truth | None:
    root = html.fromstring(page.read_bytes().decode())
    marked = [
        (e.get("data-part"), " ".join(e.text_content().split())) for e in root.iter() if e.get("data-part")
    ]
    published = [e.get("data-published") for e in root.iter() if e.get("data-published")]
    return Truth(tuple(marked), datetime.fromisoformat(published[0])) if marked else None


INPUTS = sorted([*PAGES.glob("*.html"), *PAGES.glob("*.htm")])
MARKED = {page: found for page in INPUTS if (found := truth(page))}


def words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in text.split())


def precision_and_recall(article: Article, expected: Truth) -> tuple[float, float]:
    read, wanted = words([article.text]), words(expected.texts(*TEXT_PARTS))
    both = (read & wanted).total()
    return both / read.total(), both / wanted.total()


def test_every_paper_of_the_table_has_a_page() -> None:
    assert set(SITES) <= {page.name.removesuffix(".html") for page in MARKED}


@pytest.mark.parametrize("page", MARKED, ids=lambda page: page.name)
def test_the_text_is_the_articles_and_nothing_else(page: Path) -> None:
    precision, recall = precision_and_recall(article_of(page), MARKED[page])
    assert precision >= FLOOR and recall >= FLOOR, (precision, recall)


@pytest.mark.parametrize("page", MARKED, ids=lambda page: page.name)
def test_headline_date_and_byline_are_exact(page: Path) -> None:
    article, expected = article_of(page), MARKED[page]
    assert [article.headline] == expected.texts("headline")
    assert article.published_at is not None
    assert article.published_at.replace(second=0) == expected.published_at
    assert article.published_at.isoformat().endswith("+07:00")
    assert article.texts(PartKind.BYLINE) == expected.texts("byline")


@pytest.mark.parametrize("page", MARKED, ids=lambda page: page.name)
def test_every_part_is_what_the_page_calls_it(page: Path) -> None:
    article, expected = article_of(page), MARKED[page]
    for kind in ("lead", "subheading", "caption"):
        assert article.texts(PartKind(kind)) == expected.texts(kind), kind


@pytest.mark.parametrize("page", MARKED, ids=lambda page: page.name)
def test_paragraphs_are_slices_of_the_page(page: Path) -> None:
    """Verbatim: each line of the text stands in the page, but for its white space."""
    shown = re.sub(r"\s+", "", html.fromstring(page.read_bytes().decode()).text_content())
    for line in article_of(page).text.split("\n"):
        assert re.sub(r"\s+", "", line) in shown


def test_vnexpress_2025() -> None:
    """A real page: every paragraph and the summary, the caption, date and author; no word more."""
    folder = shared_path("pages") / "vnexpress-2025"
    expected = json.loads((folder / "VnExpress.json").read_text("utf-8"))["V1"]
    article = article_of(folder / "VnExpress_2025_10_22.html")
    body = [paragraph for section in expected["body"]["sections"] for paragraph in section["paragraphs"]]
    assert article.text.split("\n") == [*expected["body"]["summary"], *body, *expected["authors"]]
    assert article.headline == expected["title"]
    assert article.published_at == datetime.fromisoformat(expected["publishing_date"])
    assert article.byline == "Lê Phương"
    assert article.texts(PartKind.CAPTION) == ["Y bác sĩ nội soi cho bệnh nhân. Ảnh: Bệnh viện cung cấp"]


FITTING = {"vnexpress.net": "vnexpress-2025/VnExpress_2025_10_22.html"}
OUTDATED = {  # what else there is of papers in the table, in layouts that they have left long ago
    "dantri.com.vn": "vn-2012-13/dantri1.html",
    "nld.com.vn": "vn-2012-13/nld1.html",
    "thanhnien.vn": "vn-2012-13/thanhnien1.html",
}


def test_what_is_marked_verified_is_what_a_saved_page_fits() -> None:
    assert {domain for domain, site in SITES.items() if site.verified} == set(FITTING)


@pytest.mark.parametrize("domain", FITTING)
def test_a_verified_entry_finds_all_that_it_names_on_a_real_page(domain: str) -> None:
    site, page = SITES[domain], shared_path("pages") / FITTING[domain]
    found = set(site.roles(html.fromstring(page.read_bytes().decode())).values())
    assert found == {role for role in Role if getattr(site, role)}
    reading = checked_file(page).reading
    assert reading is not None
    assert (reading.decided_by, reading.doubts) == (domain, ())
    assert reading.article.published_at is not None
    assert reading.article.published_at.date() == site.page_of


@pytest.mark.parametrize("domain", OUTDATED)
def test_an_entry_is_not_marked_by_pages_of_a_layout_that_is_gone(domain: str) -> None:
    site, page = SITES[domain], shared_path("pages") / OUTDATED[domain]
    assert site.verified is None
    assert site.roles(html.fromstring(page.read_bytes().decode())) == {}
    reading = checked_file(page).reading
    assert reading is not None
    assert reading.decided_by == "trafilatura"


def old_pages() -> dict[str, Path]:
    return {page.name: page for page in sorted((shared_path("pages") / "vn-2012-13").glob("*.html"))}


def is_home(name: str) -> bool:
    return "home" in name or "hompage" in name


def test_old_articles_are_read() -> None:
    """Real pages of 2012 and 2013: a headline that the window's title holds, prose, and nothing of the page around."""
    for name, page in old_pages().items():
        if is_home(name):
            continue
        article = article_of(page)
        title = html.fromstring(page.read_bytes().decode("utf-8", "replace")).findtext(".//title") or ""
        assert article.headline.split()[:3] == title.split()[:3] or article.headline in title, name
        assert len(article.text.split()) >= 30, name  # one is a photo with a few words
        for furniture in ("Bình luận", "Gửi ý kiến", "Các tin khác", "Tin liên quan", "Quay lại"):
            assert furniture not in article.text.split("\n"), name


def test_old_home_pages_are_no_articles() -> None:
    for name, page in old_pages().items():
        if is_home(name):
            assert skipped(page).reason in (LIST_PAGE, NO_ARTICLE), name
