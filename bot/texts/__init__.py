"""Every sentence that a reader can read, in one place per language. Admins' wording is in `admin` and `crawls`."""

from __future__ import annotations

from collections.abc import Mapping

from bot.texts.en import EN
from bot.texts.model import Texts
from bot.texts.vi import VI

LANGUAGES: Mapping[str, Texts] = {"vi": VI, "en": EN}
DEFAULT_LANGUAGE = "vi"


def language_for(code: str | None) -> str:
    """The language we have for a person's `language_code`: English for en and en-GB, else Vietnamese."""
    primary = (code or "").partition("-")[0].lower()
    return primary if primary in LANGUAGES else DEFAULT_LANGUAGE


def texts_in(language: str | None) -> Texts:
    """The wording of a language, Vietnamese where there is none of it."""
    return LANGUAGES.get(language or DEFAULT_LANGUAGE, VI)


__all__ = ["DEFAULT_LANGUAGE", "EN", "LANGUAGES", "VI", "Texts", "language_for", "texts_in"]
