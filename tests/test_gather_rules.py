"""The rules of thumb by which lines are told apart: furniture, imprint, authors, shape, sites."""

from __future__ import annotations

from datetime import date

import pytest
from gather_support import PAGES
from lxml.cssselect import CSSSelector

from corpus.gather.alphabet import CAPITALS, VIETNAMESE
from corpus.gather.authors import is_byline, is_person, is_role
from corpus.gather.boilerplate import Furniture, crumbs, furniture
from corpus.gather.imprint import Imprint, is_imprint, is_masthead, read_imprint
from corpus.gather.shape import is_caption, is_list_item, is_numbered, is_prose, opens_news
from corpus.gather.sites import SITES, Role, site_of


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("BÌNH LUẬN", Furniture.END),
        ("Bình luận (3)", Furniture.END),
        ("Các tin khác:", Furniture.END),
        ("Ý kiến bạn đọc (0)", Furniture.END),
        ("Họ tên (*):", Furniture.END),
        ("Đọc thêm", Furniture.LINKS),
        ("TIN LIÊN QUAN", Furniture.LINKS),
        ("Theo dòng sự kiện:", Furniture.LINKS),
        ("Xem thêm: Nuôi ốc bươu", Furniture.NOISE),
        (">> Người đẹp đăng quang", Furniture.NOISE),
        ("Từ khóa: tôm hùm, đầm Cù Mông", Furniture.NOISE),
        ("1.203 lượt xem", Furniture.NOISE),
        ("Chia sẻ", Furniture.NOISE),
        ("A- A A+", Furniture.NOISE),
        ("Theo dõi Báo Duyên Hải trên Google News", Furniture.NOISE),
        ("Xã hội", Furniture.SECTION),
        ("Trang chủ » Xã hội » Môi trường", Furniture.BREADCRUMB),
        ("Thời sự | Kinh tế | Xã hội", Furniture.BREADCRUMB),
    ],
)
def test_furniture(line: str, kind: Furniture) -> None:
    assert furniture(line) is kind


@pytest.mark.parametrize(
    "line",
    [
        "Xã hội hóa giáo dục ở miền núi",
        "Bình luận về kết quả này, ông Nghĩa nói phổ điểm thấp.",
        "Tin liên quan đến bão số 5 được cập nhật mỗi giờ.",
        "Giá tôm hùm xanh là 950.000 đồng/kg.",
        "Chia sẻ với phóng viên, bà Sáu nói nghề này cực lắm.",
    ],
)
def test_what_may_be_the_articles_is_no_furniture(line: str) -> None:
    assert furniture(line) is None


def test_crumbs() -> None:
    assert crumbs("Trang chủ » Xã hội » Môi trường") == ["Xã hội", "Môi trường"]
    assert crumbs("Trang chủ / Đời sống") == ["Đời sống"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Báo Duyên Hải Online - Địa chỉ: https://duyenhai.example"], Imprint("Báo Duyên Hải Online", "https://duyenhai.example")),
        (["Bản quyền thuộc Trang tin Miền Núi - Địa chỉ: http://www.a.example"], Imprint("Trang tin Miền Núi", "http://www.a.example")),
        (["© 2005-2026 Bản quyền thuộc về Báo điện tử Dân trí"], Imprint("Báo điện tử Dân trí", None)),
        (['® Ghi rõ nguồn "Báo Đắk Lắk điện tử" khi phát hành lại'], Imprint("Báo Đắk Lắk điện tử", None)),
        (["BÁO DUYÊN HẢI", "Copyright © 2020 Báo Duyên Hải"], Imprint("Báo Duyên Hải", None)),
        (["Email: toasoan@duyenhai.example", "Fanpage: https://facebook.com/bao"], Imprint(None, None)),
        (["Website: duyenhai.example", "Xem https://duyenhai.example/quang-cao"], Imprint(None, "https://duyenhai.example")),
        ([], Imprint()),
    ],
)  # fmt: skip
def test_imprint(lines: list[str], found: Imprint) -> None:
    assert read_imprint(lines) == found


