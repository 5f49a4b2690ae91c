"""Every sentence that a reader can read has a name here, so that no language can miss one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Texts:
    """The wording of one language. Telegram HTML; `{names}` are filled in with escaped values."""

    welcome: str
    example: str
    help: str
    commands: Mapping[str, str]
    description: str
    short_description: str
    ask_usage: str
    too_long: str
    only_text: str
    not_found: str
    related: str
    unavailable: str
    newest: str
    empty_archive: str
    no_date: str
    button_read: str
    button_home: str
    button_context: str
    button_more: str
    button_back: str
    button_newer: str
    button_older: str
    latest: str
    sources: str
    sources_publishers: str
    thanks: str
    why: str
    reasons: Mapping[str, str]
    reason_noted: str
    expired: str
    article_changed: str
    privacy: str
    erase_confirm: str
    button_erase: str
    button_keep: str
    erased: str
    kept: str
    unknown_command: str
    failure: str
    slow_down: str
