"""The log: on stderr, without tokens. httpx would log every address, and the token is part of it."""

from __future__ import annotations

import logging
import re
import warnings

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{10,}")


class NoTokens(logging.Formatter):
    """Blanks whatever looks like a token, in messages and in tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without tokens."""
        return _TOKEN.sub("<token>", super().format(record))


def set_up(level: str) -> None:
    """Log to stderr at `level`; libraries only from warnings on."""
    handler = logging.StreamHandler()
    handler.setFormatter(NoTokens("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # PTB warns, whenever Telegram asks to wait, that an attribute of its own will change.
    warnings.filterwarnings("ignore", message=r"Deprecated since version v22\.2: .*`retry_after`")
    for name in ("bot", "corpus"):
        logging.getLogger(name).setLevel(level)
