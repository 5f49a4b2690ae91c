"""Where a crawl may go: hosts of the table, addresses of the public internet, each resolved once."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_network

import pytest
from crawl_server import Server

from corpus.gather.crawl.failures import FetchFailed
from corpus.gather.crawl.guard import GuardedBackend, check_address, is_public
from corpus.reasons import Reason

HOMES = {"bao.test": "https://bao.test", "cong.test": "http://cong.test:8080"}


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.9.9.9", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *(
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
        ),
        *("2002:7f00:1::", "2001:0:53aa:64c:0:0:80ff:fffe", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1"),
        *("fec0::1", "ff02::1", "2001:db8::1", "không phải địa chỉ", ""),
    ],
)
def test_private_addresses_are_told(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "203.162.0.1", "2405:4800::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are_told(address: str) -> None:
    assert is_public(address)


def test_a_network_may_be_allowed_by_name() -> None:
    allowed = [ip_network("10.1.0.0/16")]
    assert is_public("10.1.2.3", allowed)
    assert is_public("::ffff:10.1.2.3", allowed)
    assert not is_public("10.2.2.3", allowed)
    assert not is_public("127.0.0.1", allowed)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://bao.test/x", Reason.ADDRESS),
        ("file:///etc/passwd", Reason.ADDRESS),
        ("gopher://bao.test/", Reason.ADDRESS),
        ("https://", Reason.ADDRESS),
        ("https://bao.test@evil.test/", Reason.ADDRESS),
        ("https://a:b@bao.test/", Reason.ADDRESS),
        ("https://bao.test:22/", Reason.ADDRESS),
        ("https://bao.test:99999/", Reason.ADDRESS),
        ("https://[::1/", Reason.ADDRESS),
        ("https://bao.test.evil.test/", Reason.FOREIGN),
        ("https://xbao.test/", Reason.FOREIGN),
        ("http://127.0.0.1/", Reason.FOREIGN),
        ("http://2130706433/", Reason.FOREIGN),
        ("http://[::1]/", Reason.FOREIGN),
    ],
)
def test_other_places_are_refused(url: str, reason: Reason) -> None:
    with pytest.raises(FetchFailed) as failed:
        check_address(url, HOMES)
    assert failed.value.reason is reason


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://bao.test/tin", "bao.test"),
        ("http://www.bao.test:80/", "bao.test"),
        ("https://A.B.BAO.test:443/", "bao.test"),
        ("http://cong.test:8080/", "cong.test"),
    ],
)
def test_configured_hosts_are_allowed(url: str, domain: str) -> None:
    assert check_address(url, HOMES) == domain


class Names:
    """A resolver that answers each time with the next of its answers, as a rebinding name server does."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def __call__(self, _host: str, _port: int) -> Sequence[str]:
        self.asked += 1
        return self.answers.pop(0)


@pytest.mark.parametrize(
    "addresses", [["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:192.168.0.1"], ["2606:4700::1", "fe80::1"]]
)
async def test_one_private_address_is_enough_to_refuse(addresses: list[str]) -> None:
    with pytest.raises(FetchFailed) as failed:
        await GuardedBackend(resolve=Names(addresses)).connect_tcp("bao.test", 80)
    assert failed.value.reason is Reason.PRIVATE


async def test_a_name_is_resolved_once_and_the_checked_address_is_the_one_connected_to() -> None:
    names = Names(["127.0.0.1"], ["8.8.8.8"])
    async with Server() as server:
        backend = GuardedBackend([ip_network("127.0.0.1/32")], names)
        stream = await backend.connect_tcp("bao.test", server.port, 5)
        assert stream.get_extra_info("server_addr") == ("127.0.0.1", server.port)
        await stream.aclose()
    assert names.asked == 1


async def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    async with Server() as server:
        backend = GuardedBackend([ip_network("127.0.0.0/8")], Names(["127.0.0.77", "127.0.0.1"]))
        stream = await backend.connect_tcp("bao.test", server.port, 5)
        await stream.aclose()


@pytest.mark.parametrize(
    ("answer", "reason"), [([], Reason.UNKNOWN_HOST), (["127.0.0.1"], Reason.UNREACHABLE)]
)
async def test_hosts_that_do_not_exist_or_answer(answer: list[str], reason: Reason) -> None:
    async with Server() as server:
        port = server.port
    backend = GuardedBackend([ip_network("127.0.0.0/8")], Names(answer))
    with pytest.raises(FetchFailed) as failed:
        await backend.connect_tcp("bao.test", port, 5)
    assert failed.value.reason is reason
