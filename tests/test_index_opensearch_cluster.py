"""The engine on a real cluster, beyond the contract of all engines: shards, refusals, back-pressure, schemas."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from index_support import CLUSTER
from test_index_engines import EXACT, asked, generated, ids, is_close, passage, reference, words

from corpus import Archive, CorpusSettings, SettingsError
from corpus.cluster import ClusterSettings
from corpus.errors import EngineSilent, IndexUnavailable
from corpus.index import ENGINES, engines
from corpus.index import opensearch_engine as engine
from corpus.index import opensearch_index as layout
from corpus.models import Query

needs_cluster = pytest.mark.skipif(CLUSTER is None, reason="needs make test-cluster")


class Door(BaseHTTPRequestHandler):
    """Refuses some requests with a status; lets the others through to a node, or answers 401 to all where none is."""

    node = ""
    refuse: tuple[int, str, int] = (401, "", -1)  # status, what the path has, how often (-1: always)

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        status, part, left = type(self).refuse
        if part in self.path and left:
            type(self).refuse = (status, part, left - 1)
            self._send(status, b'{"error": "refused"}')
            return
        # The client's own credentials end here.
        kept = {name: value for name, value in self.headers.items() if name.lower().startswith("content")}
        wanted = Request(self.node + self.path, body or None, kept, method=self.command)  # noqa: S310
        try:
            with urlopen(wanted, timeout=30) as found:  # noqa: S310 - loopback
                self._send(found.status, found.read())
        except HTTPError as error:
            self._send(error.code, error.read())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _answer  # noqa: N815 - the server's names

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def door(status: int, part: str = "", times: int = -1, node: str = "") -> Iterator[str]:
    """The address of a door that refuses requests whose path has `part`, so many times."""
    kind = type("ThisDoor", (Door,), {"node": node, "refuse": (status, part, times)})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


async def test_wrong_credentials_stop_at_the_start_and_are_never_shown(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with door(401) as url:
        settings = ClusterSettings((url,), "ban-doc", "rất-kín")
        with pytest.raises(SettingsError, match="refuses OPENSEARCH_USER and OPENSEARCH_PASSWORD") as raised:
            await Archive.open(CorpusSettings(tmp_path, "opensearch", cluster=settings))
    assert "rất-kín" not in caplog.text + str(raised.value) + repr(settings)


async def test_a_cluster_that_does_not_answer_is_waited_for(tmp_path: Path) -> None:
    settings = ClusterSettings(("http://127.0.0.1:1",))
    async with await Archive.open(CorpusSettings(tmp_path, "opensearch", cluster=settings)) as archive:
        await archive.check()


@needs_cluster
def test_several_shards_reckon_as_one(tmp_path: Path) -> None:
    """Each shard has its own N, df and lengths; with the first phase they are asked for, not."""
    assert CLUSTER is not None
    documents = generated(Random(11), 250, 38, 0.0)
    retriever = ENGINES["opensearch"](replace(CLUSTER, shards=3)).create(tmp_path / "index")
    retriever.add(documents)
    for number in range(30):
        query = asked(Random(number))
        expected = reference(documents, query)
        for k in (1, 10, 1_000):
            assert is_close(retriever.search(query, k), expected[:k], EXACT)
    assert retriever.count() == 250
    again = ENGINES["opensearch"](CLUSTER).open(tmp_path / "index")
    query = asked(Random(3))
    assert ids(again.search(query, 20)) == ids(retriever.search(query, 20))


@needs_cluster
def test_a_cluster_that_is_behind_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """429 to bulk requests: the same passages are sent again until they are taken, each once."""
    assert CLUSTER is not None
    monkeypatch.setattr(engine, "FIRST_WAIT_S", 0)
    with door(429, "/_bulk", 3, CLUSTER.urls[0]) as url:
        retriever = ENGINES["opensearch"](replace(CLUSTER, urls=(url,))).create(tmp_path / "index")
        retriever.add([passage(number, "tôm") for number in range(1, 2_501)])
        assert retriever.count() == 2_500


@needs_cluster
def test_a_cluster_that_stays_behind_is_given_up_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CLUSTER is not None
    monkeypatch.setattr(engine, "FIRST_WAIT_S", 0)
    with door(429, "/_bulk", -1, CLUSTER.urls[0]) as url:
        retriever = ENGINES["opensearch"](replace(CLUSTER, urls=(url,))).create(tmp_path / "index")
        with pytest.raises(EngineSilent, match="status 429"):
            retriever.add([passage(1, "tôm")])


@needs_cluster
def test_what_no_index_takes_is_left_out_and_the_rest_is_found(tmp_path: Path) -> None:
    """A term of more bytes than Lucene takes, and a question of more terms than OpenSearch takes."""
    assert CLUSTER is not None
    retriever = ENGINES["opensearch"](CLUSTER).create(tmp_path / "index")
    retriever.add([passage(1, f"{'ế' * 40_000} tôm"), passage(2, "cá")])
    assert ids(retriever.search(words("tôm"), 5)) == [1]
    many = {f"t{number}": 0.1 for number in range(3_000)} | {"cá": 1.0}
    assert ids(retriever.search(Query({"words": many}), 5)) == [2]


@needs_cluster
def test_the_alias_follows_and_an_index_of_another_schema_stops_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert CLUSTER is not None
    own = replace(CLUSTER, prefix=f"{CLUSTER.prefix}-schema")
    engines.check_schema(own)  # nothing serves yet
    first, second = tmp_path / "1", tmp_path / "2"
    ENGINES["opensearch"](own).create(first)
    engines.announce(first, own)
    engines.check_schema(own)
    monkeypatch.setattr(layout, "SCHEMA", 99)
    ENGINES["opensearch"](own).create(second)
    engines.announce(second, own)
    with pytest.raises(SettingsError, match="has schema 99"):
        engines.check_schema(own)
    with pytest.raises(IndexUnavailable, match="another version of hoibao"):
        ENGINES["opensearch"](own).open(second)
    engines.announce(first, own)
    engines.check_schema(own)
    engines.give_back(second, own)
    with pytest.raises(IndexUnavailable, match="reindex"):
        ENGINES["opensearch"](own).open(second)
