"""The verbs that need no Telegram. stdout is data, stderr is talk; exit 0 done, 1 failed, 2 wrong usage."""

from corpus.cli.ask import ask_verb
from corpus.cli.verbs import cli, status_verb

__all__ = ["ask_verb", "cli", "status_verb"]
