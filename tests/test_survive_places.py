"""Files that are damaged, gone, or cannot be written; clocks that jump; too little memory: said plainly, served on."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from backup_support import article, filled, quoted
from cli_support import COMMAND, hoibao
from harness_fixtures import BotProcess, RunningHarness, running_bot
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.state import STATE_FILE
from bot.texts import VI
from corpus import Archive, CorpusSettings, HoiBaoError, Outcome, Question, verify
from corpus.store.copying import CORPUS_FILE

pytestmark = pytest.mark.long

QUESTION = "giá tôm hùm lô 6 bao nhiêu"
TRUE = {text for number in range(30) for text in article(number).text.split("\n")}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty articles; tests copy them."""
    folder = tmp_path_factory.mktemp("good") / "data"
    asyncio.run(filled(folder, map(article, range(30))))
    (folder / STATE_FILE.name).unlink()
    return folder


@pytest.fixture
def data(good: Path, tmp_path: Path) -> Path:
    shutil.copytree(good, tmp_path / "data")
    return tmp_path / "data"


def ask(folder: Path) -> Outcome | None:
    """The outcome, None where the archive cannot be opened; whatever is quoted must be true."""

    async def work() -> Outcome | None:
        try:
            async with await Archive.open(CorpusSettings(folder)) as archive:
                answer = await archive.ask(Question(QUESTION, datetime.now(UTC)))
        except HoiBaoError:
            return None
        assert {quote.text for quote in answer.quotes} <= TRUE
        return answer.outcome

    return asyncio.run(work())


@settings(max_examples=40, deadline=None)
@given(share=st.floats(0, 1))
def test_a_truncated_file_never_lies_and_never_surprises(
    good: Path, tmp_path_factory: pytest.TempPathFactory, share: float
) -> None:
    folder = tmp_path_factory.mktemp("cut") / "data"
    shutil.copytree(good, folder)
    path = folder / CORPUS_FILE.name
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    ask(folder)


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 200_000), junk=st.binary(min_size=1, max_size=300))
def test_a_scribbled_file_never_lies_and_never_surprises(
    good: Path, tmp_path_factory: pytest.TempPathFactory, at: int, junk: bytes
) -> None:
    folder = tmp_path_factory.mktemp("scribbled") / "data"
    shutil.copytree(good, folder)
    path = folder / CORPUS_FILE.name
    content = bytearray(path.read_bytes())
    at %= len(content)
    content[at : at + len(junk)] = junk
    path.write_bytes(content)
    ask(folder)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("engine", ["rank-bm25", "tantivy"])
