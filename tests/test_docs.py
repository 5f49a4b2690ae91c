"""The documents say what the program has, and nothing else: settings, verbs, commands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from bot.cli import main
from bot.commands import COMMANDS
from bot.texts import LANGUAGES, VI

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SETTING = re.compile(r"\b(?:HOIBAO|TELEGRAM|OPENSEARCH)_[A-Z_]+\b")
SHELL_ONLY = {"HOIBAO_SCREENSHOTS"}  # read by tests, not by the program


def named_in(*folders: str) -> set[str]:
    text = "".join(path.read_text("utf-8") for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return {name for name in SETTING.findall(text) if not name.endswith("_")} - SHELL_ONLY


def test_every_setting_is_in_the_example_and_the_other_way_round() -> None:
    assert set(SETTING.findall((ROOT / ".env.example").read_text("utf-8"))) == named_in("bot", "corpus")


def test_every_setting_is_in_the_readme_and_the_other_way_round() -> None:
    assert set(SETTING.findall(README)) - SHELL_ONLY == named_in("bot", "corpus")


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_every_verb_is_in_the_readme_and_explains_itself(verb: str) -> None:
    assert f"hoibao {verb}" in README
    assert main.commands[verb].get_short_help_str(limit=200)


def test_the_readme_names_no_verb_that_is_not_there() -> None:
    named = set(re.findall(r"hoibao ([a-z]+)", re.sub(r"`[^`]*hoibao\.service[^`]*`", "", README)))
    assert named <= set(main.commands)


def test_every_option_explains_itself() -> None:
    for verb in main.commands.values():
        for parameter in verb.params:
            assert not isinstance(parameter, click.Option) or parameter.help, f"{verb.name} {parameter.name}"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_in_the_readme_and_described_in_every_language(command: object) -> None:
    name = command.name  # type: ignore[attr-defined]
    assert f"/{name}" in README
    assert all(name in texts.commands for texts in (VI, *LANGUAGES.values()))


def test_every_file_that_the_documents_link_to_is_there() -> None:
    for document in ROOT.glob("*.md"):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text("utf-8")):
            assert (ROOT / target).exists(), f"{document.name} links to {target}"


def test_every_room_is_in_the_table_of_where_things_are() -> None:
    table = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("### The rooms")[0]
    packages = [path.parent for house in ("bot", "corpus") for path in (ROOT / house).glob("*/__init__.py")]
    for folder in (*packages, ROOT / "scripts", ROOT / "deploy"):
        assert f"`{folder.relative_to(ROOT)}/" in table, folder


def test_make_has_the_targets_that_the_documents_name() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for document in ROOT.glob("*.md"):
        named = set(re.findall(r"`make ([a-z-]+)", document.read_text("utf-8")))
        assert named <= targets, document.name


def test_what_is_kept_out_of_git_is_kept_out() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    assert not [name for name in tracked.stdout.split() if name.endswith((".env", ".sqlite3", ".pyc"))]


def test_the_picture_of_the_rooms_is_what_the_code_gives() -> None:
    """Where it is not: make rooms, and look at the diff."""
    script = ROOT / "scripts" / "draw_rooms.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert (ROOT / "docs" / "rooms.svg").read_text("utf-8") == done.stdout
    assert "](docs/rooms.svg)" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_the_operators_guides_tell_of_the_same_commands_settings_and_timers() -> None:
    english, vietnamese = (
        (ROOT / "deploy" / name).read_text("utf-8") for name in ("README.md", "README.vi.md")
    )
    names = {command.name for command in COMMANDS}
    assert set(SETTING.findall(vietnamese)) <= named_in("bot", "corpus")
    assert "HOIBAO_CRAWL_EVERY" in english and "HOIBAO_CRAWL_EVERY" in vietnamese
    in_both = [
        {name for name in re.findall(r"(?<![\w/.])/([a-z]+)\b", guide) if name in names}
        for guide in (english, vietnamese)
    ]
    assert in_both[0] == in_both[1]
    timers = re.compile(r"hoibao-[a-z]+\.timer")
    assert set(timers.findall(vietnamese)) <= set(timers.findall(english))
    for timer in timers.findall(english):
        assert (ROOT / "deploy" / "systemd" / timer).exists()
