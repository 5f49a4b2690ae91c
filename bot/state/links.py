"""Links that open the bot with something: `q_<token>` asks a question, `a_<number>-<seal>` opens a shared answer."""

from __future__ import annotations

import re
import secrets
import time

from bot.state.database import Database
from bot.state.identities import Identities

TOKEN_BYTES = 9
KEPT_DAYS = 7  # a question that was typed inline
_ANSWER = re.compile(r"a_(\d{1,15})-([0-9a-f]+)")


class Links:
    """Questions by token. What a person typed goes after a week; our own examples stay."""

    def __init__(self, database: Database, identities: Identities) -> None:
        self._db, self._identities = database, identities

    async def to_question(self, text: str, user_id: int | None = None) -> str:
        """The payload that asks a question; the same for the same text of the same person."""
        who = self._identities.person(user_id) if user_id is not None else None
        known = await self._db.read("SELECT token FROM links WHERE text = ? AND who IS ?", (text, who))
        if known:
            return f"q_{known[0][0]}"
        token = secrets.token_urlsafe(TOKEN_BYTES)
        await self._db.write(
            "INSERT INTO links (token, text, who, made_at) VALUES (?, ?, ?, ?)",
            (token, text, who, int(time.time())),
        )
        return f"q_{token}"

    async def question(self, payload: str) -> str | None:
        """The question behind a payload of `to_question`, None where it is gone."""
        if not payload.startswith("q_"):
            return None
        rows = await self._db.read("SELECT text FROM links WHERE token = ?", (payload[2:],))
        return rows[0][0] if rows else None

    def to_answer(self, number: int) -> str:
        """The payload that opens the answer to a question."""
        return f"a_{number}-{self._identities.seal(number)}"


def answer_in(payload: str) -> tuple[int, str] | None:
    """The number and the seal in a payload of `Links.to_answer`, None where it is none."""
    found = _ANSWER.fullmatch(payload)
    return (int(found[1]), found[2]) if found else None
