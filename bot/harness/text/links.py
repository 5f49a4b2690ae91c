"""Addresses as Telegram takes them, after `parse_url` and `LinkManager::check_link` of tdlib."""

from __future__ import annotations

import re

_HOST = re.compile(r"(?:[A-Za-z0-9.\-_!$,~*'();&+=]|[^\x00-\x7f]|%[0-9A-Fa-f]{2})+")
_APP_HOST = re.compile(r"[A-Za-z0-9_-]+")
_OF_THE_APP = re.compile(r"(?i)(tg|ton):(?://)?")
_SCHEMES = ("http", "https")


class LinkError(ValueError):
    """Why an address is none, in Telegram's words."""


def check_link(url: str) -> str:
    """The address as Telegram keeps it: https://e.org → https://e.org/. Raises LinkError."""
    app = _OF_THE_APP.match(url)
    scheme, authority, rest = _split(url[app.end() :] if app else url)
    userinfo, host, port = _parts(authority)
    if app:
        if scheme == "https" or userinfo or port or not _APP_HOST.fullmatch(host):
            raise LinkError("Wrong tg/ton URL")
        return f"{app.group(1).lower()}://{host}{_path(rest).replace('/?', '?', 1).removesuffix('/')}"
    if "." not in host and not host.startswith("["):
        raise LinkError("Wrong HTTP URL")
    return f"{scheme}://{userinfo}{host}{port}{_path(rest)}"


def check_https(url: str) -> str:
    """The same for what must be https. Raises LinkError."""
    if _OF_THE_APP.match(url) or _split(url)[0] != "https":
        raise LinkError("Only HTTPS links are allowed")
    return check_link(url)


def _split(url: str) -> tuple[str, str, str]:
    """Scheme, host with what belongs to it, and the rest. Raises LinkError."""
    scheme, found, behind = url.partition("://")
    if not found or ":" in scheme:
        scheme, behind = "http", url
    if scheme.lower() not in _SCHEMES:
        raise LinkError("Unsupported URL protocol")
    cut = re.search(r"[/?#]", behind)
    at = cut.start() if cut else len(behind)
    return scheme.lower(), behind[:at], behind[at:]


def _parts(authority: str) -> tuple[str, str, str]:
    """ "user@", host in small letters, ":port". Raises LinkError."""
    name, user_end, server = authority.rpartition("@")
    host, colon, port = server, "", ""
    if found := re.fullmatch(r"(.+?):([^:\]]*)", server, re.DOTALL):
        host, colon, port = found.group(1), ":", found.group(2)
        if not (port.isascii() and port.isdigit() and 0 < int(port[:9]) <= 65_535):
            raise LinkError("Wrong port number specified in the URL")
    if not host:
        raise LinkError("URL host is empty")
    if host == ".":
        raise LinkError("Host is invalid")
    is_ipv6 = re.fullmatch(r"\[[0-9A-Fa-f:.]+\]", host)
    if not is_ipv6 and not _HOST.fullmatch(host):
        raise LinkError("Disallowed character in URL host")
    return name + user_end, host.lower(), colon + port.lstrip("0")


def _path(rest: str) -> str:
    """What follows the host: at least a slash, with blanks written as %20."""
    path = rest.rstrip(" \t\r\n\0\v") or "/"
    slash = "" if path.startswith("/") else "/"
    return slash + "".join(f"%{ord(char):02X}" if char <= " " else char for char in path)
