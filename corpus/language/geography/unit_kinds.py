"""The kinds of administrative units: as the table of `units` prints them, and as readers type them."""

from __future__ import annotations

import re

SPELLINGS = {
    "Phường": ("phuong", "p", "p."),
    "Xã": ("xa",),
    "Thị trấn": ("thi tran", "tt", "tt."),
    "Thị xã": ("thi xa", "tx", "tx.", "t.x"),
    "Thành phố": ("thanh pho", "tp", "tp.", "t.p"),
    "Huyện": ("huyen", "h."),
    "Tỉnh": ("tinh",),
}
"""Kind as printed → how it is typed, folded; written out first."""

# "P." and "h." are left out: what one letter is short for is plain only beside a name that is known.
FOLDED = "|".join(
    re.escape(form)
    for forms in SPELLINGS.values()
    for form in forms
    if len(form) > 1 and not form.endswith(".")
)
"""Alternatives of a pattern for the kind before a name in folded text, to which a point may be added."""
MARKED = "tỉnh|thành phố|TP|TX|thị xã|thị trấn|quận|huyện|xã|phường|thôn|buôn|làng|ấp|khu phố"
"""The same with marks, as newspapers print it, and the parts of communes."""
_PRINTED = re.compile(rf"^(?:{'|'.join(SPELLINGS)}) ", re.IGNORECASE)


def without_kind(name: str) -> str:
    """A name as the table has it without its kind: "Phường 9" → "9"."""
    return _PRINTED.sub("", name)
