"""Certificates: good ones pass, every kind of bad one ends with its reason."""

from __future__ import annotations

import asyncio
import ssl
from datetime import UTC, datetime, timedelta

import pytest
import trustme
from crawl_server import Server, html
from crawl_support import fetching

from corpus.gather.crawl.failures import FetchFailed
from corpus.gather.crawl.fetch import Validators
from corpus.reasons import Reason

AUTHORITY = trustme.CA()


def trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


async def fetch(certificate: trustme.LeafCert, trusted: ssl.SSLContext) -> bytes | None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    async with (
        Server({"/x": html("<p>x</p>")}, context) as server,
        fetching(server.port, scheme="https", context=trusted) as fetcher,
    ):
        # Straight to the page: its robots.txt would fail for the same reason, but say less.
        reply = await fetcher._requester.get(f"https://bao.test:{server.port}/x", {}, 1000)
        await fetcher.page(f"https://bao.test:{server.port}/x", Validators(), 1000)
        return reply.body


async def test_a_good_certificate_passes() -> None:
    assert await fetch(AUTHORITY.issue_cert("bao.test"), trusting()) == b"<p>x</p>"


@pytest.mark.parametrize("kind", ["expired", "other name", "unknown authority"])
async def test_a_bad_certificate_is_refused(kind: str) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    certificate = {
        "expired": lambda: AUTHORITY.issue_cert("bao.test", not_after=yesterday),
        "other name": lambda: AUTHORITY.issue_cert("khac.test"),
        "unknown authority": lambda: trustme.CA().issue_cert("bao.test"),
    }[kind]()
    with pytest.raises(FetchFailed) as failed:
        await fetch(certificate, trusting())
    assert failed.value.reason is Reason.CERTIFICATE


async def test_a_host_that_does_not_speak_tls() -> None:
    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, fetching(port, scheme="https") as fetcher:
        with pytest.raises(FetchFailed) as failed:
            await fetcher._requester.get(f"https://bao.test:{port}/x", {}, 1000)
    assert failed.value.reason is Reason.CERTIFICATE
