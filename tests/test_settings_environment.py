"""Settings from the process's environment and from the file .env."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import SettingsError, environment


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("\ufeffHOIBAO_ENGINE=tantivy\nHOIBAO_DATA_DIR='tin $HOME'\n", "utf-8")
    monkeypatch.delenv("HOIBAO_DATA_DIR", raising=False)
    monkeypatch.setenv("HOIBAO_ENGINE", "")
    found = environment(tmp_path)
    assert found["HOIBAO_ENGINE"] == ""
    assert found["HOIBAO_DATA_DIR"] == "tin $HOME"


def test_without_a_file_there_is_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOIBAO_ENGINE", "rank-bm25")
    assert environment(tmp_path)["HOIBAO_ENGINE"] == "rank-bm25"


def test_a_file_that_is_no_text_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00A")
    with pytest.raises(SettingsError, match=r"\.env"):
        environment(tmp_path)
