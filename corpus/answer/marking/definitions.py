"""What something is: the question for it, and where a text says so."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.answer.reading.phrases import AnswerType
from corpus.answer.reading.question import Reading
from corpus.language.text import fold

# "Pickleball là môn gì", "DWT nghĩa là gì"; folded.
_ASKS = re.compile(
    r"(?P<thing>.{2,40}?) (?:nghia |co nghia )?la (?:(?:cai|con|benh|mon|loai|chat|chu|tu|ngay|to chuc|bo phan) )?gi"
    r"(?: vay| the| ha| a| ad| nhi| bac si| em| moi nguoi)*\W*"
)
_BEFORE = re.compile(r".*\b(?:cho hoi|xin hoi|hoi|ad oi|oi|thi) ")
_MOST = 5  # syllables of a thing; what is longer asks for something of it: "Kết quả của ca phẫu thuật là gì"
_OF = re.compile(r"\b(?:cua|do|khi|trong|o|voi|de|cho|bi|co|duoc)\b")
_IS = r"(?:chinh )?(?:la|gom|bao gom|nghia|co nghia|thuoc|con (?:duoc )?goi|duoc goi|duoc hieu|duoc xem|xay ra khi)\b"


@lru_cache(maxsize=64)  # of each quote of an answer the same is asked
def asked_thing(reading: Reading) -> str | None:
    """What a question wants explained, folded; None where it asks for something else."""
    if reading.answer_type not in (AnswerType.DEFINITION, AnswerType.OTHER):
        return None
    found = _ASKS.fullmatch(_BEFORE.sub("", fold(reading.full)))
    if found is None or len(found["thing"].split()) > _MOST or _OF.search(found["thing"]):
        return None
    return found["thing"]


def explains(text: str, thing: str) -> bool:
    """Whether a text says what it is: "… là …", "… (…)", "gọi là …"."""
    name = re.escape(thing)
    told = rf"\b{name}(?: \([^)]*\))? {_IS}|\b{name} \(|\b(?:goi la|tuc|la) {name}\b|\({name}\)|\b{name}:"
    return re.search(told, fold(text)) is not None
