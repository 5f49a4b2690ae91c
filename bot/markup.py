"""Telegram HTML, built by hand: everything is escaped where it is put in, lengths are UTF-16 units."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape as _escape
from html import unescape

MAX_MESSAGE_UTF16 = 4_096  # of the text that is left once the tags are taken out


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: `data` comes back when pressed (1 to 64 bytes), `url` opens, or `copy` is copied."""

    text: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None


TAG_CHARS = 10
Rows = tuple[tuple[Button, ...], ...]


def in_rows(buttons: Sequence[Button], width: int) -> Rows:
    """Buttons side by side, so many in a row."""
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))


def turning(data: str, page: int, has_more: bool, labels: tuple[str, str]) -> Rows:
    """A row that leads to the page before and the one behind, as far as there are; `data` stands before its number."""
    before, behind = labels
    buttons = [Button(before, f"{data}:{page - 1}")] if page > 0 else []
    if has_more:
        buttons.append(Button(behind, f"{data}:{page + 1}"))
    return (tuple(buttons),) if buttons else ()


def tag(*parts: str) -> str:
    """A few letters that stand for texts in callback data, which hold 64 bytes: the same in every process."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:TAG_CHARS]


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready to be sent: Telegram HTML and its rows of buttons."""

    html: str
    buttons: Rows = ()

    @property
    def plain(self) -> str:
        """The text without its tags, for when Telegram refuses them."""
        return unescape(re.sub(r"<[^>]*>", "", self.html))


def escape(text: str) -> str:
    """`text` as it must stand between tags or in an attribute."""
    return _escape(text.replace("\0", ""), quote=True).replace("&#x27;", "&#39;")


def bold(text: str) -> str:
    """Escaped, bold."""
    return f"<b>{escape(text)}</b>"


def italic(text: str) -> str:
    """Escaped, italic."""
    return f"<i>{escape(text)}</i>"


def link(text: str, url: str) -> str:
    """Escaped, linked."""
    return f'<a href="{escape(url)}">{escape(text)}</a>'


def utf16_length(text: str) -> int:
    """UTF-16 units, as Telegram's limits and offsets count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, limit: int) -> str:
    """At most `limit` code points, cut at a word with "…"; for headlines, never for quotes."""
    if len(text) <= limit:
        return text
    return f"{text[: limit - 1].rsplit(' ', 1)[0].rstrip(' ,;:.')[: limit - 1]}…"
