"""Words by which a text says why, as far as two readers of them agree.

`answer/marking` looks for whole words and phrases, to tell whether a quote gives a cause at all; `answer/ranking`
counts single syllables, which trees were fitted on. Each adds its own to these.
"""

from __future__ import annotations

CAUSE_WORDS = ("do", "vì", "bởi", "nên", "nhờ", "khiến")
