"""One page for whoever writes an entry of the sites table: fetched as a crawl would fetch it, but from any host.

The paper has no entry yet, so a host outside the table is visited, too. All else holds: http and https alone, public
addresses alone, robots.txt, limits of size and time, every redirect checked, none to yet another host.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from corpus.gather.check import SiteCheck, check
from corpus.gather.crawl.failures import FetchFailed
from corpus.gather.crawl.fetch import NONE, Fetcher
from corpus.gather.crawl.guard import Network, Resolve, resolve
from corpus.gather.crawl.request import Limits, Requester
from corpus.gather.sites import SITES, site_of
from corpus.reasons import TEXTS, Reason


def is_address(text: str) -> bool:
    """Whether it is the address of a page, and not the name of a file."""
    return text.lower().startswith(("http://", "https://"))


async def checked_address(
    address: str,
    agent: str,
    *,
    allowed: Iterable[Network] = (),
    limits: Limits | None = None,
    resolve: Resolve = resolve,
    ssl_context: ssl.SSLContext | None = None,
) -> SiteCheck:
    """`check` for a page on the net; one that cannot be had is a reason, too. `allowed`: private networks that are."""
    limits = limits or Limits()
    try:
        site = site_of(address)
    except ValueError:
        return SiteCheck(None, TEXTS[Reason.ADDRESS], None)
    requester = Requester(agent, limits, allowed=allowed, resolve=resolve, ssl_context=ssl_context)
    homes = {domain: site.home_url for domain, site in SITES.items()}
    delays_s = {domain: site.crawl.delay_s for domain, site in SITES.items()}
    if site is None:
        homes |= _own_home(address)
    try:
        async with Fetcher(requester, homes, delays_s) as fetcher:
            fetched = await fetcher.page(address, NONE, limits.page_bytes)
    except FetchFailed as failed:
        return SiteCheck(None, _words(failed), site)
    return replace(check(fetched.body or b"", fetched.url, fetched.charset), fetched_from=fetched.url)


def _own_home(address: str) -> dict[str, str]:
    """The host of an address as a home, under the name that its other spellings share."""
    parts = urlsplit(address)
    host = (parts.hostname or "").lower().rstrip(".")
    bare = host.removeprefix("www.").removeprefix("m.")
    return {bare if "." in bare else host: f"{parts.scheme}://{parts.netloc}"}


def _words(failed: FetchFailed) -> str:
    if failed.reason is Reason.FOREIGN:
        return f"it leads to another host, {failed.detail}: check the address there"
    if isinstance(failed.__cause__, FetchFailed):  # why its robots.txt cannot be had
        return f"{failed}: {_words(failed.__cause__)}"
    return str(failed)
