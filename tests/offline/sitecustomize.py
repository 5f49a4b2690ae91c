"""No test reaches beyond this machine: put on PYTHONPATH by conftest, so that processes a test starts obey as well."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any


class NetworkForbidden(OSError):
    """A test tried to leave the machine."""


def _refuse_beyond(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    try:
        is_local = ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        is_local = name == "localhost"
    if not is_local and name not in ("0.0.0.0", "::"):  # noqa: S104 - listening is not leaving
        raise NetworkForbidden(f"a test tried to reach {name}")


def _guarded(method: Any) -> Any:
    def call(self: socket.socket, address: Any, *rest: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_beyond(address[0])
        return method(self, address, *rest)

    return call


def _guarded_lookup(lookup: Any) -> Any:
    def call(host: Any, *rest: Any, **options: Any) -> Any:
        _refuse_beyond(host)
        return lookup(host, *rest, **options)

    return call


socket.socket.connect = _guarded(socket.socket.connect)  # type: ignore[method-assign]
socket.socket.connect_ex = _guarded(socket.socket.connect_ex)  # type: ignore[method-assign]
socket.getaddrinfo = _guarded_lookup(socket.getaddrinfo)
socket.gethostbyname = _guarded_lookup(socket.gethostbyname)
