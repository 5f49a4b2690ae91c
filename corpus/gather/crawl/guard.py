"""Where the crawl may go: hosts of configured newspapers only, and only addresses of the public internet.

A name is resolved once per connection, every address it has is checked, and the connection goes to a checked address:
a name that means something else a moment later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import urlsplit

import httpcore

from corpus.gather.canonical import registered
from corpus.gather.crawl.failures import FetchFailed
from corpus.reasons import Reason

Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, as the system knows them. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str, allowed: Iterable[Network] = ()) -> bool:
    """Whether an IP address is one of the public internet, or in one of the networks that are allowed all the same."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if any(ip.version == network.version and ip in network for network in allowed):
        return True
    inner = _inside(ip)
    if inner is not None:
        return is_public(str(inner), allowed)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or getattr(ip, "is_site_local", False))


def _inside(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address wraps: mapped, compatible, NAT64, 6to4 or Teredo."""
    if isinstance(ip, IPv4Address):
        return None
    if ip in _NAT64 or (ip in _COMPATIBLE and int(ip) > 0xFFFF):
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def check_address(url: str, homes: Mapping[str, str]) -> str:
    """The configured domain that `url` belongs to. `homes`: domain → home page. Raises FetchFailed.

    Only http and https, without user names, on the usual ports or on that of the home page.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchFailed(Reason.ADDRESS) from error
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise FetchFailed(Reason.ADDRESS)
    domain = registered(host, homes)
    if domain is None:
        raise FetchFailed(Reason.FOREIGN, host[:100])
    if port not in (None, 80, 443, urlsplit(homes[domain]).port):
        raise FetchFailed(Reason.ADDRESS)
    return domain


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects to hosts all of whose addresses are public (or in `allowed`). Raises FetchFailed for others."""

    def __init__(self, allowed: Iterable[Network] = (), resolve: Resolve = resolve) -> None:
        self._allowed, self._resolve = tuple(allowed), resolve
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of `host` that answers. `timeout`: seconds for its name, and for each.

        Raises FetchFailed where one of its addresses may not be visited, none is known or none answers; TimeoutError.
        """
        async with asyncio.timeout(timeout):
            addresses = await self._checked(host, port)
        last: Exception | None = None
        for address in addresses:
            try:
                return await self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise FetchFailed(Reason.UNREACHABLE) from last

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """No site is there. Raises FetchFailed."""
        raise FetchFailed(Reason.ADDRESS)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    async def _checked(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchFailed(Reason.UNKNOWN_HOST) from error
        if not addresses:
            raise FetchFailed(Reason.UNKNOWN_HOST)
        if not all(is_public(address, self._allowed) for address in addresses):
            raise FetchFailed(Reason.PRIVATE)
        return addresses
