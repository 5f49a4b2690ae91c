"""One address per page: however a page was linked (shared, mobile, AMP, printed, http), it is the same page.

`canonical` is for telling pages apart; it is not meant to be opened. `address_of` is what is opened and shown:
the spelling of the site itself, without what was added on the way.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

MOVED: Mapping[str, str] = {
    "baophuyen.com.vn": "baophuyen.vn",
    "thanhnien.com.vn": "thanhnien.vn",
    "tuoitre.com.vn": "tuoitre.vn",
}
"""Old host, or host and beginning of the path → what it is called now. The longest that fits counts."""

_OTHER_FACES = frozenset({"www", "m", "mobile", "amp", "wap", "touch"})
_VARIANTS = frozenset({"amp", "print"})  # as the first or the last segment of a path
_TRACKING = re.compile(
    r"utm_.*|vn_(?:source|medium|campaign|term|content|zone|aid|thumb).*|fbclid|gclid|gclsrc|dclid|msclkid|twclid|yclid"
    r"|igshid|mc_[ce]id|_ga|_gl|gidzl|zarsrc|zalo_.*|ref|ref_src|referrer|share|from_?share|spm|cmpid|_ampp?",
    re.IGNORECASE,
)
_VARIANT_NAMES = frozenset({"amp", "print", "mobile", "m"})
_VARIANT_VALUES = frozenset({"", "1", "true", "yes"})
_VIEW_NAMES = frozenset({"output", "outputtype", "view", "mode", "device", "type", "format"})
_VIEW_VALUES = frozenset({"amp", "print", "mobile"})
LONGEST = 2_000  # code points of an address; longer ones are traps
_SAFE = ":@!$&'()*+,;=~-._"
_SLASHES = re.compile(r"/{2,}")


@dataclass(frozen=True, slots=True)
class _Address:
    """An address taken apart and cleaned; `host` is without www, m and the like."""

    scheme: str
    host: str
    port: int | None
    path: str
    query: tuple[tuple[str, str], ...]


def canonical(url: str) -> str | None:
    """The one name of the page that `url` leads to; None for what is no web address of a named host."""
    parts = _read(url)
    if parts is None:
        return None
    path = parts.path.rstrip("/") or "/"
    query = urlencode(sorted(parts.query), errors="surrogateescape")
    return f"https://{_netloc(parts.host, parts.port)}{path}{'?' + query if query else ''}"


def address_of(url: str, home_url: str | None = None) -> str | None:
    """The address to open and to show: the full article's, spelt as its site spells it; None as for `canonical`.

    `home_url` tells whether that site is "www." and https; without one, what `url` says stays.
    """
    parts = _read(url)
    if parts is None:
        return None
    home = urlsplit(home_url or "")
    home_host = (home.hostname or "").lower()
    if home_host and _bare(home_host) == parts.host:
        scheme, host = home.scheme, home_host
    else:
        scheme, host = parts.scheme, parts.host
        written = (urlsplit(url.strip()).hostname or "").lower()
        if written == f"www.{host}":
            host = written
    query = urlencode(parts.query, errors="surrogateescape")
    return f"{scheme}://{_netloc(host, parts.port)}{parts.path}{'?' + query if query else ''}"


def registered(host: str, domains: Mapping[str, object]) -> str | None:
    """The domain of `domains` that `host` is or belongs to, None where it is nobody's."""
    host = host.lower().rstrip(".")
    while host:
        if host in domains:
            return host
        host = host.partition(".")[2]
    return None


def _read(url: str) -> _Address | None:
    if len(url) > LONGEST:
        return None
    try:
        found = urlsplit(url.strip())
        host, port = (found.hostname or "").lower().rstrip("."), found.port
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
        query = tuple(_query(found.query))
    except (ValueError, UnicodeError):
        return None
    usable = found.scheme in ("http", "https") and host and "@" not in found.netloc
    if not usable or not re.fullmatch(r"[a-z0-9.:_-]+", host):
        return None
    if port in (80, 443):  # which one goes with the scheme, and the scheme is no part of a page's name
        port = None
    host, path = _moved(_bare(host), _path(found.path))
    return _Address(found.scheme, host, port, path, query)


def _bare(host: str) -> str:
    """Without the labels that only name another face of the same site."""
    first, _dot, rest = host.partition(".")
    return _bare(rest) if first in _OTHER_FACES and "." in rest else host


def _path(path: str) -> str:
    flat = posixpath.normpath("/" + _SLASHES.sub("/", path).lstrip("/"))
    segments = [_escaped(segment) for segment in flat.split("/") if segment]
    while segments and segments[0].lower() in _VARIANTS:
        segments = segments[1:]
    while segments and segments[-1].lower() in _VARIANTS:
        segments = segments[:-1]
    if segments:
        segments[-1] = _without_suffix(segments[-1])
    slash = "/" if path.endswith("/") and segments else ""
    return "/" + "/".join(segments) + slash


def _escaped(segment: str) -> str:
    """A segment with one way of escaping. An escaped slash, dot or percent sign is part of a name: it stays."""
    decoded = unquote(segment, errors="surrogateescape")
    if "/" in decoded or "%" in decoded or decoded in (".", ".."):
        return quote(segment, _SAFE + "%", errors="surrogateescape")
    return quote(decoded, _SAFE, errors="surrogateescape")


def _without_suffix(name: str) -> str:
    for suffix in (".amp", ".print"):
        while name.lower().endswith(suffix) and len(name) > len(suffix):
            name = name[: -len(suffix)]
    return name


def _query(query: str) -> list[tuple[str, str]]:
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape", max_num_fields=100)
    return [(name, value) for name, value in pairs if not _is_added(name.lower(), value.lower())]


def _is_added(name: str, value: str) -> bool:
    """Whether a parameter tells where a reader came from, or asks for another face of the page."""
    if _TRACKING.fullmatch(name) or (name in _VARIANT_NAMES and value in _VARIANT_VALUES):
        return True
    return name in _VIEW_NAMES and value in _VIEW_VALUES


def _moved(host: str, path: str) -> tuple[str, str]:
    place = host + path
    for old in sorted(MOVED, key=len, reverse=True):
        if place == old or place.startswith(old.rstrip("/") + "/"):
            host, slash, path = (MOVED[old].rstrip("/") + place[len(old.rstrip("/")) :]).partition("/")
            return host, slash + path
    return host, path


def _netloc(host: str, port: int | None) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"{name}:{port}" if port is not None else name
