"""The chat in a terminal: what a person types goes to the bot, what the bot says is printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from prompt_toolkit import PromptSession
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.harness.client import Client, Json, NoReplyError, RefusedError, buttons
from bot.harness.entities import utf16_length

QUOTES = {"blockquote", "expandable_blockquote"}
STYLES = {
    "bold": "bold",
    "italic": "italic",
    "code": "cyan",
    "underline": "underline",
    "strikethrough": "strike",
}
HELP = "Type a question. #2 presses the second button, /help shows the bot's commands, Ctrl-D ends."


def converse(client: Client) -> None:
    """Talk until the input ends."""
    console = Console(highlight=False)
    console.print(f"[dim]{HELP}[/dim]") if sys.stdin.isatty() else None
    last: Json | None = None
    for line in _lines():
        try:
            last = _press(console, client, last, line) if line.startswith("#") and last else client.ask(line)
            show(console, last)
        except (NoReplyError, RefusedError) as error:
            console.print(f"[red]{error}[/red]")


def _lines() -> Iterator[str]:
    """Non-empty lines: prompted for in a terminal, read from a pipe."""
    if not sys.stdin.isatty():
        yield from (line.strip() for line in sys.stdin if line.strip())
        return
    session: PromptSession[str] = PromptSession("› ")
    while True:
        try:
            line = session.prompt().strip()
        except (EOFError, KeyboardInterrupt):
            return
        if line:
            yield line


def _press(console: Console, client: Client, message: Json, line: str) -> Json:
    """Press a button: print what pops up or is copied, and return the message as it is afterwards."""
    number = int(line[1:]) if line[1:].isdecimal() else 0
    found = buttons(message)
    if not 1 <= number <= len(found):
        raise RefusedError(f"there are {len(found)} buttons")
    if "url" in found[number - 1]:
        raise RefusedError(found[number - 1]["url"])
    if "copy_text" in found[number - 1]:
        console.print(Text(found[number - 1]["copy_text"]["text"], style="green"))
        return message
    before = len(client.calls())
    client.click(message, found[number - 1]["text"])
    answered = client.expect_call("answerCallbackQuery", before)
    if toast := answered["parameters"].get("text"):
        console.print(Text(str(toast), style="green"))
    return client.message(message["message_id"], message["chat"]["id"])


def show(console: Console, message: Json) -> None:
    """Print a message with its quotes set in and its buttons numbered."""
    text = message.get("text", "")
    quotes = [entity for entity in message.get("entities", []) if entity["type"] in QUOTES]
    styled = _styled(text, message.get("entities", []))
    at = 0
    for quote in quotes:
        start, end = _point(text, quote["offset"]), _point(text, quote["offset"] + quote["length"])
        _print(console, styled[at:start], 0)
        _print(console, styled[start:end], 2)
        at = end
    _print(console, styled[at:], 0)
    labels = [f"#{number} {button['text']}" for number, button in enumerate(buttons(message), start=1)]
    if labels:
        console.print(Text("  ".join(labels), style="dim"))
    console.print()


def _print(console: Console, text: Text, indent: int) -> None:
    text = text.copy()
    text.rstrip()
    stripped = text[len(text.plain) - len(text.plain.lstrip("\n")) :]
    if stripped.plain:
        console.print(Padding(stripped, (0, 0, 0, indent)))


def _styled(text: str, entities: list[Json]) -> Text:
    styled = Text(text)
    for entity in entities:
        style = STYLES.get(entity["type"], "")
        if entity["type"] == "text_link":
            style = f"link {entity['url']}"
        if style:
            styled.stylize(
                style, _point(text, entity["offset"]), _point(text, entity["offset"] + entity["length"])
            )
    return styled


def _point(text: str, utf16_offset: int) -> int:
    """Code points before an offset in UTF-16 units."""
    units = 0
    for at, char in enumerate(text):
        if units >= utf16_offset:
            return at
        units += utf16_length(char)
    return len(text)
