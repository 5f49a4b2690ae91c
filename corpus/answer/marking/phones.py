"""Numbers to call in a text."""

from __future__ import annotations

import re

from corpus.models import Span

# Of seven digits or more, in groups, with a code before them; 1800 and 1900; and 111 to 115, said to be a number.
_PHONE = re.compile(
    r"(?<![\d.,/-])(?:(?:\(?0\d{1,3}\)?|\+84)(?:[ .-]?\d){6,9}|1[89]00(?:[ .-]?\d){4,6})(?![\d/])"
    r"|(?:(?<=gọi )|(?<!trú số )(?<!nhà số )(?<!chỉ số )(?<=số )|(?<=đài )|(?<=nóng ))"
    r"(?:11[1-5]|1022)(?![\d.,/]| đường| phố)"
)


def find_phones(text: str) -> list[Span]:
    """Where numbers to call stand."""
    return [Span(*match.span()) for match in _PHONE.finditer(text)]
