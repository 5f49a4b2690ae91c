"""The one token that the harness takes, and how a real one is told from it.

@BotFather gives out tokens such as 110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw: the bot's number, a colon, and 35
letters, digits, dashes or underscores; Telegram's own server takes nothing with less than 24 of them. Whatever has 24
or more behind a number looks real. Such a token is refused before anything else is looked at, with words that say why,
and is written nowhere: not in the log of calls, not in an event, not on the terminal.
"""

from __future__ import annotations

import re

from bot.harness.errors import ApiError

TOKEN = "1:offline-simulator"  # noqa: S105 - not a secret: it opens nothing but this server
MAX_TOKEN = 80
_REAL = re.compile(r"[0-9]+:[A-Za-z0-9_-]{24,}")


def looks_real(token: str) -> bool:
    """Whether a token may be one of @BotFather's."""
    return bool(_REAL.fullmatch(token))


def check_token(token: str) -> None:
    """Raises ApiError 401 for every token but ours."""
    if looks_real(token):
        raise ApiError(
            401, f"Unauthorized: this looks like a real token; the offline simulator takes {TOKEN} only"
        )
    if ":" not in token or len(token) > MAX_TOKEN:
        raise ApiError(401, "Unauthorized: invalid token specified")
    if token != TOKEN:
        raise ApiError(401, "Unauthorized")
