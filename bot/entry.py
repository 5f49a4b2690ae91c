"""Where `hoibao` begins. Whoever presses Control-C while the program is still being loaded sees no traceback."""

from __future__ import annotations

import os
import signal

INTERRUPTED = 130  # as a shell says it of what SIGINT ended


def main() -> None:
    """Load the command line, then run it."""
    heeds = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # in the background it does not
    if heeds:
        signal.signal(signal.SIGINT, _leave)
    from bot.cli import main as run  # half a second on a fast machine

    if heeds:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


def _leave(_number: int, _frame: object) -> None:
    # Not an exception: there is code under way, of Python's own, that would print it and go on.
    os._exit(INTERRUPTED)