@pytest.mark.parametrize(
    "line",
    [
        "Cơ quan chủ quản: Tỉnh ủy",
        "Giấy phép số 12/GP-BTTTT",
        "Tổng biên tập: A",
        "© 2026 Báo A",
        "Thiết kế bởi nWeb",
    ],
)
def test_lines_of_an_imprint(line: str) -> None:
    assert is_imprint(line)


def test_mastheads() -> None:
    assert is_masthead("BÁO ĐẮK LẮK ĐIỆN TỬ") and is_masthead("Báo Phú Yên Online")
    assert not is_masthead("Báo cáo của Sở Y tế cho thấy số ca mắc giảm trong tháng")


@pytest.mark.parametrize(
    "line",
    [
        "LÊ HẠ",
        "Lê Hạ",
        "Trần Nam - Lê Hạ",
        "Đình Thi - H’Mai",
        "Bài, ảnh: LÊ HẠ",
        "PV",
        "Nhóm phóng viên",
        "Theo TTXVN",
        "(TTXVN)",
        "ThS. BS Nguyễn An",
        "H.V.",
    ],
)
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Phú Yên",
        "Theo quy định, hộ nghèo được miễn phí.",
        "Nhiều kết quả nổi bật",
        "NHIỆM KỲ 2020-2025",
        "Ảnh: LÊ HẠ",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert not is_byline(line)


def test_persons_and_roles() -> None:
    assert is_person("Nguyễn Văn An") and is_person("TRẦN QUỐC TOÀN") and not is_person("Kết quả nổi bật")
    assert is_role("Phó Bí thư Đảng ủy xã Hòa Thịnh") and not is_role(
        "Phó Bí thư nói sẽ làm xong trong năm nay."
    )


@pytest.mark.parametrize(
    "line",
    [
        "Bến cá. Ảnh: LÊ HẠ",
        "Tôm hùm (Ảnh: NVCC)",
        "Ảnh minh họa",
        "Cầu mới - Ảnh: T.T.D.",
        "Trong ảnh: cầu mới",
    ],
)
def test_captions(line: str) -> None:
    assert is_caption(line)


def test_shapes() -> None:
    assert is_prose("Giá tôm tăng.") and is_prose("- Bột mì") and not is_prose("Nhiều kết quả nổi bật")
    assert not is_prose("Bảo hiểm trả bao nhiêu?") and not is_caption("Tin, ảnh: LÊ HẠ")
    assert is_list_item("- Bột mì") and is_list_item("• một") and not is_list_item("1. Kết quả")
    assert is_numbered("II. Kết quả") and is_numbered("1.2. Kết quả") and not is_numbered("Kết quả")
    assert opens_news("Chiều 17/8, tại TP Tuy Hòa, …") and not opens_news("Nửa nhiệm kỳ qua, …")
    assert not is_prose("Tổng kết năm. từ góc nhìn ấy")  # a small letter with a mark begins no sentence


def test_letters() -> None:
    assert all(letter.isupper() for letter in CAPITALS.replace("-", ""))
    assert len(VIETNAMESE) == 2 * (12 * 6) + 2
    assert {"ặ", "Ỹ", "đ", "Đ"} <= VIETNAMESE


@pytest.mark.parametrize("name", SITES)
def test_every_entry_of_the_sites_table_is_whole(name: str) -> None:
    site = SITES[name]
    assert site.publisher and site.home_url == f"https://{name}"
    assert site.entered <= date.today()
    assert (site.verified is None) == (site.page_of is None)
    assert site.verified is None or (site.page_of and site.page_of <= site.verified <= date.today())
    for role in Role:
        selector = getattr(site, role)
        assert selector == "" or CSSSelector(selector, translator="html")
    assert (PAGES / f"{name}.html").exists()


def test_a_site_is_found_by_its_domain() -> None:
    assert (
        site_of("https://vnexpress.net/a.html")
        is site_of("http://ione.vnexpress.net/b")
        is SITES["vnexpress.net"]
    )
    assert site_of("https://phuyen.baodaklak.vn/x") is SITES["baodaklak.vn"]
    for other in (None, "", "https://notvnexpress.net/", "https://vn/", "vnexpress.net"):
        assert site_of(other) is None
