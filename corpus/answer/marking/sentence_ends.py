"""Where sentences of a quote end, as far as it matters what else is said in the same one.

A quote is cut out of sentences already (`language.sentence_spans`); here it need only be told cheaply what belongs
together. Behind a semicolon something else is told: another year, another price. But the words of a question are
counted up to the full stop: with semicolons as ends, six of a thousand marks moved or were lost.
"""

from __future__ import annotations

import re

_END = r"[.;!?](?=\s|$)|\n"
SENTENCE_END = re.compile(_END)
CLAUSE_END = re.compile(rf"{_END}|:(?=\s|$)")  # who speaks is not who is spoken of behind the colon
SENTENCE = re.compile(rf"(?:(?!{_END}).)+")
FULL_STOP = re.compile(r"[.!?…](?=\s)|\n")
