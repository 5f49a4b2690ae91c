"""The chat in a terminal: what a person types goes to the bot; what the bot does is printed when it does it."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, Queue

import httpx
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console
from rich.text import Text

from bot.harness.client import FIRST_PERSON, Client, Json, RefusedError, buttons
from bot.harness.terminal import print_message

SETTLED_S = 0.4  # of silence, after which a piped question counts as answered
HELP = {
    "vi": "Gõ câu hỏi, Enter để gửi. #2 bấm nút số 2, / liệt kê lệnh của bot, Ctrl-D để thoát.",
    "en": "Type a question, Enter sends it. #2 presses button 2, / lists the bot's commands, Ctrl-D ends.",
}
TYPING = {"vi": "đang nhập…", "en": "typing…"}
EDITED = {"vi": "đã sửa", "en": "edited"}
DELETED = {"vi": "đã xóa một tin nhắn", "en": "deleted a message"}
NO_BUTTON = {"vi": "Không có nút số {number}.", "en": "There is no button {number}."}
NO_REPLY = {"vi": "Bot chưa trả lời.", "en": "The bot has not answered."}


class Talk:
    """One person's chat with the bot: `do` what they type, `take` what happens."""

    def __init__(self, client: Client, console: Console) -> None:
        self.client = client
        self.console = console
        state = client.get("state")
        self.last_event: int = state["last_event"]
        self.name: str = state["bot"]["first_name"]
        self.language = "vi" if state["users"][0].get("language_code") == "vi" else "en"
        self.is_typing = False
        self._pressable: Json | None = None  # the last message that has buttons

    @property
    def commands(self) -> list[Json]:
        """The bot's menu."""
        return list(self.client.get(f"chat/{FIRST_PERSON}")["commands"])

    def do(self, line: str) -> bool:
        """Send a line, or press the button that it names; whether the bot has to answer that."""
        if line.startswith("#") and line[1:].isdecimal():
            return self._press(int(line[1:]))
        self.client.send(line)
        return True

    def take(self, event: Json) -> bool:
        """Print what an event shows of the bot; whether it shows anything."""
        if event.get("chat_id") != FIRST_PERSON or event["type"] not in _TAKERS:
            return False
        return _TAKERS[event["type"]](self, event)

    def say(self, text: str, style: str) -> None:
        """Print a line of our own."""
        self.console.print(Text(text, style=style))

    def _press(self, number: int) -> bool:
        found = buttons(self._pressable or {})
        if not self._pressable or not 1 <= number <= len(found):
            self.say(NO_BUTTON[self.language].format(number=number), "red")
            return False
        button = found[number - 1]
        if "callback_data" not in button:
            self.say(button.get("url") or button.get("copy_text", {}).get("text", ""), "blue")
            return False
        self.client.act(
            "callback",
            chat_id=FIRST_PERSON,
            message_id=self._pressable["message_id"],
            data=button["callback_data"],
        )
        return True

    def _show(self, event: Json) -> bool:
        message = event["message"]
        if not message["from"]["is_bot"]:
            return False
        self.is_typing = False
        if buttons(message):
            self._pressable = message
        elif self._pressable and self._pressable["message_id"] == message["message_id"]:
            self._pressable = None
        head = Text(self.name, style="bold magenta")
        if event["type"] == "edited":
            head.append(f" · {EDITED[self.language]}", "dim")
        self.console.print(head)
        print_message(self.console, message)
        self.console.print()
        return True

    def _answer(self, event: Json) -> bool:
        if event["text"]:
            self.say(f"» {event['text']}", "bold yellow" if event["show_alert"] else "green")
        if event["url"]:
            self.say(event["url"], "blue")
        return True

    def _delete(self, _event: Json) -> bool:
        self.say(DELETED[self.language], "dim")
        return True

    def _type(self, _event: Json) -> bool:
        self.is_typing = True
        return False


_TAKERS: dict[str, Callable[[Talk, Json], bool]] = {
    "message": Talk._show,
    "edited": Talk._show,
    "callback_answer": Talk._answer,
    "deleted": Talk._delete,
    "typing": Talk._type,
    "draft": Talk._type,
}


def converse(client: Client) -> None:
    """Talk until the input ends: in a terminal with a prompt, else line by line from a pipe."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        with patch_stdout(raw=True):
            asyncio.run(_at_prompt(Talk(client, Console(highlight=False, force_terminal=True))))
    else:
        _from_pipe(Talk(client, Console(highlight=False)))


async def _at_prompt(talk: Talk) -> None:
    """The prompt stays at the bottom; what the bot does appears above it.

    One loop for all prompts: a thread that tells a prompt of news just as it ends would find no loop.
    """
    loop = asyncio.get_running_loop()
    talk.say(HELP[talk.language], "dim")
    session: PromptSession[str] = PromptSession(
        "› ",
        completer=_Commands(talk),
        complete_while_typing=True,
        rprompt=lambda: TYPING[talk.language] if talk.is_typing else "",
        reserve_space_for_menu=4,
    )

    def show(event: Json) -> None:
        talk.take(event)
        loop.call_soon_threadsafe(session.app.invalidate)

    with _following(talk, show):
        while True:
            try:
                _do(talk, (await session.prompt_async()).strip())
            except (EOFError, KeyboardInterrupt):
                return


def _from_pipe(talk: Talk) -> None:
    """Each line waits for its answer, so that a script's output has its order."""
    events: Queue[Json] = Queue()
    with _following(talk, events.put):
        for line in sys.stdin:
            if line.strip() and _do(talk, line.strip()) and not _await(talk, events):
                talk.say(NO_REPLY[talk.language], "red")


def _do(talk: Talk, line: str) -> bool:
    try:
        return bool(line) and talk.do(line)
    except RefusedError as error:
        talk.say(str(error), "red")
        return False


def _await(talk: Talk, events: Queue[Json]) -> bool:
    """Print what comes until it has been quiet for a while; whether anything came."""
    has_come = False
    while True:
        try:
            event = events.get(timeout=SETTLED_S if has_come else talk.client.timeout_s)
        except Empty:
            return has_come
        has_come = talk.take(event) or has_come


class _Commands(Completer):
    """The bot's commands after "/"."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    def get_completions(self, document: Document, _event: CompleteEvent) -> Iterable[Completion]:
        """Those that begin as the line does."""
        begun = document.text_before_cursor
        if not begun.startswith("/") or " " in begun:
            return
        for command in self._talk.commands:
            name = f"/{command['command']}"
            if name.startswith(begun):
                yield Completion(name, -len(begun), display_meta=command["description"])


class _following:  # noqa: N801 - reads as the block that it opens
    """Pass every event to `take` while the block runs, from a thread with a connection of its own."""

    def __init__(self, talk: Talk, take: Callable[[Json], object]) -> None:
        self._client = Client(talk.client.url)
        self._thread = threading.Thread(target=self._run, args=(talk.last_event, take), daemon=True)

    def _run(self, since: int, take: Callable[[Json], object]) -> None:
        for event in _until_closed(self._client.events(since)):
            take(event)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_exception: object) -> None:
        self._client.close()


def _until_closed(events: Iterator[Json]) -> Iterator[Json]:
    """The connection breaks off when the talk ends; nobody is there any more to hear of it."""
    try:
        yield from events
    except (httpx.HTTPError, httpx.StreamError, OSError, RuntimeError):
        return
