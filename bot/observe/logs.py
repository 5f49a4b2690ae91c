"""The log: on stderr, for people or as one JSON object a line, without tokens and without what people asked.

Libraries may log addresses, and the token is part of them; so libraries are heard only from warnings on, and
whatever still looks like a token is blanked.
"""

from __future__ import annotations

import json
import logging
import re
import warnings
from datetime import datetime

from bot.observe import request
from corpus import VIETNAM

FORMATS = ("text", "json")
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{10,}")


class _Text(logging.Formatter):
    """A line for people."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s [%(request)s] %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line, without tokens."""
        return _without_tokens(super().format(record))


class _Json(logging.Formatter):
    """A line for programs: time, level, logger, request, message, and error where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without tokens."""
        entry = {
            "time": datetime.fromtimestamp(record.created, VIETNAM).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": getattr(record, "request", "-"),
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return _without_tokens(json.dumps(entry, ensure_ascii=False))


def _without_tokens(line: str) -> str:
    return _TOKEN.sub("<token>", line)


def _add_request(record: logging.LogRecord) -> bool:
    record.request = request.current()
    return True


def set_up(level: str, form: str = "text") -> None:
    """Log to stderr at `level`; libraries only from warnings on. `form`: one of FORMATS."""
    handler = logging.StreamHandler()
    handler.addFilter(_add_request)
    handler.setFormatter(_Json() if form == "json" else _Text())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # PTB warns, whenever Telegram asks to wait, that an attribute of its own will change.
    warnings.filterwarnings("ignore", message=r"Deprecated since version v22\.2: .*`retry_after`")
    for name in ("bot", "corpus"):
        logging.getLogger(name).setLevel(level)
