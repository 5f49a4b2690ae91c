"""One request and its whole answer, within limits. Whatever goes wrong on the wire is a FetchFailed with its reason."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpcore
import httpx

from corpus.gather.crawl.body import read_body
from corpus.gather.crawl.failures import FetchFailed
from corpus.gather.crawl.guard import GuardedBackend, Network, Resolve, resolve
from corpus.gather.crawl.transport import GuardedTransport
from corpus.reasons import Reason

_WITH_BODY = frozenset({200, 203})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take. Bytes count after unpacking; `total_s` is from the connection to the last byte."""

    page_bytes: int = 5 * 2**20
    source_bytes: int = 50 * 2**20  # the most that the sitemap protocol allows
    connect_s: float = 10.0
    silence_s: float = 15.0
    total_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, before anybody judges it. `body` is empty for anything but a full answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Requester:
    """Sends single requests: no redirects, no cookies, no proxy, no name or password from files."""

    def __init__(
        self,
        agent: str,
        limits: Limits,
        *,
        allowed: Iterable[Network] = (),
        resolve: Resolve = resolve,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits
        context = ssl_context or _authorities()
        self._client = httpx.AsyncClient(
            transport=GuardedTransport(GuardedBackend(allowed, resolve), context),
            headers={
                "User-Agent": agent,
                "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
                "Accept-Language": "vi,en;q=0.5",
                "Accept-Encoding": "gzip",  # no other coding is unpacked within limits
            },
            timeout=httpx.Timeout(limits.silence_s, connect=limits.connect_s),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            follow_redirects=False,
            trust_env=False,
        )

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def get(self, url: str, headers: Mapping[str, str], max_bytes: int) -> Reply:
        """The answer to one GET, be it a redirect. Raises FetchFailed, also where it is larger than `max_bytes`."""
        with _reasons():
            async with asyncio.timeout(self._limits.total_s):
                return await self._get(url, headers, max_bytes)

    async def _get(self, url: str, headers: Mapping[str, str], max_bytes: int) -> Reply:
        async with self._client.stream("GET", url, headers=dict(headers)) as answer:
            body = b""
            if answer.status_code in _WITH_BODY:
                # A packed body may be announced smaller than it is, never larger than the limit.
                if int(answer.headers.get("content-length", "0")) > max_bytes:
                    raise FetchFailed(Reason.LARGE)
                coding = answer.headers.get("content-encoding", "")
                body = await read_body(answer.aiter_raw(), coding, max_bytes)
            return Reply(answer.status_code, dict(answer.headers), body)


@cache
def _authorities() -> ssl.SSLContext:
    """Who may sign certificates: read once, since that takes longer than many a page."""
    return httpx.create_ssl_context(trust_env=False)


@contextmanager
def _reasons() -> Iterator[None]:
    try:
        yield
    except (TimeoutError, httpcore.TimeoutException) as error:
        raise FetchFailed(Reason.SLOW) from error
    except httpcore.ProtocolError as error:
        raise FetchFailed(Reason.PROTOCOL) from error
    except httpcore.NetworkError as error:
        broken_tls = any(isinstance(cause, ssl.SSLError) for cause in error.args)
        raise FetchFailed(Reason.CERTIFICATE if broken_tls else Reason.UNREACHABLE) from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchFailed(Reason.PROTOCOL) from error
    except OSError as error:
        raise FetchFailed(Reason.UNREACHABLE) from error
