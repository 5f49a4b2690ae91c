"""Names of persons in a text: capitalised words with a title or an office beside them.

Places, offices and bodies have capitals too, so that capitals alone make no name.
"""

from __future__ import annotations

import re

from corpus.answer.marking.capitals import Words, capitalised
from corpus.language.geography.landmarks import NAMED_AFTER_PEOPLE, NAMED_OTHERWISE
from corpus.language.offices import CALLING, CREWS, HEADS, MINISTERS, OF_THE_STATE, PROFESSIONS, RANKS, TITLES
from corpus.language.surnames import is_surname
from corpus.language.text import fold
from corpus.models import Span

LONGEST = 5
"""Words of a name, at most."""
# Right before a name: of a person, whatever follows. The last ones nobody asks for with "nào" (`asked_for.persons`), or
# it is a question word of its own: "bác sĩ nào".
_CALLED = f"{'|'.join(CALLING)}|{RANKS}|{TITLES}|bác sĩ|thạc sĩ|nông dân|đồng chí|du khách|học sinh|thí sinh|sinh viên"
_TITLE = re.compile(
    rf"(?<!\w)(?:{_CALLED}|(?:{CREWS}|thôn) trưởng)(?: (?:CKI{{1,2}}|ưu tú|nhân dân))?\s$", re.IGNORECASE
)
# Behind a name that begins with a surname.
_OFFICE_BEHIND = (
    f"phó|{HEADS}|chánh|hạt trưởng|chi cục trưởng|cục trưởng|viện trưởng|hiệu trưởng|tổng giám đốc|thủ trưởng|"
    "chỉ huy trưởng|đội trưởng|thuyền trưởng|chủ|kế toán|người|du khách|nguyên|đại diện|bác sĩ|tham mưu trưởng|con"
)
_AFTER = re.compile(rf",? \(?(?:\d{{1,3}} tuổi|(?<=, )(?:{_OFFICE_BEHIND})(?!\w))", re.IGNORECASE)
# Before one of three words or more, also where it is said of what: "Giám đốc Sở Nội vụ".
_OFFICE_BEFORE = re.compile(rf"(?<!\w)(?:{HEADS}|chánh văn phòng)(?: [^.,;:!?\n]{{1,60}})? $", re.IGNORECASE)
_ROLE_BEFORE = re.compile(  # right before two words or more that begin with a surname
    rf"(?<!\w)(?:{OF_THE_STATE}|đại biểu|đại biểu quốc hội|đbqh|cử tri|nhà thơ|{PROFESSIONS})\s$",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(rf"(?<!\w)(?:{NAMED_AFTER_PEOPLE})\s$", re.IGNORECASE)
_PLACE_BEFORE = re.compile(rf"(?<!\w)(?:{NAMED_OTHERWISE})\s$", re.IGNORECASE)
# What begins like a name of a person and is one of a place; folded.
_PLACES = frozenset(
    "ha noi|ha tinh|ha nam|ha giang|ha dong|ha long|ha tien|thai binh|thai nguyen|lam dong|cao bang|cao lanh|ly son|"
    "to lich|ho tay|ho guom|hoang sa|mai chau|mai son|ninh binh|ninh thuan|ninh hoa|trieu phong|trieu son|luong son|"
    "phan thiet|phan rang|chau doc|chau thanh|chau a|chau au|chau phi|van giang|tu liem|tu son|vu quang|vu thu|chu lai|"
    "bach ma|bach dang|to hap|khuong dinh|giang nam|duong kinh|ta pa|la gi|ngo mon|ho chi minh|tang bat ho".split(
        "|"
    )
)
# A syllable of Vietnamese, folded; what has none like it is a name from abroad.
_SYLLABLE = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|r|s|t|th|tr|v|x)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)
# "Đồng chí Phó Chủ tịch": what looks like a name begins an office.
_BEGINS_OFFICE = re.compile(
    rf"(?:phó )?(?:{HEADS}|chánh|tổng (?:giám đốc|bí thư|thống)|[uủ][yỷ] viên|{MINISTERS}|thủ tướng|{RANKS}|"
    r"thường trực)(?!\w)",
    re.IGNORECASE,
)
_COUNTRIES = frozenset("viet nam|han quoc|trung quoc|nhat ban|thai lan|dai loan|lien xo|an do".split("|"))
_JOINED = re.compile(r", | và |, và ")
_FULL = 3  # words of a name that an office alone vouches for


def find_persons(text: str) -> list[Span]:
    """The names, each without its title; several in a list are one."""
    names: list[Span] = []
    for words in capitalised(text):
        is_next = bool(names and _JOINED.fullmatch(text, names[-1].end, words[0].start()))
        span = _name(text, words, is_next)
        if span is None:
            continue
        if is_next:
            names[-1] = Span(names[-1].start, span.end)
        else:
            names.append(span)
    return names


def looks_like_name(text: str, words: Words) -> bool:
    """Whether a run of capitalised words may name a person, be it Vietnamese or from abroad. More loosely than a name.

    A word alone is one behind "ông", "chị" and the like.
    """
    before = text[max(0, words[0].start() - 90) : words[0].start()]
    if _BEGINS_OFFICE.match(text, words[0].start()):
        return False
    if len(words) == 1:
        return _TITLE.search(before) is not None
    plain = [fold(word[0]) for word in words]
    if " ".join(plain) in _PLACES | _COUNTRIES:
        return False
    if _PLACE_BEFORE.search(before) or _NAMED_AFTER.search(before):
        return len(words) >= _FULL and _OFFICE_BEFORE.search(before) is not None
    is_vietnamese = is_surname(words[0][0]) or words[0][0].lower() in CALLING or bool(_TITLE.search(before))
    return is_vietnamese or any(_SYLLABLE.fullmatch(word) is None for word in plain)


def _name(text: str, words: Words, is_next: bool) -> Span | None:
    is_called = len(words) > 1 and words[0][0].lower() in CALLING
    if is_called:
        words = words[1:]
    start, end = words[0].start(), words[-1].end()
    is_initials = words[0][0].endswith(".")
    if not is_initials and not 2 <= len(words) <= LONGEST:
        return None
    if _BEGINS_OFFICE.match(text, start):
        return None
    before = text[max(0, start - 90) : start]
    if is_called or _TITLE.search(before):
        return None if fold(text[start:end]) in _COUNTRIES else Span(start, end)
    if not is_surname(words[0][0]) or _NAMED_AFTER.search(before):
        return None
    if fold(text[start:end]) in _PLACES | _COUNTRIES:
        return None
    is_full = len(words) >= _FULL and _OFFICE_BEFORE.search(before)
    return (
        Span(start, end)
        if is_next or is_full or _ROLE_BEFORE.search(before) or _AFTER.match(text, end)
        else None
    )
