"""Every sentence that a reader can read has a name here, so that no language can miss one.

Telegram HTML; `{names}` are filled in with escaped values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_COMMA_FOR_POINT = str.maketrans(",.", ".,")


@dataclass(frozen=True, slots=True)
class Reading:
    """Under an answer: reading on, copying, checking, passing on."""

    button_copy: str
    button_check: str
    button_share: str
    button_earlier: str
    button_later: str
    window: str
    share_text: str
    asked: str
    late: str
    follows: str
    now_called: str
    once_called: str
    part_of_old: str
    part_now: str
    divided_old: str
    divided_now: str
    namesake: str
    button_alone: str
    no_subject: str
    lacks_subject: str
    no_news_on_day: str
    no_news_in_period: str
    news_about: str
    near_news: str
    period: str
    year: str
    quarter: str
    month: str
    days: str
    button_anytime: str
    none_in_period: str
    none_on_day: str
    near_period: str
    unmentioned: str
    only_asker: str
    also: str
    unsure: str
    amounts_differ: str
    check_ok: str
    check_current: str
    check_changed: str
    revised: str
    check_gone: str
    check_withdrawn: str
    check_wrong: str
    check_where: str
    check_stored: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why an answer is what it is."""

    button: str
    title: str
    read: str
    follows: str
    kind: str
    kinds: Mapping[str, str]
    time: str
    place: str
    quote: str
    headline: str
    missing: str
    sure: str


@dataclass(frozen=True, slots=True)
class Browsing:
    """Finding without asking."""

    sections: str
    places: str
    no_sections: str
    no_such_section: str
    no_such_place: str
    no_such_news: str
    several: str
    no_section: str
    no_places: str
    in_section: str
    in_place: str
    button_sections: str
    button_places: str
    latest_of: str
    timeline: str
    timeline_usage: str
    timeline_none: str
    examples: str
    gone: str


@dataclass(frozen=True, slots=True)
class Alerts:
    """Watched questions and digests."""

    button_watch: str
    watching: str
    watching_already: str
    too_many: str
    usage: str
    none: str
    mine: str
    button_remove: str
    removed: str
    found: str
    folded: str
    button_stop: str
    button_ask: str
    stopped: str
    digest_ask: str
    digest_day: str
    digest_hour: str
    digest_set: str
    digest_off: str
    digest_is: str
    button_daily: str
    button_weekly: str
    button_off: str
    every_day: str
    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    digest: str
    digest_other: str
    digest_rest: str


@dataclass(frozen=True, slots=True)
class Groups:
    """In groups."""

    hello: str
    help: str
    settings: str
    quiet_on: str
    quiet_off: str
    sections_all: str
    sections_some: str
    button_quiet_on: str
    button_quiet_off: str
    button_all_sections: str
    admins_only: str
    only_in_groups: str


@dataclass(frozen=True, slots=True)
class Manners:
    """What is no question, and what is too much."""

    greeting: str
    thanks: str
    insult: str
    probe: str
    nod: str
    english: str
    who: str
    distress: str
    photo: str
    voice: str
    sticker: str
    forward: str
    link: str
    other: str
    too_long: str
    slow_down: str
    crowded: str


@dataclass(frozen=True, slots=True)
class Inline:
    """Inline and guest mode."""

    button_ask: str
    button_empty: str
    button_none: str
    button_none_then: str
    button_lacks_subject: str
    button_private: str
    guest_usage: str


@dataclass(frozen=True, slots=True)
class Privacy:
    """What is stored, shown, deleted."""

    told: str
    button_export: str
    button_erase: str
    export_note: str
    erase_confirm: str
    button_erase_all: str
    button_keep: str
    erased: str
    kept: str


@dataclass(frozen=True, slots=True)
class Texts:
    """The wording of one language."""

    language: str
    welcome: str
    example: str
    help: str
    commands: Mapping[str, str]
    description: str
    short_description: str
    ask_usage: str
    not_found: str
    related: str
    unavailable: str
    newest: str
    stale: str
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
    article_gone: str
    unknown_command: str
    failure: str
    reading: Reading
    because: Why
    browsing: Browsing
    alerts: Alerts
    groups: Groups
    manners: Manners
    inline: Inline
    privacy: Privacy

    @property
    def turning(self) -> tuple[str, str]:
        """The labels of what leads through lists whose newest is first."""
        return self.button_newer, self.button_older

    def number(self, value: float, decimals: int = 0) -> str:
        """1.234,5 in Vietnamese, 1,234.5 in English."""
        told = f"{value:,.{decimals}f}"
        return told.translate(_COMMA_FOR_POINT) if self.language == "vi" else told
