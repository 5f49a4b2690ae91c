"""The wall around the tests holds: nothing beyond this machine is reached, here or from a started process."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest
from sitecustomize import NetworkForbidden

TRIES = (
    "socket.create_connection(('192.0.2.1', 80), 1)",
    "socket.create_connection(('vnexpress.net', 80), 1)",
    "socket.socket().connect_ex(('8.8.8.8', 53))",
    "socket.getaddrinfo('vnexpress.net', 80)",
    "socket.gethostbyname('vnexpress.net')",
    "asyncio.run(asyncio.open_connection('192.0.2.1', 80))",
)


@pytest.mark.parametrize("attempt", TRIES)
def test_a_started_process_cannot_leave_the_machine(attempt: str) -> None:
    script = f"import asyncio, socket\n{attempt}"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode == 1
    assert "NetworkForbidden: a test tried to reach" in done.stderr


def test_nor_can_a_test() -> None:
    with pytest.raises(NetworkForbidden):
        socket.create_connection(("192.0.2.1", 80), 1)


def test_loopback_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()[:2], 5).close()
        socket.create_connection(("localhost", server.getsockname()[1]), 5).close()
