"""What became of somebody is told in few words; a quote without any of them is no answer to be sure of."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from answer_support import archive_of

from corpus import VIETNAM, Question
from corpus.answer.asked_for.asked import Asked
from corpus.answer.choosing.unsaid import leaves_unsaid
from corpus.answer.reading.question import read
from corpus.models import Outcome

NOW = datetime(2026, 11, 25, 9, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("tài xế tông chết người có bị khởi tố không", "Xe tải tông xe máy, hai người chết tại chỗ."),
        ("người đốt rẫy bị xử mấy năm tù", "Một hộ đốt thực bì làm cháy 20ha rừng."),
        ("nhà xe có bồi thường cho khách không", "Xe khách lật, 12 khách bị thương."),
        ("chở quá tải bị phạt bao nhiêu", "Xe chở quá tải làm hỏng mặt đường."),
        ("anh nhặt được ví có được thưởng không", "Anh Tám trả lại chiếc ví cho người mất."),
        ("kế toán lấy tiền bị kỷ luật gì", "Kế toán lấy 200 triệu đồng của hợp tác xã."),
        ("hai thanh niên cướp xe có tiền án chưa", "Hai thanh niên cướp xe ở đèo."),
        ("tài xế có nhậu không", "Tài xế 45 tuổi, chạy xe từ Đà Nẵng."),
        ("biển số xe bỏ chạy là bao nhiêu", "Chiếc xe tải bỏ chạy về hướng bắc."),
        ("anh Hòa làm nghề gì", "Anh Hòa, 30 tuổi, bị nước cuốn trôi."),
    ],
)
def test_what_became_of_it_is_not_told(question: str, said: str) -> None:
    assert leaves_unsaid(Asked(read(question)), said)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("tài xế tông chết người có bị khởi tố không", "Công an đang điều tra nguyên nhân."),
        ("người đốt rẫy bị xử mấy năm tù", "Tòa tuyên bị cáo 18 tháng tù treo."),
        ("cô giáo bị phạt thế nào", "Nhà trường khiển trách cô giáo này."),  # another fate, but its own
        ("nhà xe có bồi thường cho khách không", "Nhà xe hỗ trợ mỗi khách 2 triệu đồng."),
        ("tài xế có nhậu không", "Kiểm tra nhanh cho thấy tài xế không có nồng độ cồn."),
        ("anh Hòa làm nghề gì", "Anh Hòa là thợ hồ ở phường 6."),
        # Nobody asks for these here: that he was punished, or drank, is known.
        ("công ty bị phạt vì thuốc gì", "Công ty bán thuốc trừ sâu CHES giả."),
        ("vì sao tài xế bị phạt", "Xe chở quá tải."),
        ("ai bị khởi tố", "Ông Nguyễn Văn An, 45 tuổi."),
        ("khi nào bắt đầu thu phí", "Trạm thu phí từ 1/3."),
        ("xã An Cư có bao nhiêu hộ làm nghề dệt chiếu", "Xã có 300 hộ dệt chiếu."),
        ("người làm nghề nuôi tôm thu nhập bao nhiêu", "Mỗi hộ thu 200 triệu đồng."),
        ("tài xế say rượu làm bao nhiêu người chết", "Ba người chết tại chỗ."),
        ("chị Hoa có bị đuổi việc không", "Công ty đã sa thải chị Hoa."),
        ("biển số xe gây tai nạn là bao nhiêu", "Xe tải 78C-123.45 bỏ chạy."),
        # Other words that are written alike.
        ("mỗi hộ nghèo được phát mấy ký gạo", "Mỗi người nhận 15kg gạo."),
        ("bao nhiêu người bị thương", "12 người được đưa đi bệnh viện."),
        ("đền thờ Lương Văn Chánh có bao nhiêu gian", "Ngôi đền có ba gian."),
        ("tên cướp chuẩn bị đồ nghề thế nào", "Hắn mua búa và găng tay."),
    ],
)
def test_it_is_told_or_not_asked_for(question: str, said: str) -> None:
    assert not leaves_unsaid(Asked(read(question)), said)


async def test_a_trial_that_no_article_tells_of_is_not_answered_by_the_fire(tmp_path: Path) -> None:
    fire = (
        "Chiều 26/6, một hộ đốt rẫy ở xã Xuân Phước làm cháy 23ha rừng. Công an đã mời ông này lên làm việc."
    )
    async with archive_of(tmp_path, [("fire", "Cháy rừng ở Xuân Phước", fire, "2026-06-27")]) as archive:
        asked = await archive.ask(Question("người đốt rẫy làm cháy rừng Xuân Phước bị xử mấy năm tù", NOW))
        known = await archive.ask(Question("ai đốt rẫy làm cháy rừng Xuân Phước", NOW))
    assert not asked.is_sure
    assert known.outcome is Outcome.ANSWERED
