"""Talking to systemd: ready, still alive, stopping. The protocol is one datagram; man 3 sd_notify."""

from __future__ import annotations

import os
import socket
from collections.abc import MutableMapping

NOTIFY, WATCHDOG = "NOTIFY_SOCKET", "WATCHDOG_USEC"


class Systemd:
    """The service manager that started this process; where there is none, nothing happens."""

    def __init__(self, environ: MutableMapping[str, str] | None = None) -> None:
        surroundings = os.environ if environ is None else environ
        address = surroundings.get(NOTIFY, "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        interval = surroundings.get(WATCHDOG, "")
        self.watchdog_s = int(interval) / 1_000_000 if interval.isdecimal() else None

    def tell(self, *lines: str) -> bool:
        """Send lines such as READY=1 and STATUS=…; whether they left."""
        if not self._address:
            return False
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as channel:
                channel.connect(self._address)
                channel.sendall("\n".join(lines).encode())
        except OSError:
            return False  # a service manager that does not listen is no reason to stop serving
        return True
