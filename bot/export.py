"""The question log for the newsroom's own tools: CSV or JSON lines, without anybody's identity."""

from __future__ import annotations

import csv
import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, TextIO

from bot.state import State, packed_quotes
from bot.texts import VI
from corpus import VIETNAM

COLUMNS = ("id", "asked_at", "kind", "text", "outcome", "elapsed_ms", "quotes", "up", "down", "reasons")


async def export(state: State, out: TextIO, *, as_csv: bool) -> int:
    """Write the log, oldest first; how many questions that were.

    CSV has lists in one cell: quotes as article:start-end, reasons by name, with "; " between them.
    """
    count = 0
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n") if as_csv else None
    if table:
        table.writeheader()
    async for row in _rows(state):
        if table:
            table.writerow(row | {"quotes": _in_a_cell(row["quotes"]), "reasons": "; ".join(row["reasons"])})
        else:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count


async def _rows(state: State) -> AsyncIterator[dict[str, Any]]:
    async for stored in state.log.everything():
        quotes = packed_quotes(stored["answer"])[0] if stored["answer"] else []
        yield {
            "id": stored["id"],
            "asked_at": datetime.fromtimestamp(stored["asked_at"], VIETNAM).isoformat(),
            "kind": stored["kind"],
            "text": stored["text"],
            "outcome": stored["outcome"],
            "elapsed_ms": stored["elapsed_ms"],
            "quotes": [
                {"article_id": one.article_id, "version": one.version, "start": one.start, "end": one.end}
                for one in quotes
            ],
            "up": stored["up"],
            "down": stored["down"],
            "reasons": [VI.reasons.get(letter, letter).lower() for letter in stored["reasons"]],
        }


def _in_a_cell(quotes: list[dict[str, Any]]) -> str:
    return "; ".join(f"{one['article_id']}:{one['start']}-{one['end']}" for one in quotes)
