"""The real page that the project began from, where it is at hand."""

from datetime import datetime

import pytest
from gather_support import article_of, shared_path

from corpus.models import Article, PartKind


@pytest.fixture
def seed() -> Article:
    return article_of(shared_path("seed"))


def test_head(seed):
    assert seed.headline == (
        "Đảng bộ Khối cơ quan, doanh nghiệp tỉnh: Nhiều chuyển biến tích cực sau nửa nhiệm kỳ"
    )
    assert seed.published_at == datetime.fromisoformat("2023-08-17T07:00+07:00")
    assert seed.published_at.utcoffset().total_seconds() == 7 * 3600


def test_imprint_and_no_invented_address(seed):
    assert seed.publisher == "Báo Phú Yên Online"
    assert seed.home_url == "https://baophuyen.vn"
    assert seed.url is None


def test_parts(seed):
    captions = seed.texts(PartKind.CAPTION)
    assert len(captions) == 2
    assert all(caption.endswith("Ảnh: HÀ MY") for caption in captions)
    assert seed.lead.startswith("Nửa nhiệm kỳ 2020-2025, dưới sự lãnh đạo")
    assert seed.texts(PartKind.SUBHEADING) == [
        "Nhiều kết quả nổi bật",
        "Tập trung hoàn thành toàn diện nghị quyết đại hội",
    ]
    assert len(seed.texts(PartKind.BODY)) == 10
    assert seed.byline == "TRẦN QUỐC TOÀN"
    assert seed.texts(PartKind.ROLE) == ["Phó Bí thư thường trực Đảng ủy Khối cơ quan, doanh nghiệp tỉnh"]


def test_every_line_is_a_part(seed):
    assert [seed.text[part.start : part.end] for part in seed.parts] == seed.text.split("\n")


@pytest.mark.parametrize(
    "furniture",
    [
        "Mã xác nhận",
        "Thiết kế",
        "nTek",
        "BÌNH LUẬN",
        "CÁC TIN KHÁC",
        "LIÊN KẾT",
        "Giấy phép",
        "681/GP",
        "Lê Duẩn",
        "20:29",
        "Trang chủ",
    ],
)
def test_the_page_around_it_is_left_out(seed, furniture):
    assert furniture not in seed.text
