"""A message as lines for a terminal: quotes with a bar, links with their addresses below, buttons with numbers."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text

from bot.harness.records import Json
from bot.harness.text.entities import utf16_length

QUOTES = {"blockquote", "expandable_blockquote"}
STYLES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "code": "cyan",
    "pre": "cyan",
    "spoiler": "reverse",
    "text_link": "blue",
    "url": "blue",
    "bot_command": "blue",
    "mention": "blue",
}
_MARKS = {"url": " ↗", "copy_text": " ⧉"}


class Address(Text):
    """A line that has to stay one, so that an address can be copied: the terminal may break it, we do not."""


def print_message(console: Console, message: Json) -> None:
    """Print everything that a message shows, from what it answers to its buttons."""
    for part in _parts(message):
        console.print(part, soft_wrap=isinstance(part, Address))


def _parts(message: Json) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if target := message.get("reply_to_message"):
        said = message.get("quote", {}).get("text") or target.get("text", "")
        parts.append(Text(f"↪ {said}", style="dim", no_wrap=True, overflow="ellipsis"))
    text, entities = message.get("text", ""), message.get("entities", [])
    if file := message.get("document"):
        parts.append(Text(f"📎 {file.get('file_name', '')} ({file['file_size']} B)"))
        text, entities = message.get("caption", ""), message.get("caption_entities", [])
    links = [entity for entity in entities if entity["type"] == "text_link"]
    parts += _body(text, entities, links)
    parts += [Address(f"[{number}] {link['url']}", style="dim") for number, link in enumerate(links, start=1)]
    return [*parts, *_keyboard(message)]


def _body(text: str, entities: list[Json], links: list[Json]) -> Iterator[RenderableType]:
    """The text in its order, quotes set in and numbered."""
    styled = _styled(text, entities)
    ends = [
        (_point(text, link["offset"] + link["length"]), f"[{n}]") for n, link in enumerate(links, start=1)
    ]
    at = 0
    quotes = [entity for entity in entities if entity["type"] in QUOTES]
    for number, quote in enumerate(quotes, start=1):
        start, end = (_point(text, offset) for offset in (quote["offset"], quote["offset"] + quote["length"]))
        yield from _piece(styled, at, start, ends)
        yield from (_Quoted(piece, number) for piece in _piece(styled, start, end, ends))
        at = end
    yield from _piece(styled, at, len(text), ends)


def _piece(styled: Text, start: int, end: int, marks: list[tuple[int, str]]) -> Iterator[Text]:
    """The text between two points without the line breaks at its ends; link numbers are put in."""
    plain = styled.plain[start:end]
    start += len(plain) - len(plain.lstrip("\n"))
    end -= len(plain) - len(plain.rstrip("\n"))
    if start >= end:
        return
    piece, at = Text(), start
    for point, mark in marks:
        if start < point <= end:
            piece = Text.assemble(piece, styled[at:point], (mark, "dim"))
            at = point
    yield Text.assemble(piece, styled[at:end])


class _Quoted:
    """A quote: its number, and a bar before each of its lines, however the terminal's width breaks it."""

    def __init__(self, text: Text, number: int) -> None:
        self._text = text
        self._number = number

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        head = f"{self._number:>2} "
        for line in self._text.wrap(console, max(10, options.max_width - len(head) - 2)):
            yield Text.assemble((head, "dim"), ("▌ ", "cyan"), line)
            head = " " * len(head)


def _keyboard(message: Json) -> Iterator[RenderableType]:
    number = 1
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        yield _Keys([_key(button, at) for at, button in enumerate(row, start=number)])
        number += len(row)


def _key(button: Json, number: int) -> Text:
    mark = next((mark for kind, mark in _MARKS.items() if kind in button), "")
    return Text.assemble((f"#{number}", "bold cyan"), f" {button['text']}{mark}")


class _Keys:
    """A row of buttons: as many on a line as fit, none broken in two that would fit on one."""

    def __init__(self, keys: list[Text]) -> None:
        self._keys = keys

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        line = Text()
        for key in self._keys:
            if line and line.cell_len + key.cell_len + 3 > options.max_width:
                yield line
                line = Text()
            line = Text.assemble(line, "   " if line else "  ", key)
        yield line


def _styled(text: str, entities: list[Json]) -> Text:
    styled = Text(text)
    for entity in entities:
        style = STYLES.get(entity["type"], "")
        if style:
            start = _point(text, entity["offset"])
            styled.stylize(style, start, _point(text, entity["offset"] + entity["length"]))
    return styled


def _point(text: str, utf16_offset: int) -> int:
    """Code points before an offset in UTF-16 units."""
    units = 0
    for at, char in enumerate(text):
        if units >= utf16_offset:
            return at
        units += utf16_length(char)
    return len(text)
