"""One page from the net: politely, and only from where the crawl may go. All that fails has a reason."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from types import TracebackType
from urllib.parse import urljoin, urlsplit

from corpus.gather.canonical import canonical
from corpus.gather.crawl.failures import FetchFailed
from corpus.gather.crawl.gate import Gate
from corpus.gather.crawl.guard import check_address
from corpus.gather.crawl.plan import DEFAULT_DELAY_S
from corpus.gather.crawl.request import Reply, Requester
from corpus.gather.crawl.robots import LARGEST_ROBOTS, Rules, closed, no_rules, read_rules
from corpus.reasons import Reason

PAGE_KINDS = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})
REDIRECTS = 5
PATIENCE_S = 120.0  # who wants to be left alone for longer is not waited for
BUSY_S = 30.0  # how long a busy host is left alone where it does not say
LONGEST_WAIT_S = 7 * 86_400.0  # that a site may ask for: a slip of its own must not keep it away for years
LONGEST_VALIDATOR = 500  # code points of what is stored for each page, to be sent with the next request
_REDIRECTING = frozenset({301, 302, 303, 307, 308})
_MISSING = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Validators:
    """What an answer said of its version, to ask later whether there is another."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The conditions of a request."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in pairs.items() if value}


NONE = Validators()


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `url`: where redirects ended. `body`: None where nothing has changed since the given validators."""

    url: str
    body: bytes | None
    kind: str
    charset: str | None
    validators: Validators


class Fetcher:
    """Fetches from configured sites; an async context manager that closes its requester.

    `homes`: domain → home page of every site that may be visited. `delays_s`: domain → least pause between requests.
    """

    def __init__(self, requester: Requester, homes: Mapping[str, str], delays_s: Mapping[str, float]) -> None:
        self._requester, self._homes, self._delays_s = requester, homes, delays_s
        self._gates: dict[str, Gate] = {}
        self._rules: dict[str, Rules] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def __aenter__(self) -> Fetcher:
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        await self._requester.close()

    async def page(self, url: str, validators: Validators, max_bytes: int) -> Fetched:
        """A page of text. Raises FetchFailed, also where a redirect to the home page says that it is gone."""
        fetched = await self.get(url, validators, max_bytes)
        if fetched.body is not None and fetched.kind not in PAGE_KINDS:
            raise FetchFailed(Reason.KIND, fetched.kind[:50])
        if _is_home(fetched.url) and not _is_home(url):
            raise FetchFailed(Reason.GONE)
        return fetched

    async def get(self, url: str, validators: Validators, max_bytes: int) -> Fetched:
        """Anything, after redirects; without a body where nothing changed since the `validators` were given.

        Raises FetchFailed, also where robots.txt forbids it or it is larger than `max_bytes`.
        """
        seen = {url}
        while True:
            reply = await self._allowed(url, validators.headers(), max_bytes)
            if reply.status not in _REDIRECTING:
                return _judged(url, reply, validators)
            url = _target(url, reply)
            if url in seen or len(seen) > REDIRECTS:
                raise FetchFailed(Reason.REDIRECTS)
            seen.add(url)

    async def rules(self, url: str) -> Rules:
        """The robots.txt of the host of `url`; asked for once in the life of the fetcher."""
        check_address(url, self._homes)
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        async with self._asking.setdefault(origin, asyncio.Lock()):
            if origin not in self._rules:
                rules = self._rules[origin] = await self._ask_robots(f"{origin}/robots.txt")
                gate = self._gate(url)
                gate.delay_s = max(gate.delay_s, rules.delay_s)
        return self._rules[origin]

    async def _ask_robots(self, url: str) -> Rules:
        try:
            for _hop in range(REDIRECTS + 1):
                reply = await self._turn(url, {}, LARGEST_ROBOTS)
                if reply.status not in _REDIRECTING:
                    break
                url = _target(url, reply)
        except FetchFailed as failed:
            return closed(failed)
        if reply.status == 200:
            return read_rules(reply.body)
        lasting = 400 <= reply.status < 500 and reply.status != 429
        return no_rules() if lasting else closed()

    async def _allowed(self, url: str, headers: Mapping[str, str], max_bytes: int) -> Reply:
        rules = await self.rules(url)
        if rules.is_down:
            raise FetchFailed(Reason.ROBOTS_DOWN) from rules.why
        if not rules.allow(url):
            raise FetchFailed(Reason.ROBOTS)
        return await self._turn(url, headers, max_bytes)

    async def _turn(self, url: str, headers: Mapping[str, str], max_bytes: int) -> Reply:
        """One request when its host's turn has come. A host that is busy is left alone for as long as it asks."""
        check_address(url, self._homes)
        gate = self._gate(url)
        if gate.closed_s > PATIENCE_S:
            raise FetchFailed(Reason.BUSY, "", gate.closed_s)
        async with gate.turn():
            reply = await self._requester.get(url, headers, max_bytes)
        if reply.status in (429, 503) and (reply.status == 429 or "retry-after" in reply.headers):
            wait_s = _retry_after(reply.headers.get("retry-after", ""))
            gate.close_for(wait_s)
            raise FetchFailed(Reason.BUSY, str(reply.status), wait_s)
        return reply

    def _gate(self, url: str) -> Gate:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        if host not in self._gates:
            domain = check_address(url, self._homes)
            self._gates[host] = Gate(self._delays_s.get(domain, DEFAULT_DELAY_S))
        return self._gates[host]


def _target(url: str, reply: Reply) -> str:
    try:
        return urljoin(url, reply.headers.get("location", ""))
    except ValueError as error:
        raise FetchFailed(Reason.ADDRESS) from error


def _judged(url: str, reply: Reply, validators: Validators) -> Fetched:
    kind, _, parameters = reply.headers.get("content-type", "").partition(";")
    new = Validators(_kept(reply.headers.get("etag")), _kept(reply.headers.get("last-modified")))
    if reply.status == 304 and validators.headers():
        return Fetched(url, None, "", None, validators)
    if reply.status in _MISSING:
        raise FetchFailed(Reason.GONE, str(reply.status))
    if reply.status not in (200, 203):
        raise FetchFailed(Reason.STATUS, str(reply.status))
    return Fetched(url, reply.body, kind.strip().lower(), _charset(parameters), new)


def _kept(validator: str | None) -> str | None:
    return validator if validator is not None and len(validator) <= LONGEST_VALIDATOR else None


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")[:30] or None
    return None


def _retry_after(value: str) -> float:
    """Seconds that a Retry-After header asks for, given in seconds or as a date; a week at most."""
    if value.strip().isdecimal():
        return min(float(value), LONGEST_WAIT_S)
    try:
        wait_s = parsedate_to_datetime(value).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return BUSY_S
    return min(max(0.0, wait_s), LONGEST_WAIT_S)


def _is_home(url: str) -> bool:
    parts = urlsplit(canonical(url) or "")
    return parts.path == "/" and not parts.query
