"""Who wrote it, as printed: bylines, desks, sources, and the role on the line below a name."""

from __future__ import annotations

import re

from corpus.gather.alphabet import CAPITALS
from corpus.language.surnames import COMMON, OF_AUTHORS
from corpus.language.text import fold

_CAPITAL = f"[{CAPITALS}]"
_JOINT_CREDIT = re.compile(
    r"^(?:(?:bài|tin|nội dung|thực hiện|biên soạn|tổng hợp|trình bày|(?:ảnh|clip|video|đồ họa)(?!\s*:))"
    r"(?:\s*(?:,|và|-|–|&|/)\s*(?:ảnh|bài|tin|clip|video|đồ họa))*"
    r"|người (?:viết|thực hiện)|tác giả)\s*:\s*\S",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^\(?(?:theo|nguồn)\s*:?\s+(?!quy|kế|đó|ông|bà|dự)[\w/.+&\-–, ]{2,60}\)?$"
    r"|^\(?(?:TTXVN|VOV|PYO|BPY|Vietnam\+|Chinhphu\.vn)\)?$",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\s*\((?:thực hiện|ghi|tổng hợp|biên soạn|lược ghi|lược dịch|dịch|sưu tầm|theo [^)]{2,40}|TTXVN|CTV)\)$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:(?:(?:Đại|Thượng|Trung|Thiếu) (?:tá|tướng|úy)|PGS|GS|TS|ThS|Th\.S|BS|CKI{1,2}|LS|NSND|NSƯT|KTS|CN"
    r"|Luật sư|Bác sĩ|Nhà báo)[.,]*\s*)+",
    re.IGNORECASE,
)
_MIXED_NAME = re.compile(rf"^{_CAPITAL}[\w.’']*(?: {_CAPITAL}[\w.’']*){{1,4}}$")
_HIGHLAND_NAME = re.compile(rf"^H[’'ʼ ]?{_CAPITAL}\w+$")  # H’Mai: a name of one word
_DESK = re.compile(
    r"^(?:P\.?V|CTV|BBT|BTV|T\.?H|nhóm (?:PV|phóng viên|tác giả).*"
    r"|PV [\w -]{2,20}|phóng viên|ban biên tập)$",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|&|/|\s[-–—]\s|\s+và\s+|\s\+\s)\s*", re.IGNORECASE)
_SURNAMES = frozenset(map(fold, COMMON | OF_AUTHORS))
_PLACES = frozenset(
    (
        "phu yen|tuy hoa|dak lak|viet nam|song cau|dong hoa|khanh hoa|binh dinh|buon ma thuot|song hinh"
        "|son hoa|tay hoa|tuy an|dong xuan|phu hoa|ha noi|nha trang|quy nhon"
    ).split("|")
)
_ROLES = (
    "ban|bac si|benh vien|bi thu|bo truong|can bo|chanh|chi cuc|chu nhiem|chu tich|cong ty|cuc"
    "|dai bieu|dai hoc|dai ta|dang uy|doan|giam doc|giang vien|giao vien|gs|hdnd|hieu truong"
    "|hoc vien|hoi|huyen uy|ky su|lien doan|luat su|nha|pgs|pho|phong|quyen|so|thac si|thanh uy"
    "|thi uy|thieu ta|thieu tuong|ths|thu ky|thu truong|thuong ta|tien si|tinh uy|tong|trung ta"
    "|trung tam|trung tuong|truong|ts|ubnd|uy ban|uy vien|vien|vien truong"
)
_ROLE = re.compile(rf"^(?:nguyen )?(?:{_ROLES})\b")
_LONGEST_NAME = 40


def is_joint_credit(line: str) -> bool:
    """A credit for text and pictures together: "Bài, ảnh: …", "Thực hiện: …"."""
    return bool(_JOINT_CREDIT.match(line)) and len(line.split()) <= 14


def is_capital_name(line: str) -> bool:
    """A name in capitals, as bylines are printed: up to five syllables."""
    plain = line.isupper() and not any(map(str.isdigit, line))
    return plain and len(line.split()) <= 5 and len(line) <= _LONGEST_NAME


def is_person(line: str) -> bool:
    """A name, in capitals or not, that begins with one of the usual surnames."""
    bare = _TITLE.sub("", line)
    first = fold(bare).split(" ")[0]
    return first in _SURNAMES and bool(is_capital_name(bare) or _MIXED_NAME.match(bare))


def is_byline(line: str) -> bool:
    """One author or several, a desk ("PV"), a joint credit ("Bài, ảnh: …") or a source ("Theo TTXVN")."""
    if is_joint_credit(line) or (_SOURCE.match(line) and len(line.split()) <= 6):
        return True
    names = _BETWEEN_NAMES.split(_ADDED.sub("", line).strip(" .()"))
    return len(names) <= 4 and all(map(_is_author, names))


def _is_author(name: str) -> bool:
    bare = _TITLE.sub("", name.strip())
    if not bare or fold(bare) in _PLACES:
        return False
    mixed = _MIXED_NAME.match(bare) and len(bare) <= _LONGEST_NAME
    return bool(_DESK.match(bare) or _HIGHLAND_NAME.match(bare) or mixed) or is_capital_name(bare)


def is_role(line: str) -> bool:
    """What an author is, on the line below the name: "Phó Bí thư …"; no sentence."""
    bare = line.strip("() ")
    return len(bare.split()) <= 30 and bare[-1:] not in ".!?…:;" and bool(_ROLE.match(fold(bare)))
