"""The chat in a terminal: how messages are printed, and `hoibao chat` itself on a pseudo-terminal and in a pipe."""

from __future__ import annotations

import codecs
import fcntl
import io
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Any

import pytest
from harness_fixtures import RunningHarness
from harness_support import LAN, call
from rich.console import Console

from bot.harness import unused_message_id
from bot.harness.background import in_background
from bot.harness.client import Client
from bot.harness.terminal import print_message
from bot.harness.text import html
from bot.harness.text.entities import finish
from bot.texts import VI

CHAT = [sys.executable, "-c", "from bot.cli import main; main(['chat'])"]
QUESTION = "ve ganh da dia nguoi lon bao nhieu tien"
QUOTED = "vé tham quan danh thắng quốc gia đặc biệt Gành Đá Đĩa"
PATIENCE_S = 180  # what is waited for comes, or the program ends: a busy machine is no defect
CODES = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[=>78])")


def printed(message: dict[str, Any], width: int = 60) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    print_message(console, message)
    output = console.file
    assert isinstance(output, io.StringIO)
    return output.getvalue()


def message(source: str, **more: Any) -> dict[str, Any]:
    text, entities = finish(*html.parse(source))
    return {"text": text, "entities": entities, **more}


def test_quotes_are_numbered_and_barred() -> None:
    out = printed(message("<blockquote>một 🐟</blockquote>\n<blockquote>hai</blockquote>\nsau"))
    assert out.splitlines() == [" 1 ▌ một 🐟", " 2 ▌ hai", "sau"]


@pytest.mark.parametrize("width", [24, 40, 120])
def test_every_line_of_a_quote_has_its_bar_and_fits(width: int) -> None:
    lines = printed(message(f"<blockquote>{'sóng lặng thuyền về ' * 12}</blockquote>"), width).splitlines()
    assert all(line[3:5] == "▌ " and len(line) <= width for line in lines)
    assert " ".join(line[5:].strip() for line in lines).split() == ("sóng lặng thuyền về " * 12).split()


def test_links_have_numbers_and_addresses_that_stay_whole() -> None:
    address = "https://bao.example/" + "bai-bao-dai-" * 12
    out = printed(
        message(f'<b>🐟 <a href="{address}">Tôm</a></b> và <a href="https://b.example/">Cá</a>'), 40
    )
    assert out.splitlines() == ["🐟 Tôm[1] và Cá[2]", f"[1] {address}", "[2] https://b.example/"]


def test_buttons_are_numbered_row_by_row() -> None:
    rows = [
        [{"text": "Đọc bài", "url": "https://b.example/"}],
        [{"text": "A b", "callback_data": "1"}, {"text": "👎"}],
    ]
    out = printed(message("x", reply_markup={"inline_keyboard": rows}))
    assert out.splitlines() == ["x", "  #1 Đọc bài ↗", "  #2 A b   #3 👎"]


def test_buttons_that_do_not_fit_go_to_the_next_line_whole() -> None:
    row = [{"text": "Đọc ngữ cảnh", "callback_data": "1"}, {"text": "Nguồn khác", "callback_data": "2"}]
    out = printed(message("x", reply_markup={"inline_keyboard": [row]}), 24)
    assert out.splitlines()[1:] == ["  #1 Đọc ngữ cảnh", "  #2 Nguồn khác"]


def test_what_a_message_answers_and_its_file() -> None:
    more = {"document": {"file_name": "a.csv", "file_size": 12}, "caption": "bảng"}
    out = printed({"reply_to_message": {"text": "câu hỏi\nhai dòng"}, **more})
    assert out.splitlines()[0].startswith("↪ câu hỏi")
    assert out.splitlines()[-2:] == ["📎 a.csv (12 B)", "bảng"]


def test_markup_of_a_terminal_is_text() -> None:
    hostile = "[red]đỏ[/red] [link=x]y[/link] \\[b] :smile:"
    assert printed(message(hostile)) == f"{hostile}\n"


