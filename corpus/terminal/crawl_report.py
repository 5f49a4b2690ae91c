"""How the command line prints crawls: a line for each site, its failures by reason, the same as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from corpus.crawls import CrawlTally
from corpus.reasons import TEXTS, Reason
from corpus.store.tallies import SiteTally
from corpus.terminal.report import day
from corpus.timezone import VIETNAM

_COUNTS = ("new", "changed", "unchanged", "copies", "skipped", "gone", "failed")


def crawl_lines(tally: CrawlTally) -> list[str]:
    """The tally for a terminal."""
    lines = [f"refused {address}: it belongs to no site of the sites table" for address in tally.refused]
    for site in tally.sites:
        lines.extend(_site_lines(site))
    return lines


def _site_lines(site: SiteTally) -> Iterable[str]:
    counts = ", ".join(f"{getattr(site, name):,} {name}" for name in _COUNTS)
    newest = f"; newest article {day(_moment(site.newest_s))}" if site.newest_s is not None else ""
    yield f"{site.site}: {counts}{newest}"
    if site.is_unread and site.stopped:
        yield f"  nothing could be read: {_words(site.stopped)}"
    elif site.stopped:
        yield f"  stopped early: {_words(site.stopped)}"
    for failure in site.failures:
        yield f"  {failure.count:,} failed: {_words(failure.reason, failure.detail)}"
    for source in site.source_failures:
        yield f"  could not read {source.url}: {_words(source.reason, source.detail)}"
    if site.withdrawn:
        yield f"  {site.withdrawn:,} articles left the index: gone from the site, or too old"
    if site.held_back:
        yield (
            f"  {site.held_back:,} articles are gone from the site, more than a site takes down by itself: they were "
            "kept; if that is right, crawl again with --withdraw-many"
        )


def _words(reason: str, detail: str | None = None) -> str:
    text = TEXTS[Reason(reason)] if reason in {str(one) for one in Reason} else reason
    return f"{text} ({detail})" if detail else text


def crawl_json(tally: CrawlTally) -> dict[str, Any]:
    """The tally for --json: sums, then each site."""
    sites = [_site_json(site) for site in tally.sites]
    sums = {name: sum(site[name] for site in sites) for name in _COUNTS}
    unread = sum(site.is_unread for site in tally.sites)
    return {**sums, "unread": unread, "sites": sites, "refused": list(tally.refused)}


def _site_json(site: SiteTally) -> dict[str, Any]:
    return {
        "site": site.site,
        "kind": site.kind,
        **{name: getattr(site, name) for name in _COUNTS},
        "failures": [
            {"reason": one.reason, "detail": one.detail, "count": one.count} for one in site.failures
        ],
        "source_failures": [
            {"url": one.url, "reason": one.reason, "detail": one.detail} for one in site.source_failures
        ],
        "withdrawn": site.withdrawn,
        "held_back": site.held_back,
        "stopped": site.stopped,
        "started_at": _iso(site.started_at),
        "ended_at": _iso(site.ended_at),
        "newest_article_at": _iso(site.newest_s),
    }


def _moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, VIETNAM) if seconds is not None else None


def _iso(seconds: int | None) -> str | None:
    moment = _moment(seconds)
    return moment.isoformat() if moment else None
