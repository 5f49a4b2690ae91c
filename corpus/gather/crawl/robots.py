"""robots.txt (RFC 9309): what a host asks crawlers to leave alone, how often to come, and where its sitemaps are."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

PRODUCT = "hoibao"  # the name that a robots.txt would use for this crawler
ROBOTS_BYTES = 500 * 2**10  # RFC 9309 asks to read at least as much; what follows is not
LARGEST_ROBOTS = 4 * 2**20
LONGEST_DELAY_S = 30.0


@dataclass(frozen=True)
class Rules:
    """What a host asks for. `is_down`: its robots.txt could not be had (`why`), so that nothing may be fetched."""

    parsed: Protego
    is_down: bool = False
    why: Exception | None = None

    def allow(self, url: str) -> bool:
        """Whether the address may be fetched."""
        return not self.is_down and bool(self.parsed.can_fetch(url, PRODUCT))

    @property
    def delay_s(self) -> float:
        """The pause it asks for between two requests, 0 where it asks for none; never more than half a minute."""
        delay = float(self.parsed.crawl_delay(PRODUCT) or 0.0)
        if rate := self.parsed.request_rate(PRODUCT):
            delay = max(delay, rate.seconds / max(1, rate.requests))
        return min(max(delay, 0.0), LONGEST_DELAY_S)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that it names."""
        return tuple(self.parsed.sitemaps)


def read_rules(body: bytes) -> Rules:
    """The rules of a robots.txt; what is no rule is passed over."""
    return Rules(Protego.parse(body[:ROBOTS_BYTES].decode("utf-8", "replace")))


def no_rules() -> Rules:
    """Where there is no robots.txt, everything may be fetched."""
    return read_rules(b"")


def closed(why: Exception | None = None) -> Rules:
    """Where robots.txt cannot be had, nothing may be fetched (RFC 9309, 2.3.1.4)."""
    return Rules(Protego.parse(""), is_down=True, why=why)
