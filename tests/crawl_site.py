"""A newspaper on loopback, made up: articles, feed, sitemaps, section pages, and the faults that one asks for."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawl_server import Answer, Asked, Reply, Server, html, redirect, xml

from corpus.gather.crawl.plan import CrawlPlan
from corpus.gather.crawl.site import CrawlSite
from corpus.timezone import VIETNAM

WORDS = (
    "ngư dân xã ven biển thả nuôi tôm hùm trên đầm nước lợ mùa mưa lũ về sớm khiến nhiều hộ lo lắng cán bộ khuyến nông "
    "hướng dẫn cách chăm sóc lồng bè giá thu mua tại chỗ tăng nhẹ thương lái đặt cọc trước công trình đường bộ nối hai "
    "huyện hoàn thành đúng hạn học sinh trường làng nhận sách vở mới lễ hội đua thuyền khai mạc sáng nay người dân đến "
    "xem rất đông đoàn y bác sĩ khám bệnh miễn phí vườn tiêu hồ cà phê lúa nếp mía bắp sông suối núi đồi cầu cảng chợ "
    "phiên thợ mộc gốm sứ chiếu cói nước mắm muối hạt cá ngừ đại dương phiên họp hội đồng thông qua kế hoạch ngân sách"
).split()
FIRST = datetime(2026, 11, 1, 6, tzinfo=VIETNAM)


@dataclass
class Story:
    """An article as its paper has it; `version` stands in its ETag."""

    number: int
    headline: str
    paragraphs: list[str]
    published_at: datetime
    version: int = 1

    @property
    def path(self) -> str:
        return f"/tin/bai-viet-so-{self.number}.html"


def sentence(rng: random.Random, length: int = 14) -> str:
    words = rng.choices(WORDS, k=length)
    return " ".join(words).capitalize() + f" {rng.randrange(10, 99_999)} đồng."


def story(number: int) -> Story:
    rng = random.Random(number)
    paragraphs = [" ".join(sentence(rng) for _sentence in range(3)) for _paragraph in range(4)]
    return Story(
        number, f"Bản tin {number} {sentence(rng, 5)[:-1]}", paragraphs, FIRST + timedelta(minutes=number)
    )


def page(one: Story, canonical: str = "") -> str:
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in one.paragraphs)
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    when = one.published_at.isoformat()
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{one.headline}</title>{link}'
        f'<meta property="og:type" content="article"><meta property="article:published_time" content="{when}"></head>'
        f'<body><header><a href="/">Trang chủ</a></header><article><h1>{one.headline}</h1>\n{body}\n</article></body>'
    )


@dataclass
class Paper:
    """A made-up newspaper. Change `stories` or `faults` between crawls; routes are made anew by `publish`.

    `faults`: path → what is answered in place of the page. `extra`: more addresses for the sitemap.
    """

    domain: str
    stories: dict[int, Story]
    faults: dict[str, Reply | Answer] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)
    robots: str = "User-agent: *\nDisallow: /cam/\n"
    server: Server = field(default_factory=Server)
    in_a_sitemap: int = 500

    @classmethod
    def of(cls, count: int, domain: str = "bao.test") -> Paper:
        return cls(domain, {number: story(number) for number in range(1001, 1001 + count)})

    @property
    def home(self) -> str:
        return f"http://{self.domain}:{self.server.port}"

    def site(self, **plan: object) -> CrawlSite:
        """Its entry: everything is in the sitemap unless the plan says otherwise; no pauses."""
        places = {"sitemaps": (f"{self.home}/sitemap.xml",), "delay_s": 0.0, "pages_a_run": 10_000}
        return CrawlSite(self.domain, f"Báo {self.domain}", self.home, CrawlPlan(**(places | plan)))  # type: ignore[arg-type]

    def publish(self) -> None:
        """Let the server answer with what the paper is now."""
        routes: dict[str, Reply | Answer] = {"/robots.txt": Reply(body=self.robots.encode())}
        for one in self.stories.values():
            routes[one.path] = self._conditional(one)
        routes |= self._sitemaps() | self._feed() | self._sections()
        self.server.routes = routes | self.faults

    def _conditional(self, one: Story) -> Answer:
        etag = f'"{one.number}-{one.version}"'
        reply = html(page(one), ETag=etag)

        def answer(asked: Asked) -> Reply:
            return Reply(304, headers={"ETag": etag}) if asked.headers.get("if-none-match") == etag else reply

        return answer

    def _addresses(self) -> list[str]:
        return [f"{self.home}{one.path}" for one in self.stories.values()] + self.extra

    def _sitemaps(self) -> dict[str, Reply | Answer]:
        addresses = self._addresses()
        parts = [addresses[at : at + self.in_a_sitemap] for at in range(0, len(addresses), self.in_a_sitemap)]
        rows = "".join(
            f"<sitemap><loc>{self.home}/sitemap-{n}.xml.gz</loc></sitemap>" for n in range(len(parts))
        )
        found: dict[str, Reply | Answer] = {"/sitemap.xml": xml(f"<sitemapindex>{rows}</sitemapindex>")}
        for n, part in enumerate(parts):
            urls = "".join(f"<url><loc>{address.replace('&', '&amp;')}</loc></url>" for address in part)
            found[f"/sitemap-{n}.xml.gz"] = xml(gzip.compress(f"<urlset>{urls}</urlset>".encode()))
        return found

    def _feed(self) -> dict[str, Reply | Answer]:
        newest = sorted(self.stories.values(), key=lambda one: one.published_at, reverse=True)[:20]
        items = "".join(
            f"<item><title>{one.headline}</title><link>{self.home}{one.path}?utm_source=rss</link></item>"
            for one in newest
        )
        return {"/rss": xml(f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>')}

    def _sections(self) -> dict[str, Reply | Answer]:
        stories = list(self.stories.values())
        found: dict[str, Reply | Answer] = {}
        for n, at in enumerate(range(0, len(stories), 10), start=1):
            links = "".join(
                f'<p><a href="{one.path}">{one.headline}</a></p>' for one in stories[at : at + 10]
            )
            follow = f'<a rel="next" href="/tin?page={n + 1}">Trang sau</a>'
            found[f"/tin?page={n}"] = html(f"<html><body>{links}{follow}</body></html>")
        return found


def once(reply: Reply, then: Reply | Answer) -> Answer:
    """`reply` the first time, `then` ever after."""
    waiting = [reply]

    def answer(asked: Asked) -> Reply:
        if waiting:
            return waiting.pop()
        return then if isinstance(then, Reply) else then(asked)

    return answer


@dataclass(frozen=True)
class Expected:
    """The tally that a paper with injected faults must come to, first and second time."""

    first: Mapping[str, int]
    second: Mapping[str, int]
    articles: int


def spoil(paper: Paper, share: Callable[[float], Sequence[Story]]) -> Expected:
    """Inject faults: each share of the stories another. `share(0.05)` gives a twentieth, none twice."""
    transient, lasting, slow = share(0.03), share(0.01), share(0.01)
    for one in transient:
        paper.faults[one.path] = once(Reply(500), html(page(one)))
    for one in lasting:
        paper.faults[one.path] = Reply(500)
    for one in slow:
        paper.faults[one.path] = Reply(
            body=page(one).encode(), headers={"Content-Type": "text/html"}, drip_s=0.05
        )
    moved, shared, copied = share(0.03), share(0.03), share(0.02)
    for one in moved:  # its old address is listed too, and leads to it
        old = f"/cu/bai-{one.number}-da-doi-dia-chi.html"
        paper.faults[old] = redirect(one.path, 301)
        paper.extra.append(f"{paper.home}{old}")
    for one in shared:  # the same page, as it is shared
        paper.extra.append(f"{paper.home}/amp{one.path}?utm_source=zalo")
    for one in copied:  # the same article under another address
        again = f"/mot-chuyen-muc-khac/bai-viet-so-{one.number}.html"
        paper.faults[again] = html(page(one))
        paper.extra.append(f"{paper.home}{again}")
    gone, forbidden, other = share(0.01), share(0.01), share(0.01)
    for one in gone:
        paper.faults[one.path] = Reply(404)
    for one in forbidden:
        paper.stories.pop(one.number)
        paper.extra.append(f"{paper.home}/cam/bai-viet-so-{one.number}.html")
    for one in other:
        paper.faults[one.path] = html("<html><body><p>Trang lịch phát sóng.</p></body></html>")
    total = len(paper.stories) + len(forbidden)
    stored = total - sum(map(len, (lasting, slow, gone, forbidden, other)))
    fixed = {"copies": len(moved) + len(copied), "skipped": len(forbidden) + len(other)}
    failed = {"gone": len(gone), "failed": len(lasting) + len(slow)}
    return Expected(
        {"new": stored, "changed": 0, "unchanged": 0} | fixed | failed,
        {"new": 0, "changed": 0, "unchanged": stored, "copies": 0, "skipped": 0} | failed,
        stored,
    )


def shares(stories: Sequence[Story], seed: int = 7) -> Callable[[float], Sequence[Story]]:
    """Deals out parts of the stories, no story twice."""
    deck = list(stories)
    random.Random(seed).shuffle(deck)
    whole = len(deck)

    def deal(part: float) -> Sequence[Story]:
        count = max(1, round(part * whole))
        dealt = deck[:count]
        del deck[:count]
        return dealt

    return deal
