"""How the command line tells of articles that are taken out by hand and brought back."""

from __future__ import annotations

import shlex
from typing import Any

from corpus.archive import TakenOut
from corpus.models import Article
from corpus.terminal.report import day


def withdrawal_line(article: Article, *, undo: bool, is_done: bool, is_away: bool = False) -> str:
    """What was done with an article, and how to take that back. `is_away`: its site no longer has it."""
    named = f"{article.id}: “{article.headline}”"
    if undo and is_away:
        return f"not out by hand, but not back: its site no longer has {named}"
    if undo:
        return f"back {named}" if is_done else f"not out by hand, left alone: {named}"
    again = f"hoibao withdraw --undo {shlex.quote(article.id)}"
    if not is_done:
        return f"out by hand already {named}; to bring it back: {again}"
    return f"out {named}; it is quoted nowhere any more, and kept out. To bring it back: {again}"


def withdrawn_text(left: TakenOut) -> str:
    """An article that is out, for a terminal."""
    article = left.article
    parts = (article.id, f"out since {day(left.at)}", article.headline, article.publisher, article.url)
    return " · ".join(part for part in parts if part)


def withdrawn_json(left: TakenOut) -> dict[str, Any]:
    """The same for --json."""
    article = left.article
    return {
        "id": article.id,
        "headline": article.headline,
        "url": article.url,
        "withdrawn_at": left.at.isoformat(),
    }
