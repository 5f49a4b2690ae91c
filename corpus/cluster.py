"""Where an OpenSearch cluster is, and how it is spoken to: read from a mapping, every bad key reported at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from corpus.errors import SettingsError

LOOPBACK = ("127.0.0.1", "::1", "localhost")
PREFIX = r"[a-z0-9][a-z0-9_-]{0,39}"  # what OpenSearch allows as the beginning of an index's name


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """A cluster as the operator describes it. `password` never shows in a repr.

    `urls`: one or more nodes; any of them will do for a question. `ca_file`: who signed their certificates, where it
    is nobody whom the system knows. `timeout_s`: for one answer of one node to one question. `prefix`: how the names
    of the indices begin, one for each archive. `shards` and `replicas`: of an index that is built from now on.
    """

    urls: tuple[str, ...]
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None
    timeout_s: int = 5
    prefix: str = "hoibao"
    shards: int = 1
    replicas: int = 1

    def __post_init__(self) -> None:
        if problems := [*self._problems()]:
            raise SettingsError("; ".join(problems))

    def _problems(self) -> Iterator[str]:
        if not self.urls:
            yield "HOIBAO_ENGINE is opensearch, so OPENSEARCH_URL must name the cluster, like https://search-1:9200"
        for url in self.urls:
            yield from self._url_problems(url)
        if bool(self.user) != bool(self.password):
            yield "OPENSEARCH_USER and OPENSEARCH_PASSWORD must be set together"
        if self.ca_file and not self.ca_file.is_file():
            yield f"OPENSEARCH_CA_FILE is {str(self.ca_file)!r}; there is no such file"
        if not re.fullmatch(PREFIX, self.prefix):
            yield f"OPENSEARCH_PREFIX is {self.prefix!r}; it must be a-z 0-9 _ - only, up to 40, like hoibao"
        if find_spec("opensearchpy") is None:
            yield "HOIBAO_ENGINE is opensearch, but opensearch-py is not installed: pip install 'hoibao[opensearch]'"

    def _url_problems(self, url: str) -> Iterator[str]:
        """Never with the address itself in it: a password may be."""
        try:
            parts = urlsplit(url)
            host, _port = parts.hostname, parts.port
        except ValueError:
            host = None
        if not host or parts.scheme not in {"http", "https"} or parts.query or parts.fragment:
            yield "OPENSEARCH_URL must be addresses with commas, like https://search-1:9200,https://search-2:9200"
        elif "@" in parts.netloc:
            yield "OPENSEARCH_URL must hold no password; that is what OPENSEARCH_USER and OPENSEARCH_PASSWORD are for"
        elif self.password and parts.scheme == "http" and host not in LOOPBACK:
            yield "OPENSEARCH_URL must begin with https:// where OPENSEARCH_PASSWORD is sent over a network"

    @classmethod
    def from_mapping(cls, environ: Mapping[str, str]) -> ClusterSettings:
        """From environment-like names; what is missing or blank takes its default. Raises SettingsError."""
        said = {name: environ.get(f"OPENSEARCH_{name}", "").strip() for name in (*_NUMBERS, *_WORDS)}
        problems = [
            f"OPENSEARCH_{name} is {said[name]!r}; it must be a whole number from {low} to {high}"
            for name, (low, high, _default) in _NUMBERS.items()
            if not _is_number(said[name], low, high)
        ]
        if problems:
            raise SettingsError("; ".join(problems))
        numbers = {name: int(said[name] or default) for name, (_low, _high, default) in _NUMBERS.items()}
        return cls(
            tuple(word.rstrip("/") for word in re.split(r"[,\s]+", said["URL"]) if word),
            said["USER"],
            said["PASSWORD"],
            Path(said["CA_FILE"]) if said["CA_FILE"] else None,
            numbers["TIMEOUT"],
            said["PREFIX"] or "hoibao",
            numbers["SHARDS"],
            numbers["REPLICAS"],
        )


# OPENSEARCH_TIMEOUT, OPENSEARCH_SHARDS and OPENSEARCH_REPLICAS: from, to, default.
_NUMBERS = {"TIMEOUT": (1, 600, 5), "SHARDS": (1, 100, 1), "REPLICAS": (0, 10, 1)}
_WORDS = ("URL", "USER", "PASSWORD", "CA_FILE", "PREFIX")


def _is_number(text: str, low: int, high: int) -> bool:
    return not text or (re.fullmatch(r"[0-9]{1,4}", text) is not None and low <= int(text) <= high)
