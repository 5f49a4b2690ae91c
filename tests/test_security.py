"""The threat model's own tests, and that every test it names is there."""

from __future__ import annotations

import ast
import hmac
import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from backup_support import article, filled
from harness_fixtures import ADMIN, RunningHarness, running_bot, running_harness
from telegram.ext._utils import webhookhandler

from bot.commands import BUTTONS, COMMANDS
from bot.delivery.secret import Secret
from bot.texts import VI

ROOT = Path(__file__).parents[1]
MODEL = (ROOT / "SECURITY.md").read_text("utf-8")
READER = 1002
QUESTION = "giá tôm hùm lô 6 bao nhiêu"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import asyncio

    folder = tmp_path_factory.mktemp("data")
    asyncio.run(filled(folder, map(article, range(12))))
    for path in folder.glob("bot.sqlite3*"):
        path.unlink()
    return folder


@pytest.fixture(scope="module")
def chat(data: Path) -> Iterator[RunningHarness]:
    with running_harness() as harness, running_bot(harness, data):
        yield harness


def test_every_line_of_the_threat_model_names_tests_that_exist() -> None:
    rows = [line for line in MODEL.splitlines() if line.startswith("| ") and not line.startswith("| threat")]
    assert len(rows) > 20
    for row in rows:
        named = re.findall(r"`(test_\w+\.py)(?:::(\w+))?`", row)
        assert named, row
        for file, test in named:
            text = (ROOT / "tests" / file).read_text("utf-8")
            assert not test or f"def {test}(" in text, f"{file}::{test}"


def test_sql_takes_values_as_parameters_only() -> None:
    """What is put into the text of a statement is a constant, a list of question marks, or a number of ours."""
    harmless = re.compile(r"^(_?[A-Z][A-Z_]*|where|columns|number|sql|marks|SHOWN|marks\(.*\)|body|table)$")
    keyword = re.compile(r"\b(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|BEGIN)\b")
    looked_at = 0
    for folder in ("corpus/store", "bot/state"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.JoinedStr) and keyword.search(ast.unparse(node)):
                    looked_at += 1
                    for part in node.values:
                        if isinstance(part, ast.FormattedValue):
                            assert harmless.match(ast.unparse(part.value)), f"{path}: {ast.unparse(part)}"
    assert looked_at > 5


def test_the_webhooks_secret_is_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library writes `header != secret`; what decides is our class, on whichever side it stands."""
    assert "token != self.secret_token" in inspect.getsource(webhookhandler)
    asked = []
    monkeypatch.setattr(hmac, "compare_digest", lambda one, other: asked.append((one, other)) or one == other)
    secret = Secret("mot-bi-mat-du-dai-1")
    assert "mot-bi-mat" != secret  # noqa: SIM300 - as the library writes it
    assert not "mot-bi-mat-du-dai-1" != secret  # noqa: SIM202, SIM300
    assert secret != "x"  # noqa: S105 - made up
    assert secret == "mot-bi-mat-du-dai-1"  # noqa: S105
    assert len(asked) == 4


@pytest.mark.parametrize("command", [command.name for command in COMMANDS if command.for_admins])
def test_an_admins_group_gives_nobody_else_his_commands(chat: RunningHarness, command: str) -> None:
    chat.act("chat", id=-900, type="supergroup", title="Tòa soạn")
    before = len([call for call in chat.calls() if call["method"] == "sendMessage"])
    chat.send(f"/{command}@hoibao_bot", chat_id=-900, user_id=READER)
    chat.ask(QUESTION, chat_id=READER, user_id=READER)  # by then the command was handled
    after = [call for call in chat.calls() if call["method"] == "sendMessage"][before:]
    assert [str(call["parameters"]["chat_id"]) for call in after] == [str(READER)]


def test_pressed_data_of_any_shape_does_no_harm(chat: RunningHarness, data: Path) -> None:
    """Made up, of another build, of another person: answered or ignored, and nothing fails."""
    mine = chat.ask(QUESTION)
    stranger = chat.ask(QUESTION, chat_id=READER, user_id=READER)
    shapes = [
        "",
        ":",
        "::",
        ":x",
        ":-1",
        ":999999999999",
        ":1:u:extra",
        ":0:0",
        ":1e9",
        ":1:é",
        ":" + "9" * 50,
    ]
    number = 10_000_000
    for letter in sorted({*BUTTONS, "é", "0"}):
        for shape in shapes:
            for message, person in ((stranger, READER), (mine, ADMIN)):
                number += 1
                chat.act("redeliver", update=press(number, letter + shape, message, person))
    chat.ask(QUESTION, chat_id=READER, user_id=READER)
    log = (data / "bot.log").read_text("utf-8")
    failed = set(re.findall(r"^(?:[\w.]+Error|telegram\.error\.\w+): .*$", log, re.MULTILINE))
    # These queries were never asked, so the server does not take their answers; that is all that may fail.
    assert failed <= {
        "telegram.error.BadRequest: Query is too old and response timeout expired or query id is invalid"
    }


def press(number: int, data: str, message: dict[str, object], user_id: int) -> dict[str, object]:
    """An update as Telegram sends it, with data that no button of ours has."""
    person = {"id": user_id, "is_bot": False, "first_name": "Minh"}
    query = {"id": str(number), "from": person, "message": message, "chat_instance": "1", "data": data[:64]}
    return json.loads(json.dumps({"update_id": number, "callback_query": query}))


def test_a_failure_tells_the_reader_a_code_and_no_more(harness: RunningHarness, tmp_path: Path) -> None:
    import asyncio

    asyncio.run(filled(tmp_path, map(article, range(3))))
    with running_bot(harness, tmp_path):
        from backup_support import rows_of

        rows_of(tmp_path / "bot.sqlite3", "DROP TABLE questions")
        told = harness.ask(QUESTION, chat_id=READER, user_id=READER)["text"]
    assert re.fullmatch(re.escape(VI.failure).replace(r"\{code\}", "[0-9a-f]{6}"), told)
    assert "sqlite" not in told.lower()
    for secret in (str(tmp_path), "questions", "Error", "offline-simulator"):
        assert secret not in told
    assert ADMIN != READER
