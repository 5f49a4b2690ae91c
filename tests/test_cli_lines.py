"""What the command line reads line by line, from files and from what comes in."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path

import pytest
from cli_support import COMMAND, hoibao, hoibao_here

from corpus.cli.batch import LONGEST

QUESTION = '{"id": "1", "question": "giá tôm"}\n'


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    (tmp_path / "batch.jsonl").write_text("\ufeff" + QUESTION, "utf-8")
    for arguments, stdin in ((str(tmp_path / "batch.jsonl"), ""), ("-", "\ufeff" + QUESTION)):
        done = hoibao(tmp_path / "data", "ask", "--json", "--batch", arguments, stdin=stdin, PYTHONUTF8="1")
        assert json.loads(done.out)["id"] == "1"


def test_where_nothing_can_come_in_that_is_said(tmp_path: Path) -> None:
    closed = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *COMMAND, "ask", "--batch", "-"],
        env={"HOIBAO_DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert closed.returncode == 1
    assert "standard input is closed" in closed.stderr and "Traceback" not in closed.stderr


def test_what_is_longer_than_any_question_is_refused_at_once(tmp_path: Path) -> None:
    long = "ả" * (LONGEST + 1)
    done = hoibao_here(tmp_path, "ask", long)
    assert done.code == 2 and "longer than 4,096 characters" in done.err
    done = hoibao_here(tmp_path, "ask", "--batch", "-", stdin=json.dumps({"question": long}))
    assert done.code == 1 and "line 1: not {" in done.err


@pytest.mark.parametrize("key", [r'"\ud800"', "1e999"])
def test_an_id_that_cannot_be_printed_is_refused(tmp_path: Path, key: str) -> None:
    done = hoibao_here(
        tmp_path, "ask", "--json", "--batch", "-", stdin=f'{{"id": {key}, "question": "giá tôm"}}'
    )
    assert done.code == 1 and "line 1: not {" in done.err


def test_ctrl_c_is_heard_while_a_question_is_waited_for(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "ask", "--json", "--batch", "-"],
        env={"HOIBAO_DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as asking:
        assert asking.stdin is not None and asking.stdout is not None
        asking.stdin.write(QUESTION)
        asking.stdin.flush()
        assert json.loads(asking.stdout.readline())["id"] == "1"
        asking.send_signal(signal.SIGINT)
        try:
            assert asking.wait(20) == 1
        finally:
            asking.kill()


def test_a_full_output_is_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "status", "--json"],
            env={"HOIBAO_DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr


def test_a_remark_in_a_list_of_addresses_may_stand_behind_a_space(tmp_path: Path) -> None:
    done = hoibao_here(tmp_path, "crawl", "--list", "-", stdin="  # later\n\n", HOIBAO_CONTACT="a@b.example")
    assert "refused" not in done.err