class Terminal:
    """`hoibao chat` as a person sees it who sits at a terminal."""

    def __init__(self, data: Path, *arguments: str) -> None:
        self._screen, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 90, 0, 0))
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HOIBAO_")}
        environment |= {"HOIBAO_DATA_DIR": str(data), "TERM": "xterm-256color"}
        command = [*CHAT[:-1], CHAT[-1].replace("'chat'", repr(["chat", *arguments])[1:-1])]
        self.process = subprocess.Popen(command, stdin=inside, stdout=inside, stderr=inside, env=environment)
        os.close(inside)
        self._letters = codecs.getincrementaldecoder("utf-8")()
        self._begun = ""  # of a code whose rest has not come
        self.seen = ""

    def expect(self, text: str) -> str:
        """Wait for `text`; everything up to it, without the codes for colours and the cursor."""
        deadline = time.monotonic() + PATIENCE_S
        while text not in self.seen:
            assert time.monotonic() < deadline, f"{text!r} is not in {self.seen[-500:]!r}"
            if select.select([self._screen], [], [], 0.1)[0]:
                self._read()
            else:
                assert self.process.poll() is None, f"ended without {text!r}: {self.seen[-500:]!r}"
        before, self.seen = self.seen.split(text, 1)
        return before

    def expect_prompt(self) -> None:
        """Wait until keys are taken one by one: what is typed before goes to the terminal, which knows no menu."""
        self.expect("›")

    def _read(self) -> None:
        """Take what has come, which may end within a letter or a code.

        The question where the cursor is gets its answer, as from a real terminal.
        """
        text = self._begun + self._letters.decode(os.read(self._screen, 65_536))
        for _asked in range(text.count("\x1b[6n")):
            os.write(self._screen, b"\x1b[1;1R")
        text = CODES.sub("", text)
        whole, escape, begun = text.partition("\x1b")
        self.seen, self._begun = self.seen + whole, escape + begun

    def type(self, keys: str) -> None:
        os.write(self._screen, keys.encode())

    def leave(self) -> int:
        """Ctrl-D at the prompt; the exit code."""
        self.expect("›")
        self.type("\x04")
        return self.process.wait(PATIENCE_S)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_exception: object) -> None:
        os.close(self._screen)
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(PATIENCE_S)


def test_a_talk_at_a_terminal(samples: Path) -> None:
    with Terminal(samples) as terminal:
        terminal.expect("Ctrl-D")
        terminal.expect_prompt()
        terminal.type("/mo")
        terminal.expect(VI.commands["moinhat"])
        terminal.type("\x15" + QUESTION + "\r")
        terminal.expect("1 ▌ “")
        terminal.expect(QUOTED)
        terminal.expect(f"#3 {VI.button_context}")
        thumb = terminal.expect(" 👍").rpartition("#")[2]
        terminal.expect("👎")
        terminal.type(f"#{thumb}\r")
        terminal.expect(f"» {VI.thanks}")
        terminal.type("#3\r")
        terminal.expect("đã sửa")
        terminal.expect(VI.button_back)
        terminal.type("#99\r")
        terminal.expect("Không có nút số 99.")
        assert "Traceback" not in terminal.seen
        assert terminal.leave() == 0


def test_what_the_bot_says_unasked_is_seen_at_once(harness: RunningHarness, tmp_path: Path) -> None:
    """Without a bot process: the test speaks as the bot, to a chat that joins a running server."""
    with Terminal(tmp_path, "--api-url", harness.url) as terminal:
        terminal.expect("Ctrl-D")
        terminal.expect_prompt()
        terminal.type("có ai không?\r")
        harness.wait_for(lambda: {"sent": True} if harness.messages() else None, "nothing was sent")
        for text in ("một", "hai", "ba"):
            call(harness, "sendMessage", chat_id=LAN, text=f"tin thứ {text}")
            terminal.expect(f"tin thứ {text}")
        number = harness.messages()[-1]["message_id"]
        call(harness, "editMessageText", chat_id=LAN, message_id=number, text="tin đã khác")
        terminal.expect("đã sửa")
        terminal.expect("tin đã khác")
        call(harness, "sendChatAction", chat_id=LAN, action="typing")
        terminal.expect("đang nhập")
        call(harness, "deleteMessage", chat_id=LAN, message_id=number)
        terminal.expect("đã xóa một tin nhắn")
        assert terminal.leave() == 0


def test_messages_of_a_new_server_have_numbers_that_no_earlier_one_had() -> None:
    first = unused_message_id()
    assert 0 < first < 2**31
    with in_background(last_message_id=first) as url, Client(url) as client:
        assert client.send("xin chào")["message_id"] == first + 1
    time.sleep(0.1)
    assert unused_message_id() > first


def test_a_bot_that_does_not_start_is_told_of_at_once(samples: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(samples, data)
    (data / "identity.key").write_bytes(b"short")
    environment = os.environ | {"HOIBAO_DATA_DIR": str(data)}
    done = subprocess.run(
        CHAT, input="xin chào\n", capture_output=True, text=True, env=environment, timeout=PATIENCE_S
    )
    assert done.returncode == 1
    assert "identity.key" in done.stderr
    assert "the bot ended before it was ready" in done.stderr


def test_questions_from_a_pipe_are_answered_in_their_order(samples: Path) -> None:
    lines = f"/start\n{QUESTION}\n#1\n#8\n/khongco\n"
    environment = os.environ | {"HOIBAO_DATA_DIR": str(samples)}
    done = subprocess.run(
        CHAT, input=lines, capture_output=True, text=True, env=environment, timeout=PATIENCE_S, check=True
    )
    wanted = ("Chào bạn!", QUOTED, "https://baoduyenhai.example/", VI.why.split(".")[0], VI.unknown_command)
    places = [done.stdout.find(text) for text in wanted]
    assert places == sorted(places)
    assert -1 not in places
    assert "Traceback" not in done.stderr
