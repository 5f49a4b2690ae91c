"""Settings: from a mapping, every bad key at once, no secret shown."""

from __future__ import annotations

import pytest

from bot.delivery.polling import without_broken_updates
from bot.settings import Settings
from corpus import SettingsError

TOKEN = "12345678:" + "A" * 35


def test_defaults() -> None:
    settings = Settings.from_mapping({})
    assert settings.api_url == "https://api.telegram.org"
    assert settings.admin_ids == frozenset()
    assert settings.corpus.engine == "auto"


def test_everything_set() -> None:
    settings = Settings.from_mapping(
        {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": "http://127.0.0.1:8081/",
            "HOIBAO_ADMIN_IDS": "1001, 1002",
            "HOIBAO_WEBHOOK_URL": "https://bot.example/hook",
            "HOIBAO_WEBHOOK_SECRET": "a" * 20,
        }
    )
    assert settings.api_url == "http://127.0.0.1:8081"
    assert settings.admin_ids == {1001, 1002}
    assert settings.webhook is not None
    assert (settings.webhook.listen, settings.webhook.port) == ("127.0.0.1", 8082)


def test_all_bad_keys_are_named_at_once() -> None:
    bad = {
        "TELEGRAM_BOT_TOKEN": "not a token",
        "TELEGRAM_API_URL": "telegram",
        "HOIBAO_ADMIN_IDS": "1001,lan",
        "HOIBAO_ENGINE": "google",
        "HOIBAO_WEBHOOK_URL": "https://bot.example/hook",
        "HOIBAO_WEBHOOK_SECRET": "short",
        "HOIBAO_WEBHOOK_LISTEN": "8082",
        "HOIBAO_LOG_LEVEL": "loud",
    }
    with pytest.raises(SettingsError) as caught:
        Settings.from_mapping(bad)
    for name in bad.keys() - {"HOIBAO_WEBHOOK_URL"}:
        assert name in str(caught.value)
    assert "not a token" not in str(caught.value)


def test_the_token_is_in_no_repr() -> None:
    assert TOKEN not in repr(Settings.from_mapping({"TELEGRAM_BOT_TOKEN": TOKEN}))


def test_an_update_that_cannot_be_parsed_keeps_only_its_id() -> None:
    payload = b'{"ok": true, "result": [{"update_id": 7, "message": {"message_id": 1, "date": "x"}}]}'
    assert without_broken_updates(payload) == (
        b'{"ok": true, "result": [{"update_id": 7}]}',
        {7: {"update_id": 7}},
    )
    assert without_broken_updates(b"<html>") == (b"<html>", {})
