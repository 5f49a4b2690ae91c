"""What stands on a newspaper's page and is not the article: menus, buttons, comment box, link lists.

The tables hold folded words (lower case, no marks), so that "BÌNH LUẬN" and "Bình luận (3)" are one entry. Lines
are in NFC. To teach the reader a new line, add it to its table.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from corpus.language.text import fold


class Furniture(Enum):
    """What a line that is not the article's own does to the reading of the lines around it."""

    NOISE = auto()  # only itself is left out
    SECTION = auto()  # a menu entry or the name of a section
    BREADCRUMB = auto()  # the way from the home page to the article
    LINKS = auto()  # headlines of other articles follow
    END = auto()  # the article is over


def _entries(table: str) -> frozenset[str]:
    return frozenset(entry.strip() for entry in table.replace("\n", "|").split("|"))


SECTIONS = _entries(
    """
    an ninh|an ninh - quoc phong|anh|ban doc|bao in|bat dong san|bien dao|bien, dao viet nam
    binh luan - phe phan|cai cach hanh chinh|chinh quyen|chinh tri|chinh tri - xa hoi|chuyen doi so
    chuyen muc|cong nghe|cong nghiep|dan toc|dan van|dang trong cuoc song hom nay|dat va nguoi phu yen
    doan the|doanh nghiep|doc bao in|doi song|du lich|e-magazine|emagazine|giai tri|giao duc
    giao thong|hoc tap va lam theo tu tuong, dao duc, phong cach ho chi minh|hoi dap|infographic
    infographics|khoa hoc|khoa hoc - cong nghe|khoi nghiep|kinh doanh|kinh te|lao dong|media
    moi truong|multimedia|nguoi tot viec tot|nhip song tre|nong nghiep|nong nghiep - nong thon
    nong thon moi|o to - xe may|phap luat|phat thanh|phong su|phong su - ky su|phu yen
    phu yen - dat va nguoi|podcast|quan su|quoc phong|quoc phong - an ninh|quoc te|quy hoach|su kien
    suc khoe|tac gia|tai chinh|thanh nien|the gioi|the thao|the thao - giai tri|thi truong|thoi su
    thoi su - chinh tri|thuy san|tin moi|tin tuc|toa soan - ban doc|trong nuoc|trong tinh|truyen hinh
    van hoa|van hoa - nghe thuat|van hoa - the thao|van hoa - xa hoi|van nghe|video|xa hoi
    xay dung dang|xay dung dang - chinh quyen|y te
    """
)

NOISE = _entries(
    """
    0|1x|a a|a- a a+|aa|bam de nghe|bam de xem|binh chon|bookmark|cap nhat|chia se|chia se bai viet
    chia se facebook|chia se qua|chia se tren facebook|chuyen muc|co chu|co lien quan|copy link
    dang chu y|dang ky|dang nhap|dang tai|dang xuat|danh gia|danh muc|dat bao|doc bai|doc bai viet
    doc bao|doc bao in|email|english|facebook|facebook messenger|gio lam viec|giong nam|giong nu
    google news|gui|gui bai viet|gui cho ban be|gui email|gui mail|gui qua email|gui tin bai|home
    hotline|in|in bai|in bai viet|in trang|in trang nay|instagram|len dau trang|lich su|lien he
    lien he quang cao|linkedin|loading|luot xem|luu|luu bai|luu bai viet|menu|messenger|nam mien bac
    nam mien nam|nghe|nghe audio|nghe bai viet|nghe doc bai|nghe doc bao|nghe noi dung|nu mien bac
    nu mien nam|phan hoi|phong to|pinterest|print|quang cao|quay lai|rss|sao chep|sao chep lien ket
    share|so do trang|tag|tags|theo doi|theo doi chung toi|theo doi chung toi tren|thich
    thong tin toa soan|thu nho|tieng viet|tiep thi|tiktok|tim kiem|toa soan|toan man hinh|toc do doc
    trang chu|trang nhat|trang truoc|tro lai|tu khoa|tweet|twitter|ve dau trang|viet nam|x|xem
    xem tiep|xem tren zalo|youtube|zalo|zoom
    """
)

LINKS = _entries(
    """
    bai lien quan|bai viet lien quan|cac bai lien quan|cac tin lien quan|chu de lien quan
    co the ban quan tam|cung su kien|doc nhieu|doc them|dong su kien|goc nhin lien quan
    moi ban doc them|nhung tin lien quan|su kien lien quan|tin bai lien quan
    theo dong su kien|theo dong thoi su|tin cung su kien|tin lien quan|tin nen doc|xem them
    """
)

