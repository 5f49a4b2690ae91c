"""The verbs backup, restore and verify, as an operator types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from backup_support import rows_of
from cli_support import hoibao

pytestmark = pytest.mark.long


@pytest.fixture
def data(tmp_path: Path) -> Path:
    news = tmp_path / "news.jsonl"
    record = {"id": "tom", "headline": "Giá tôm", "body": "Giá tôm hùm xanh là 950.000 đồng/kg."}
    news.write_text(json.dumps(record), encoding="utf-8")
    done = hoibao(tmp_path / "data", "ingest", str(news))
    assert done.code == 0, done.err
    return tmp_path / "data"


def test_backup_prints_its_path_and_restore_takes_it(data: Path, tmp_path: Path) -> None:
    done = hoibao(data, "backup", str(tmp_path / "elsewhere"))
    path = Path(done.out.strip())
    assert path.parent == tmp_path / "elsewhere"
    assert "1 articles" in done.err
    rows_of(data / "corpus.sqlite3", "DELETE FROM passages")
    back = hoibao(data, "restore", str(path))
    assert (back.code, back.out) == (0, "")
    assert "restored: 1 articles" in back.err
    assert "hoibao restore --undo" in back.err
    assert "950.000" in hoibao(data, "ask", "gia tom hum xanh").out
    assert hoibao(data, "restore", "--undo").code == 0
    assert "1 articles" in hoibao(data, "verify", "--no-mend").err


def test_verify_says_mends_and_exits(data: Path) -> None:
    assert "1 articles in 1 versions, 1 passages: all is well" in hoibao(data, "verify").err
    rows_of(data / "corpus.sqlite3", "UPDATE passages SET end = 99")
    said = hoibao(data, "verify", "--no-mend", "--json")
    assert said.code == 1
    assert json.loads(said.out)["is_well"] is False
    assert "WRONG  1 articles have passages that do not fit" in said.err
    mended = hoibao(data, "verify")
    assert mended.code == 0
    assert "mended  1 articles have passages that do not fit" in mended.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("restore",), "give either a backup FILE or --undo"),
        (("restore", "--undo"), "nothing was restored here"),
        (("restore", "/không/có.tar.gz"), "does not exist"),
    ],
)
def test_errors_say_what_to_do(data: Path, arguments: tuple[str, ...], says: str) -> None:
    done = hoibao(data, *arguments)
    assert done.code in (1, 2)
    assert says in done.err
    assert "Traceback" not in done.err


def test_something_else_is_not_restored(data: Path) -> None:
    done = hoibao(data, "restore", str(data / "corpus.sqlite3"))
    assert done.code == 1
    assert "corpus.sqlite3 is no backup of hoibao" in done.err


@pytest.mark.parametrize("verb", ["backup", "verify"])
def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path, verb: str) -> None:
    done = hoibao(tmp_path / "none", verb)
    assert done.code == 1
    assert "holds no articles yet" in done.err
