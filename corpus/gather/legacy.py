"""Vietnamese from before Unicode: windows-1258, and texts written for TCVN3 (ABC) and VNI fonts.

In the latter every letter is one or two of Latin-1, which only those fonts showed as Vietnamese: "Céng hßa" is
"Cộng hòa" in TCVN3, "Coäng hoøa" in VNI. Which of them a text is in is told by the commonest Vietnamese words:
decoded wrongly, there are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from corpus.gather.alphabet import VIETNAMESE

_COMMON = frozenset(
    "của và là có không được người đã với các những này để một đến từ năm về ở tại ngày".split()
)
_UNICODE_ONLY = re.compile("[ăđơưạ-ỹ]")
_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"<[^>]{0,500}>")
_READ = 200_000  # characters that are looked at
_FEWEST = 3
_RAREST = 50  # one common word among so many; in prose it is one among six

_TCVN_TABLE = (  # TCVN 5712:1993, from 0xA1 on; _ stands for the five combining tones
    "ĂÂÊÔƠƯĐăâêôơưđẰ_____àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ"
)
_TCVN = {code: letter for code, letter in enumerate(_TCVN_TABLE, 0xA1) if letter != "_"}
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_ROOF, _BREVE = "\u0302\u0306"
_VNI_SECOND = {
    **dict(zip("øùûõï", _TONES, strict=True)),
    **dict(zip("âàáåãä", (_ROOF + tone for tone in ("", *_TONES)), strict=True)),
    **dict(zip("êèéúüë", (_BREVE + tone for tone in ("", *_TONES)), strict=True)),
}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_SINGLE = str.maketrans(_VNI_ALONE | {old.upper(): new.upper() for old, new in _VNI_ALONE.items()})
_VNI_SECONDS = "".join(_VNI_SECOND) + "".join(_VNI_SECOND).upper()
_VNI_LETTER = re.compile(f"([aeouyôöAEOUYÔÖ])([{_VNI_SECONDS}])|([{''.join(map(chr, _VNI_SINGLE))}])")


def from_bytes(data: bytes, encodings: Iterable[str | None]) -> str | None:
    """The text of bytes that are not UTF-8; None where it does not read as Vietnamese in any way.

    `encodings`: what to try besides the fonts, the likeliest first.
    """
    plain = _decoded(data, "cp1252") or data.decode("latin-1")
    texts = [text for encoding in encodings if (text := _decoded(data, encoding))]
    candidates = [*texts, *(read(plain) for read in _FONTS)]
    best = max(candidates, key=_common_words)
    if _reads_well(best):
        return best
    return next((text for text in texts if _is_vietnamese(text)), None)


def from_fonts(text: str) -> str:
    """Text that was written for TCVN3 or VNI fonts and saved as if it were Latin-1; any other comes back as it is."""
    if text.isascii() or _UNICODE_ONLY.search(text) or _common_words(text):
        return text
    best = max((read(text) for read in _FONTS), key=_common_words)
    return best if _reads_well(best) else text


def _decoded(data: bytes, encoding: str | None) -> str | None:
    try:
        return unicodedata.normalize("NFC", data.decode(encoding)) if encoding else None
    except (LookupError, UnicodeError, ValueError):
        return None


def _tcvn(text: str) -> str:
    return text.translate(_TCVN)


def _vni(text: str) -> str:
    return _VNI_LETTER.sub(_vni_letter, text)


def _vni_letter(found: re.Match[str]) -> str:
    base, second, alone = found.groups()
    if alone:
        return str(alone.translate(_VNI_SINGLE))
    return unicodedata.normalize("NFC", base.translate(_VNI_SINGLE) + _VNI_SECOND[second.lower()])


_FONTS: tuple[Callable[[str], str], ...] = (_tcvn, _vni)


def _common_words(text: str) -> int:
    return sum(word in _COMMON for word in _WORD.findall(_TAG.sub(" ", text[:_READ].lower())))


def _reads_well(text: str) -> bool:
    words = len(_WORD.findall(_TAG.sub(" ", text[:_READ])))
    return _common_words(text) >= max(_FEWEST, words // _RAREST)


def _is_vietnamese(text: str) -> bool:
    """Whether the letters beyond ASCII are Vietnamese ones, but for one in ten."""
    strange = foreign = 0
    for character in set(text):
        if character > "\x7f":
            count = text.count(character)
            if character in VIETNAMESE:
                foreign += count
            elif unicodedata.category(character)[0] in "LM":
                strange += count
    return strange * 10 <= foreign
