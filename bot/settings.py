"""The settings of the bot: one frozen object from an injected mapping, every bad key reported at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from bot.observe.logs import FORMATS
from bot.watches.schedule import Hours
from corpus import CorpusSettings, SettingsError

ID = r"[0-9]{1,16}"  # Telegram's have at most 52 bits
TELEGRAM = "https://api.telegram.org"
LOOPBACK = ("127.0.0.1", "::1", "localhost")  # metrics and health are for this machine alone
NIGHT = Hours(21, 6)
LAST_HOUR = 23
PREFIXES = ("HOIBAO_", "TELEGRAM_", "OPENSEARCH_")
NEARLY = 0.85  # how like a setting's name another must be to be taken for a slip
MESSAGES_A_SECOND = 30  # in all: Telegram's own limit


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram reaches the bot, and where the bot listens (behind a proxy that speaks HTTPS)."""

    url: str
    secret: str
    listen: str = "127.0.0.1"
    port: int = 8082


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything `hoibao serve` needs to know. `token` never shows in a repr.

    `keep_days`: how long the question log is kept. `questions_a_minute`: of one person. `messages_a_second`: in all.
    `quiet_hours`: no alerts within them. `alerts_a_day`: of one chat. `look_every_s`: how often new articles are
    looked through for alerts. `crawl_every_min`: how often the sites that are on are crawled, 0 for never.
    `stale_h`: how old the newest article may be before readers and admins are warned, 0 for any age.
    """

    corpus: CorpusSettings = field(default_factory=CorpusSettings)
    token: str = field(default="", repr=False)
    api_url: str = TELEGRAM
    admin_ids: frozenset[int] = frozenset()
    webhook: Webhook | None = None
    log_level: str = "INFO"
    keep_days: int = 90
    questions_a_minute: int = 20
    messages_a_second: int = MESSAGES_A_SECOND
    quiet_hours: Hours = NIGHT
    alerts_a_day: int = 5
    look_every_s: int = 60
    crawl_every_min: int = 0
    stale_h: int = 72
    log_format: str = "text"
    observe: tuple[str, int] | None = None

    @classmethod
    def from_mapping(cls, environ: Mapping[str, str]) -> Settings:
        """From environment variables; what is missing or blank takes its default. Raises SettingsError."""
        reader, default = _Reader(environ), cls()
        settings = cls(
            corpus=reader.corpus(),
            token=reader.token(),
            api_url=reader.address("TELEGRAM_API_URL", TELEGRAM),
            admin_ids=reader.admin_ids(),
            webhook=reader.webhook(),
            log_level=reader.log_level(),
            keep_days=reader.number("HOIBAO_KEEP_DAYS", default.keep_days),
            questions_a_minute=reader.number("HOIBAO_QUESTIONS_A_MINUTE", default.questions_a_minute),
            messages_a_second=reader.number("HOIBAO_MESSAGES_A_SECOND", default.messages_a_second),
            quiet_hours=reader.hours("HOIBAO_QUIET_HOURS", default.quiet_hours),
            alerts_a_day=reader.number("HOIBAO_ALERTS_A_DAY", default.alerts_a_day),
            look_every_s=reader.number("HOIBAO_LOOK_EVERY", default.look_every_s),
            crawl_every_min=reader.number("HOIBAO_CRAWL_EVERY", default.crawl_every_min, least=0),
            stale_h=reader.number("HOIBAO_STALE_HOURS", default.stale_h, least=0),
            log_format=reader.log_format(),
            observe=reader.observe(),
        )
        if reader.problems:
            raise SettingsError("; ".join(reader.problems))
        return settings


def misspelt(environ: Mapping[str, str]) -> list[str]:
    """Names of the environment that are nearly those of settings, in words: nobody reads them."""
    known = _names()
    strange = sorted(name for name in environ if name.startswith(PREFIXES) and name not in known)
    near = {name: get_close_matches(name, known, n=1, cutoff=NEARLY) for name in strange}
    return [f"{name} is no setting; is {found[0]} meant?" for name, found in near.items() if found]


def _names() -> frozenset[str]:
    """All names that are read, as reading them shows."""
    seen: set[str] = set()

    class Seen(dict[str, str]):
        def get(self, name: str, default: Any = None) -> Any:
            seen.add(name)
            return {"HOIBAO_ENGINE": "opensearch"}.get(name, default)

    with suppress(SettingsError):
        Settings.from_mapping(Seen())
    return frozenset(seen)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:  # brackets around what is no IPv6 address
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


class _Reader:
    """Reads one variable at a time and collects what is wrong with any of them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.problems: list[str] = []

    def _get(self, name: str) -> str:
        return self._environ.get(name, "").strip()

    def corpus(self) -> CorpusSettings:
        try:
            return CorpusSettings.from_mapping(self._environ)
        except SettingsError as error:
            self.problems.append(str(error))
            return CorpusSettings()

    def token(self) -> str:
        token = self._get("TELEGRAM_BOT_TOKEN")
        if token and not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token):
            self.problems.append(
                "TELEGRAM_BOT_TOKEN does not look like a token; BotFather's are like 123456:ABC-def"
            )
        return token

    def address(self, name: str, default: str) -> str:
        address = self._get(name).rstrip("/")
        if address and not _is_address(address):
            self.problems.append(f"{name} is not an address like http://127.0.0.1:8081")
        return address or default

    def admin_ids(self) -> frozenset[int]:
        words = re.split(r"[,\s]+", self._get("HOIBAO_ADMIN_IDS"))
        wrong = [word for word in words if word and not re.fullmatch(ID, word)]
        if wrong:
            self.problems.append(
                f"HOIBAO_ADMIN_IDS has {wrong[0]!r}; it is numbers with commas, like 1001,1002"
            )
        return frozenset(int(word) for word in words if re.fullmatch(ID, word))

    def webhook(self) -> Webhook | None:
        url, secret = self.address("HOIBAO_WEBHOOK_URL", ""), self._get("HOIBAO_WEBHOOK_SECRET")
        if not url:
            return None
        if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret):
            self.problems.append(
                "HOIBAO_WEBHOOK_SECRET must be 16 to 256 of A-Z a-z 0-9 _ - when a webhook is set"
            )
        place = self._place("HOIBAO_WEBHOOK_LISTEN", "127.0.0.1:8082")
        return Webhook(url, secret, *place) if place else None

    def _place(self, name: str, default: str) -> tuple[str, int] | None:
        """Where to listen, None where nothing is said."""
        text = self._get(name) or default
        host, _colon, port = text.rpartition(":")
        if text and (not host or not re.fullmatch(r"\d{1,5}", port) or not 0 < int(port) < 65_536):
            self.problems.append(f"{name} must be like {default or '127.0.0.1:8083'}")
            return None
        return (host.strip("[]"), int(port)) if text else None

    def observe(self) -> tuple[str, int] | None:
        place = self._place("HOIBAO_OBSERVE_LISTEN", "")
        if place and place[0] not in LOOPBACK:
            self.problems.append("HOIBAO_OBSERVE_LISTEN must be on loopback, like 127.0.0.1:8083")
        return place

    def log_format(self) -> str:
        form = self._get("HOIBAO_LOG_FORMAT") or "text"
        if form not in FORMATS:
            self.problems.append(f"HOIBAO_LOG_FORMAT must be {' or '.join(FORMATS)}")
        return form

    def number(self, name: str, default: int, least: int = 1) -> int:
        written = self._get(name)
        if written and (not re.fullmatch(r"0|[1-9][0-9]{0,5}", written) or int(written) < least):
            self.problems.append(f"{name} is {written!r}; it must be a whole number from {least} on")
            return default
        return int(written) if written else default

    def hours(self, name: str, default: Hours) -> Hours:
        written = self._get(name)
        if not written:
            return default
        found = re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})", written)
        if not found or max(int(found[1]), int(found[2])) > LAST_HOUR:
            self.problems.append(f"{name} is {written!r}; it is hours of the day, like 21-6, or 0-0 for none")
            return default
        return Hours(int(found[1]), int(found[2]))

    def log_level(self) -> str:
        level = self._get("HOIBAO_LOG_LEVEL").upper() or "INFO"
        if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            self.problems.append("HOIBAO_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR")
        return level
