"""Little words at the end of what people write in a chat: "… vậy ad", "… á", "… dzậy hen". They ask for nothing.

Some are only that behind a question word: "nước ta" is a country, "ở đâu ta" is where.
"""

from __future__ import annotations

import re

from corpus.language.text import fold, normalise_syllable

# At the end, however they are typed.
_ALWAYS = frozenset(
    "á ạ nha nhe nhé nhỉ hen nghen hén nhen hở hả nè dzậy zậy dzạy dzay zay z dzị zị ad admin adm bot shop sốp vậy vại "
    "thía".split()
)
# Behind these alone, or behind one of the others.
_ASKING = frozenset(
    "gì ai đâu sao nào nhiêu mấy chưa không hông ko k hong hem chừng giờ lâu xa chi mô răng thế vậy".split()
)
_BEHIND_A_QUESTION = frozenset(
    "a à ta dạ thế day đó đấy đây đi he hè hỉ hỡ luôn lun trời nữa ha vay the".split()
)
_ASKING_BARE = frozenset(map(fold, _ASKING)) - {"the", "vay"}
_GETTING_UP = frozenset("ngủ thức đứng trỗi nổi ngồi sống bật vùng khơi".split())
_WORD = re.compile(r"\w+")


def ending(text: str) -> int:
    """Where the little words at the end of a question begin; the end of the text (NFC) where there are none."""
    words = list(_WORD.finditer(text))
    written = [normalise_syllable(word.group()) for word in words]
    left = len(words)
    while left > 1 and _is_particle(written[left - 1], written[left - 2]):
        left -= 1
    return words[left].start() if left < len(words) else len(text)


def _is_particle(word: str, before: str) -> bool:
    if word in _ALWAYS:
        return True
    if word == "dậy":  # "xong dậy": vậy
        return before not in _GETTING_UP
    return word in _BEHIND_A_QUESTION and (before in _ASKING or before in _ASKING_BARE or before in _ALWAYS)
