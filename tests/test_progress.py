"""What a terminal, and what a log, is told of long work."""

from __future__ import annotations

import pytest

from corpus.terminal import progress
from corpus.terminal.progress import Bar, plain


@pytest.mark.parametrize(
    ("done", "total", "seconds", "said"),
    [
        (12_800, 67_642, 32.0, "12,800 of 67,642, 400/s, 0:02:17 left"),
        (500, None, 10.0, "500, 50/s"),
        (500, 500, 10.0, "500 of 500, 50/s"),
        (501, 500, 10.0, "501 of 500, 50/s"),
        (0, 100, 10.0, "0 of 100, 0/s"),
        (3, 100, 0.0, "3 of 100, 0/s"),
    ],
)
def test_rate_and_time_left(done: int, total: int | None, seconds: float, said: str) -> None:
    assert plain(done, total, seconds) == said


def test_outside_a_terminal_a_plain_line_is_said_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Bar("ingest") as bar:
        bar.update(1, 10)
        monkeypatch.setattr(progress, "PLAIN_EVERY_S", 0.0)
        bar.update(5, 10)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("ingest: 5 of 10, ")
    assert err.count("\n") == 1


def test_in_a_terminal_there_is_a_bar(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    with Bar("reindex") as bar:
        for done in (1_000, 2_000, 3_000):
            bar.update(done, 4_000)
    err = capsys.readouterr().err
    assert "reindex" in err
    assert "3000/4000" in err
