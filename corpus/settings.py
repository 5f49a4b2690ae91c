"""What the archive needs to know of its surroundings, read from a mapping; `environment` is the usual one."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TypeVar

from dotenv import dotenv_values

from corpus.cluster import ClusterSettings
from corpus.errors import SettingsError

T = TypeVar("T")
ENGINE_NAMES = ("auto", "rank-bm25", "tantivy", "opensearch")
DEFAULT_DATA_DIR = Path("data")
_PROVINCE = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,3}")


@dataclass(frozen=True, slots=True)
class CorpusSettings:
    """Where the files live, which engine serves, how a crawl introduces itself. Raises SettingsError.

    `contact`: an address or a link by which newspapers reach the operator. `crawl_private`: networks that may be
    crawled though they are not of the public internet. `cluster`: where the engine `opensearch` is. `province`: whose
    newspaper this is; it calls it "tỉnh", readers call it by its name.
    """

    data_dir: Path = DEFAULT_DATA_DIR
    engine: str = "auto"
    contact: str = ""
    crawl_private: tuple[IPv4Network | IPv6Network, ...] = ()
    cluster: ClusterSettings | None = None
    province: str = ""

    def __post_init__(self) -> None:
        if problems := [*self._problems()]:
            raise SettingsError("; ".join(problems))

    def _problems(self) -> Iterator[str]:
        if self.engine not in ENGINE_NAMES:
            yield f"HOIBAO_ENGINE is {self.engine!r}; it must be one of {', '.join(ENGINE_NAMES)}"
        if not self.contact.isprintable() or not self.contact.isascii() or set("()") & set(self.contact):
            yield "HOIBAO_CONTACT must be an e-mail address or a link, in plain ASCII"
        if self.province and not _PROVINCE.fullmatch(self.province):
            yield f"HOIBAO_PROVINCE is {self.province!r}; it must be the name of a province, like Phú Yên"

    @classmethod
    def from_mapping(cls, environ: Mapping[str, str]) -> CorpusSettings:
        """From environment-like names; what is missing or blank takes its default. Every bad key at once."""
        engine = environ.get("HOIBAO_ENGINE", "").strip() or "auto"
        problems: list[str] = []

        def read(part: Callable[[], T], default: T) -> T:
            try:
                return part()
            except SettingsError as error:
                problems.append(str(error))
                return default

        def stated(name: str) -> str:
            return environ.get(name, "").strip()

        plain = read(lambda: cls(engine=engine, contact=stated("HOIBAO_CONTACT")), cls())
        whole = replace(
            plain,
            province=read(
                lambda: cls(province=unicodedata.normalize("NFC", stated("HOIBAO_PROVINCE"))).province, ""
            ),
            data_dir=read(lambda: _folder(stated("HOIBAO_DATA_DIR")), DEFAULT_DATA_DIR),
            crawl_private=read(lambda: _networks(environ.get("HOIBAO_CRAWL_PRIVATE", "")), ()),
            cluster=read(
                lambda: ClusterSettings.from_mapping(environ) if engine == "opensearch" else None, None
            ),
        )
        if problems:
            raise SettingsError("; ".join(problems))
        return whole

    def on_this_machine(self) -> CorpusSettings:
        """The same, but for the cluster: trials and demos must not touch one that serves."""
        return replace(self, engine="auto", cluster=None) if self.cluster else self

    @property
    def user_agent(self) -> str:
        """How a crawl introduces itself to newspapers."""
        return f"hoibao/{version('hoibao')} ({f'+{self.contact}' if self.contact else 'no contact set'})"


def _folder(text: str) -> Path:
    try:
        return Path(text).expanduser() if text else DEFAULT_DATA_DIR
    except (RuntimeError, ValueError) as error:  # nobody's home folder; a character that no path has
        raise SettingsError(f"HOIBAO_DATA_DIR is {text!r}; it must be the path of a folder") from error


def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(word) for word in text.replace(",", " ").split())
    except ValueError as error:
        raise SettingsError(
            f"HOIBAO_CRAWL_PRIVATE is {text!r}; it is networks with commas, like 10.0.0.0/8,fd00::/8"
        ) from error


def environment(folder: Path = Path()) -> dict[str, str]:
    """The process's environment over what the file `.env` in `folder` says, if there is one.

    The only place that reads either. A variable that is set, even to nothing, wins over the file. Raises
    SettingsError where the file cannot be read.
    """
    if (folder / ".env").is_dir():
        raise SettingsError(".env is a folder, where a file belongs")
    try:
        stated = dotenv_values(folder / ".env", interpolate=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            "the file .env cannot be read; it must be UTF-8 text that you may read"
        ) from error
    return {name: value for name, value in stated.items() if value is not None} | dict(os.environ)
