"""By which nouns a text may count what a question calls otherwise: "bao nhiêu người" by pupils, fishermen, guests."""

from __future__ import annotations

from functools import cache

from corpus.language.text import fold

# Whom "bao nhiêu người" may count, and what else is counted by several nouns.
_PEOPLE = (
    "người|nạn nhân|em|học sinh|thí sinh|sinh viên|trẻ|ngư dân|thuyền viên|công nhân|thanh niên|bệnh nhân|"
    "vận động viên|thành viên|hội viên|đảng viên|xã viên|lượt người|người dân|cán bộ|du khách|tài xế|giáo viên|lao động"
)
_PUPILS = "em|học sinh|thí sinh|trẻ|sinh viên"
_GUESTS = "khách|lượt khách|lượt|lượt hành khách|hành khách|du khách|lượt người"
_HOMES = "nhà|hộ|căn|căn nhà|ngôi nhà|hộ dân"
_ALSO = {
    "người": _PEOPLE, "em": _PUPILS, "học sinh": _PUPILS, "thí sinh": _PUPILS, "trẻ": _PUPILS, "cháu": _PUPILS,
    "đứa": _PUPILS, "khách": _GUESTS, "lượt khách": _GUESTS, "lượt": _GUESTS,
    "nhà": _HOMES, "hộ": "hộ|hộ dân", "căn nhà": _HOMES,
}  # fmt: skip


@cache
def nouns_for(noun: str) -> frozenset[str]:
    """The nouns by which a text may count what a question calls `noun`; all folded."""
    also = next((nouns for name, nouns in _ALSO.items() if fold(name) == fold(noun)), "")
    return frozenset(fold(word) for word in (noun, *filter(None, also.split("|"))))