def test_a_scribbled_index_never_lies_and_is_mended(
    good: Path, tmp_path_factory: pytest.TempPathFactory, engine: str, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("index") / "data"
    shutil.copytree(good, folder)
    where = CorpusSettings(folder, engine)

    async def reindex() -> None:
        async with await Archive.open(where) as archive:
            await archive.reindex()

    asyncio.run(reindex())
    paths = sorted(path for path in (folder / "index").rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(paths))
    content = bytearray(path.read_bytes())
    if content:
        at = data.draw(st.integers(0, len(content) - 1))
        content[at:] = content[at:][: data.draw(st.integers(0, 50))] + data.draw(st.binary(max_size=50))
    path.write_bytes(content)
    ask(folder)


def test_a_deleted_index_is_said_and_mended(data: Path) -> None:
    shutil.rmtree(data / "index")
    assert ask(data) is Outcome.UNAVAILABLE
    assert "run hoibao" in hoibao(data, "status").out
    assert hoibao(data, "verify").code == 0
    assert ask(data) is Outcome.ANSWERED


@pytest.mark.parametrize("verb", [("ask", "giá tôm"), ("status",), ("verify",), ("backup",), ("reindex",)])
@pytest.mark.parametrize("harm", ["emptied", "truncated"])
def test_damage_is_one_line_for_the_operator(data: Path, verb: tuple[str, ...], harm: str) -> None:
    path = data / CORPUS_FILE.name
    content = path.read_bytes()
    path.write_bytes(content[:50] if harm == "emptied" else content[: len(content) // 3])
    done = hoibao(data, *verb)
    assert "Traceback" not in done.err
    assert str(data) not in done.err
    if verb[0] != "ask":
        assert done.code == 1


# -- a folder in the place of a file, a file in the place of a folder

VERBS = [
    ("ask", "giá tôm"),
    ("status",),
    ("ingest", "/dev/null"),
    ("reindex",),
    ("backup",),
    ("verify",),
    ("export",),
]
CONCERNED = {
    CORPUS_FILE.name: {"ask", "status", "ingest", "reindex", "backup", "verify"},
    STATE_FILE.name: {"backup", "verify", "export"},
    "identity.key": {"backup", "verify", "export"},
    "newsroom.jsonl": {"reindex"},
    "write.lock": {"ingest", "reindex"},
    "last-backup": {"backup"},
}


def swapped(data: Path, name: str) -> None:
    """A folder for a file, a file for a folder."""
    path = data / name
    if path.is_dir():
        shutil.rmtree(path)
        path.write_text("x")
    else:
        for one in data.glob(f"{name}*"):
            one.unlink()
        path.mkdir()


@pytest.mark.parametrize("name", CONCERNED)
def test_a_folder_in_the_place_of_a_file_is_said_to_be_one(data: Path, name: str) -> None:
    swapped(data, name)
    for verb in VERBS:
        done = hoibao(data, *verb)
        assert "Traceback" not in done.err, verb
        if verb[0] in CONCERNED[name] and verb[0] != "ask":
            assert done.code == 1, verb
            assert "is a folder, where a file belongs" in done.err, (verb, done.err)
        assert (data / name).is_dir()


@pytest.mark.parametrize(
    ("name", "verb"), [("index", "reindex"), ("backups", "backup"), ("index/current", "reindex")]
)
def test_a_file_in_the_place_of_a_folder_is_said_to_be_one(data: Path, name: str, verb: str) -> None:
    (data / "backups").mkdir()
    swapped(data, name)
    done = hoibao(data, verb)
    assert done.code == 1
    assert "belongs" in done.err and Path(name).name in done.err
    assert "Traceback" not in done.err


def test_the_data_folder_or_the_settings_may_be_something_else(data: Path, tmp_path: Path) -> None:
    (tmp_path / "note").write_text("x")
    assert "note is a file, where a folder belongs" in hoibao(tmp_path / "note", "status").err
    (tmp_path / ".env").mkdir()
    done = subprocess.run(
        [*COMMAND, "status"],
        env=os.environ | {"HOIBAO_DATA_DIR": str(data)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "Error: .env is a folder, where a file belongs\n"


def test_a_bot_without_its_files_says_why_and_ends(harness: RunningHarness, data: Path) -> None:
    swapped(data, STATE_FILE.name)
    bot = BotProcess(harness, data)
    assert bot.wait() == 1
    log = bot.log.read_text("utf-8")
    assert "bot.sqlite3 is a folder, where a file belongs" in log
    assert "Traceback" not in log


def test_a_restore_moves_a_folder_aside(data: Path) -> None:
    backup = hoibao(data, "backup").out.strip()
    swapped(data, CORPUS_FILE.name)
    done = hoibao(data, "restore", backup)
    assert done.code == 0, done.err
    assert "moved aside: corpus.sqlite3.damaged-" in done.err
    assert ask(data) is Outcome.ANSWERED


# -- a disk that cannot be written


@contextmanager
def disk(folder: Path) -> Iterator[None]:
    """A tmpfs on `folder`."""
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(folder)], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting needs root")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def remount(folder: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)


@pytest.mark.parametrize(
    "verb", [("ask", "giá tôm"), ("reindex",), ("backup",), ("verify",), ("ingest", "/dev/null")]
)
def test_a_read_only_folder_is_said_to_be_one(good: Path, tmp_path: Path, verb: tuple[str, ...]) -> None:
    with disk(tmp_path):
        shutil.copytree(good, tmp_path / "data")
        remount(tmp_path, "ro")
        done = hoibao(tmp_path / "data", *verb)
        assert "Traceback" not in done.err
        assert done.code == 1, done.out + done.err


def test_a_disk_that_fills_up_and_has_room_again(harness: RunningHarness, good: Path, tmp_path: Path) -> None:
    """Nobody is answered without being journalled; the reader is told that it failed, and the bot lives on."""
    with disk(tmp_path):
        shutil.copytree(good, tmp_path / "data")
        with running_bot(harness, tmp_path / "data") as bot:
            assert "lô 6 " in harness.ask(QUESTION)["text"]
            fill_up(tmp_path / "ballast")
            assert harness.ask(QUESTION)["text"].startswith(VI.failure.split("{")[0])
            (tmp_path / "ballast").unlink()
            assert "lô 6 " in harness.ask(QUESTION)["text"]
            assert bot.stop() == 0


def fill_up(ballast: Path) -> None:
    """To the last byte."""
    handle = os.open(ballast, os.O_WRONLY | os.O_CREAT)
    with suppress(OSError):
        while os.write(handle, bytes(4096)):
            pass
    os.close(handle)


# -- clocks


@pytest.mark.clock  # libfaketime holds threads up for as long as an answer may take where a machine is busy
@pytest.mark.parametrize("jump", ["+400d", "-400d"])
def test_a_bot_whose_clock_is_wrong_answers(
    harness: RunningHarness, data: Path, tmp_path: Path, clock: dict[str, str], jump: str
) -> None:
    (tmp_path / "now").write_text(jump)
    with running_bot(harness, data, **clock) as bot:
        for _ in range(2):
            assert "lô 6 " in harness.ask(QUESTION)["text"]
        assert "Traceback" not in bot.log.read_text("utf-8")


@pytest.mark.parametrize("jump", ["+400d", "-400d"])
def test_backups_under_a_wrong_clock_are_kept_and_count(
    data: Path, tmp_path: Path, clock: dict[str, str], jump: str
) -> None:
    first = Path(hoibao(data, "backup").out.strip())
    (tmp_path / "now").write_text(jump)
    wrong = Path(hoibao(data, "backup", **clock).out.strip())
    assert wrong.name[:11] != first.name[:11]
    (tmp_path / "now").write_text("+0")
    last = Path(hoibao(data, "backup", **clock).out.strip())
    assert first.exists() and wrong.exists() and last.exists()
    assert hoibao(data, "restore", str(wrong)).code == 0


# -- memory


def test_too_little_memory_for_a_build_is_said(data: Path) -> None:
    """The limit is found: enough to start, too little to build. The index from before serves on."""
    script = (
        "import asyncio, resource, sys\n"
        "from pathlib import Path\n"
        "from corpus import Archive, CorpusSettings, HoiBaoError\n"
        "import corpus.index.rank_bm25_engine as engine\n"
        "async def main():\n"
        "    async with await Archive.open(CorpusSettings(Path(sys.argv[1]))) as archive:\n"
        "        await archive.warm_up()\n"
        "        real = engine.RankBM25Retriever.add\n"
        "        def add(self, documents):\n"
        "            used = int(open('/proc/self/statm').read().split()[0]) * 4096\n"
        "            resource.setrlimit(resource.RLIMIT_AS, (used + 1_000_000, -1))\n"
        "            try:\n"
        "                hog = bytearray(500_000_000)\n"
        "            finally:\n"
        "                resource.setrlimit(resource.RLIMIT_AS, (-1, -1))\n"
        "            return real(self, documents)\n"
        "        engine.RankBM25Retriever.add = add\n"
        "        try:\n"
        "            await archive.reindex()\n"
        "        except HoiBaoError as error:\n"
        "            print(error)\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(data)], capture_output=True, text=True, timeout=60, check=False
    )
    assert "there is not enough memory" in done.stdout, done.stderr
    assert ask(data) is Outcome.ANSWERED
    assert asyncio.run(verify(CorpusSettings(data), [STATE_FILE], mend=False)).is_well


def test_a_bot_whose_archive_is_damaged_says_so_and_ends(harness: RunningHarness, data: Path) -> None:
    """Started again and again by its service manager, it serves as soon as a backup is restored."""
    path = data / CORPUS_FILE.name
    path.write_bytes(b"x" * 10_000)
    bot = BotProcess(harness, data)
    assert bot.wait() == 1
    log = bot.log.read_text("utf-8")
    assert "corpus.sqlite3 is damaged or no database" in log
    assert "Traceback" not in log


async def test_two_writers_take_turns(data: Path) -> None:
    async with (
        await Archive.open(CorpusSettings(data)) as one,
        await Archive.open(CorpusSettings(data)) as other,
    ):
        await asyncio.gather(one.reindex(), other.take_in([article(77, "mực Thử")]), one.reindex())
        assert (await quoted(one, "giá mực Thử lô 77"))[0].startswith("Giá mực Thử lô 77")
        assert await one.index_problems() == []
