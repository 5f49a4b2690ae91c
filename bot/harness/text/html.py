"""Telegram's HTML: text with tags → text and entities, refused as tdlib refuses it.

Follows `parse_html` of tdlib (td/telegram/MessageEntity.cpp), which works on UTF-8: offsets in error messages are
bytes, offsets of entities are UTF-16 units. What comes out is raw: not trimmed, links not normalised (see `entities`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.harness.errors import ApiError, bad_request

Entity = dict[str, Any]

_TYPES = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_LONGEST_REFERENCE = 10  # bytes, without the ';': "&#00000065" stays as it is
_NUMBER = re.compile(r"[0-9]{1,19}")
_SPACE = b" \t\r\n\0\v"  # the end of input counts as a space, as a C string's does
_ARGUMENTS = {("a", "href"), ("tg-emoji", "emoji-id"), ("tg-time", "unix"), ("blockquote", "expandable")}


def parse(html: str) -> tuple[str, list[Entity]]:
    """Text and entities, sorted by offset, the longer first. Raises ApiError 400 "can't parse entities: …"."""
    return _Parser(html.encode("utf-8", "surrogatepass")).run()


def _refuse(what: str) -> ApiError:
    return bad_request(f"can't parse entities: {what}")


@dataclass(slots=True)
class _Tag:
    name: str
    argument: str
    start_utf16: int
    start_char: int


@dataclass(slots=True)
class _Parser:
    data: bytes
    at: int = 0
    utf16: int = 0
    text: list[str] = field(default_factory=list)
    open: list[_Tag] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.data):
            if self.data[self.at] != ord("<"):
                self._emit(self._character())
            elif self._peek(1) == ord("/"):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise _refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        text = "".join(self.text)
        if any(0xD800 <= ord(char) <= 0xDFFF for char in text):
            raise _refuse(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return text, sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))

    def _peek(self, ahead: int = 0) -> int:
        index = self.at + ahead
        return self.data[index] if index < len(self.data) else 0

    def _emit(self, char: str) -> None:
        self.text.append(char)
        self.utf16 += 1 + (ord(char) > 0xFFFF)

    def _character(self) -> str:
        """The next character of the text, or of an attribute's value; the position moves behind it."""
        if self.data[self.at] == ord("&") and (decoded := self._reference()):
            return decoded
        first = self.data[self.at]
        size = 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
        char = self.data[self.at : self.at + size].decode("utf-8", "surrogatepass")
        self.at += size
        return char

    def _reference(self) -> str:
        """The character that &lt; &#272; &#x110; stands for, or "" where it stands for itself."""
        end = self.at + 1
        if self._peek(1) == ord("#"):
            hexadecimal = self._peek(2) in b"xX" and self._peek(2) != 0
            end += 2 if hexadecimal else 1
            start = end
            digits = b"0123456789abcdefABCDEF" if hexadecimal else b"0123456789"
            while end < len(self.data) and self.data[end] in digits:
                end += 1
            is_short = end - self.at < _LONGEST_REFERENCE
            code = int(self.data[start:end] or b"0", 16 if hexadecimal else 10) if is_short else 0
            decoded = chr(code) if 0 < code < 0x10FFFF else ""
        else:
            while end < len(self.data) and bytes((self.data[end],)).isalpha():
                end += 1
            decoded = _NAMED.get(self.data[self.at + 1 : end], "")
        if decoded:
            self.at = end + (end < len(self.data) and self.data[end] == ord(";"))
        return decoded

    def _skip_spaces(self) -> None:
        while self.at < len(self.data) and self.data[self.at] in _SPACE:
            self.at += 1

    def _until(self, stops: bytes) -> str:
        start = self.at
        while self.at < len(self.data) and self.data[self.at] not in stops:
            self.at += 1
        return self.data[start : self.at].decode("utf-8", "replace")

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        name = self._until(_SPACE + b">").lower()
        if self.at >= len(self.data):
            raise _refuse(f"Unclosed start tag at byte offset {begin}")
        if name not in _TYPES:
            raise _refuse(f'Unsupported start tag "{name}" at byte offset {begin}')
        argument = ""
        while self._peek() != ord(">"):
            argument = self._attribute(name, begin) or argument
        self.at += 1
        if name == "span" and argument != "spoiler":
            raise _refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_Tag(name, argument, self.utf16, len(self.text)))

    def _attribute(self, tag: str, begin: int) -> str:
        """Read one attribute; what it says of the entity, or ""."""
        self._skip_spaces()
        if self._peek() == ord(">"):
            return ""
        name = self._until(_SPACE + b"=>/\"'").lower()
        if self.at >= len(self.data) and name:
            raise _refuse(f'Unclosed start tag "{tag}" at byte offset {begin}')
        if not name:
            raise _refuse(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._skip_spaces()
        if self._peek() != ord("="):
            return "1" if (tag, name) == ("blockquote", "expandable") else ""
        self.at += 1
        self._skip_spaces()
        if self.at >= len(self.data):
            raise _refuse(f'Unclosed start tag "{tag}" at byte offset {begin}')
        value = self._value()
        if self.at >= len(self.data):
            raise _refuse(f"Unclosed start tag at byte offset {begin}")
        return _argument(tag, name, value)

    def _value(self) -> str:
        quote = self._peek()
        if quote not in b"\"'":
            return self._name_token()
        self.at += 1
        value: list[str] = []
        while self.at < len(self.data) and self.data[self.at] != quote:
            value.append(self._character())
        self.at += 1
        return "".join(value)

    def _name_token(self) -> str:
        start = self.at
        while bytes((self._peek(),)).isalnum() or self._peek() in b".-":
            self.at += 1
        if self.at < len(self.data) and self.data[self.at] not in _SPACE + b">":
            raise _refuse(f"Unexpected end of name token at byte offset {start}")
        return self.data[start : self.at].decode("ascii").lower()

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise _refuse(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        name = self._until(_SPACE + b">").lower()
        self._skip_spaces()
        if self._peek() != ord(">"):
            raise _refuse(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        tag = self.open[-1]
        if name and name != tag.name:
            raise _refuse(
                f'Unmatched end tag at byte offset {begin}, expected "</{tag.name}>", found "</{name}>"'
            )
        self.open.pop()
        if self.utf16 > tag.start_utf16:
            self._close(tag)

    def _close(self, tag: _Tag) -> None:
        entity: Entity = {
            "type": _TYPES[tag.name],
            "offset": tag.start_utf16,
            "length": self.utf16 - tag.start_utf16,
        }
        last = self.entities[-1] if self.entities else {}
        same_span = all(last.get(key) == entity[key] for key in ("offset", "length"))
        if tag.name == "pre" and same_span and last.get("type") == "code" and "language" in last:
            last["type"] = "pre"
            return
        if tag.name == "code" and same_span and last.get("type") == "pre" and tag.argument:
            last["language"] = tag.argument
            return
        entity.update(self._details(tag))
        self.entities.append(entity)

    def _details(self, tag: _Tag) -> Entity:
        match tag.name:
            case "a":
                return {"url": tag.argument or "".join(self.text[tag.start_char :])}
            case "tg-emoji":
                if not _NUMBER.fullmatch(tag.argument):
                    raise _refuse("Invalid custom emoji identifier specified")
                return {"custom_emoji_id": tag.argument}
            case "tg-time":
                if not _NUMBER.fullmatch(tag.argument):
                    raise _refuse("Invalid Unix time specified")
                return {"unix_time": int(tag.argument)}
            case "code" if tag.argument:
                return {"language": tag.argument}
            case "blockquote" if tag.argument:
                return {"type": "expandable_blockquote"}
        return {}


def _argument(tag: str, name: str, value: str) -> str:
    if (tag, name) == ("blockquote", "expandable"):
        return "1"
    if (tag, name) in _ARGUMENTS:
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return ""