END = _entries(
    """
    bai cung chuyen muc|bai khac|bai moi nhat|bai viet khac|ban nghi gi|bao phu yen tren mang xa hoi
    binh luan|binh luan bai viet|binh luan cua ban|cac bai khac|cac bai viet khac|cac binh luan
    cac tin bai khac|cac tin cu hon|cac tin cung chuyen muc|cac tin da dua|cac tin khac
    cac tin lien quan khac|cac tin moi hon|cac tin tiep theo|cac tin truoc|chuyen de|cung chuyen muc
    doc nhieu nhat|duoc quan tam|gia vang|gui binh luan|gui y kien|ho ten|ho va ten|ket qua xo so
    lich phat song|lien ket|lien ket web|lien ket website|ma xac nhan|nhap ma|noi dung binh luan
    phan hoi cua ban doc|quay lai trang truoc|thao luan|thoi tiet|thong tin can biet|thu vien anh
    tien ich|tin bai khac|tin cu hon|tin cung chuyen muc|tin da dua|tin doc nhieu|tin hot|tin khac
    tin moi hon|tin moi nhat|tin noi bat|tin theo ngay|tin tieu diem|tin trong ngay|tin tuc khac
    tin xem nhieu|ty gia|video clip|viet binh luan|xem nhieu|xem nhieu nhat|xem theo ngay|y kien
    y kien ban doc|y kien cua ban
    """
)

_EDGES = " :.…-–—»>›<«•|*·+()[]0123456789"
_CRUMBS = re.compile(r"\s*(?:[»›>→]|/(?=\s)|\|)\s*")
_LINK_MARK = re.compile(
    r"^(?:>{1,}|»|→|›|►|▶|☞)\s*\S"
    r"|^(?:(?:moi )?(?:xem|doc) them|(?:tin|bai) lien quan)\s*:\s*\S"
)
_TAGS = re.compile(r"^(?:tu khoa|tags?|chu de|nhan)\s*:")
_COUNTS = re.compile(
    r"^(?:[\d.,]+ (?:luot (?:xem|doc|thich)|binh luan|chia se)"
    r"|(?:luot (?:xem|doc)|da xem|xem|views?)\s*:?\s*[\d.,]+)\W*$"
)
_PROMPTS = re.compile(
    r"^(?:theo doi .{2,60} tren (?:google news|facebook|zalo|youtube|tiktok)"
    r"|chia se (?:bai viet )?(?:qua|len|tren) .{2,30}"
    r"|(?:a[+-]?\s*){2,}|nghe (?:doc )?(?:bai|bao|noi dung)\b.{0,20}|[\d:]+\s*/\s*[\d:]+)$"
)
_COMMENT_BOX = re.compile(
    r"^(?:ma xac nhan|nhap ma|ho (?:va )?ten|email|noi dung|tieu de|y kien)\s*(?:\(?\*\)?)?\s*:"
    r"|^(?:binh luan|y kien)(?: ban doc)?\s*\(?\s*\d+\s*\)?$|^(?:gui|viet|nhap) (?:binh luan|y kien)"
)
_MASTHEAD = re.compile(r"^(?:co quan (?:cua|ngon luan)|tieng noi cua) ")


def furniture(line: str) -> Furniture | None:
    """What kind of furniture this line is; None for a line that may be the article's."""
    folded = fold(line).strip()
    key = folded.strip(_EDGES)
    if not key or key in NOISE or key == "bao" or _is_noise(folded):
        return Furniture.NOISE
    if key in END or _COMMENT_BOX.search(folded):
        return Furniture.END
    if key in LINKS:
        return Furniture.LINKS
    if key in SECTIONS:
        return Furniture.SECTION
    return Furniture.BREADCRUMB if _is_menu(folded) else None


def _is_noise(folded: str) -> bool:
    patterns = (_LINK_MARK, _TAGS, _COUNTS, _PROMPTS, _MASTHEAD)
    return any(pattern.search(folded) for pattern in patterns)


def _is_menu(folded: str) -> bool:
    """A bar or a trail of menu entries: at least two, most of them known, or the home page first."""
    entries = [entry.strip(_EDGES) for entry in _CRUMBS.split(folded)]
    entries = [entry for entry in entries if entry]
    if len(entries) < 2:
        return False
    known = sum(entry in SECTIONS or entry in NOISE for entry in entries)
    return known * 2 >= len(entries) or entries[0] in ("trang chu", "home")


def crumbs(line: str) -> list[str]:
    """The section names of a breadcrumb, outermost first, without the home page."""
    entries = [entry.strip(_EDGES) for entry in _CRUMBS.split(line)]
    return [entry for entry in entries if entry and fold(entry) not in ("trang chu", "home")]
