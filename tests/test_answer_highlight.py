"""The words of a quote that answer are marked where that is plain, and nothing is where it is not.

Most texts are sentences of the sample articles; the questions are as readers type them.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.answer.asked_for.asked import Asked
from corpus.answer.marking.highlight import highlight
from corpus.answer.reading.question import read
from corpus.language.text import fold, normalise

FIRE = (
    "Ông Nay Y Blế, Hạt trưởng Hạt Kiểm lâm Đồng Xuân, cho biết diện tích cháy thuộc quản lý của 19 hộ nhận "
    "khoán và Công ty TNHH MTV Lâm nghiệp Hà Đan, thiệt hại ước 1,1 tỉ đồng."
)
BURNT = (
    "Đến 6 giờ sáng 27/6, đám cháy rừng keo ở tiểu khu 102, xã Xuân Phước, huyện Đồng Xuân mới được dập tắt hoàn "
    "toàn. Lửa thiêu 23,5ha rừng trồng từ hai đến bốn năm tuổi, không có người bị thương."
)
COUNCIL = (
    "Phát biểu bế mạc, Chủ tịch HĐND tỉnh Hồ Thị Diễm Kiều đề nghị UBND tỉnh triển khai ngay các nghị quyết."
)
SUPPORT = (
    "Hai nghị quyết được cử tri chờ đợi là Nghị quyết 21/2023/NQ-HĐND hỗ trợ 100% học phí cho trẻ mẫu giáo 5 "
    "tuổi và Nghị quyết 23/2023/NQ-HĐND nâng mức phụ cấp của bí thư chi bộ, trưởng thôn lên 1,8 lần lương cơ sở."
)
PORT = (
    "Theo Công ty CP Cảng Vũng Rô, luồng vào cảng dài 2,1km sẽ được hạ độ sâu từ âm 7,4m xuống âm 9,2m, khối "
    "lượng nạo vét 186.000m³. Kinh phí 94 tỉ đồng do doanh nghiệp tự thu xếp, thời gian thi công bảy tháng."
)
NIGHT = (
    "Khác mọi năm, phường Tuy Hòa mở phố đêm dọc đường Bạch Đằng, cạnh kè bắc sông Đà Rằng, với 96 gian hàng ẩm "
    "thực. Phố mở cửa từ 18 giờ đến 23 giờ, chín đêm thu hút khoảng 52.000 lượt người."
)
MONEY = (
    "Tòa án tuyên phạt bị cáo N.T.M.H., 41 tuổi, 9 năm tù về tội tham ô tài sản. Từ tháng 1/2018 đến tháng "
    "9/2021, bị cáo lập khống 63 phiếu chi rồi giả chữ ký giám đốc để rút tổng cộng 827 triệu đồng."
)
CHILDREN = "Đối với trẻ từ 5 đến dưới 12 tuổi, mũi 1 đạt 68%, mũi 2 đạt 41%."
WATER = (
    "Giá nước sinh hoạt là 8.700 đồng/m³ cho 10m³ đầu tiên, từ khối thứ 11 trở đi 10.900 đồng. Hộ nghèo, cận "
    "nghèo được giảm 30% trong 10m³ đầu."
)
HOLDS = (
    "Tỉnh hỗ trợ 20 tàu lắp hầm bảo quản bằng vật liệu PU. Mức hỗ trợ bằng 60% chi phí nhưng không quá 120 triệu "
    "đồng một tàu."
)
REMARKING = (
    "Đơn phúc khảo nộp ở trường THCS nơi học lớp 9, hạn chót là 16 giờ 30 ngày 29/6, lệ phí 50.000 đồng/bài."
)
LAND = "Thị xã Sông Cầu mới giao 11,8km vì vướng 64 hộ ở xã Xuân Lộc chưa có chỗ ở mới."
PASSED = (
    "Thêm 38 thí sinh Đắk Lắk được công nhận tốt nghiệp THPT sau khi chấm phúc khảo. Như vậy toàn tỉnh có 31.053 "
    "em đỗ, đạt 98,73%, thay cho con số sơ bộ 98,61% công bố ngày 16/7."
)
SCHOOL = (
    "Trường THPT Nguyễn Công Trứ, nơi bị ngập gần 2m hồi tháng 11/2025 và phải học nhờ suốt ba tuần, có 306 em "
    "dự thi thì 303 em đỗ."
)
FLOOD = "Đợt lũ đầu tháng 11 làm ngập 7.315 nhà ở 16 xã, phường phía đông, một người chết, thiệt hại ước 286 tỉ đồng."
RAIN = (
    "Từ 19 giờ ngày 4/11 đến 16 giờ ngày 6/11, lượng mưa tại Hòa Mỹ 412mm, Sơn Thành 365mm, phường Tuy Hòa "
    "248mm. Đỉnh lũ tại trạm Hòa Xuân đạt 4,12m lúc 13 giờ."
)
PEAK = "Hai khung giờ căng nhất là 13 giờ - 15 giờ 30 và 20 giờ - 22 giờ 30, khi các gia đình bật máy lạnh."
WHALES = "Lăng Ông Mỹ Quang dựng năm 1812, hiện thờ bảy bộ cốt cá Ông, bộ lớn nhất dài 18m."
RACE = (
    "Hội đua thuyền đầm Ô Loan diễn ra ngày 4/2 (mùng 7 tháng Giêng năm Ất Tỵ) tại thôn Phú Tân, xã An Cư, huyện "
    "Tuy An. Theo UBND huyện, có khoảng 18.000 người về xem, đông nhất từ sau dịch Covid-19."
)
MOTORWAY = "Tuyến Chí Thạnh - Vân Phong dài 48km, tổng mức đầu tư 10.601 tỉ đồng."
DOSE = "Khoảng cách tối thiểu là bốn tháng sau mũi 3. Người vừa khỏi Covid-19 chờ đủ ba tháng mới tiêm."
TUNNEL = "Mọi đoàn tàu qua hầm giữ tốc độ 5km/giờ. Hầm Bãi Gió dài hơn 400m, xuyên đèo Cả."
SHARES = "Tỉ lệ hồ sơ nộp trực tuyến của tỉnh tăng từ 22% (quý I/2022) lên 57% (quý I/2023)."
CLIFF = (
    "Gành Đá Đĩa tiếp tục dẫn đầu với 34.500 lượt khách tham quan. Riêng ngày mùng 4, Gành Đá Đĩa đón 7.200 "
    "lượt, bãi giữ xe phải mở thêm ở sân bóng thôn Phú Hạnh."
)


def marked(text: str, question: str) -> str | None:
    reading = read(question)
    span = highlight(text, Asked(reading), fold(reading.subject).split())
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        (MONEY, "kế toán hợp tác xã tham ô bao nhiêu", "827 triệu đồng"),
        (MONEY, "kế toán tham ô bị mấy năm tù", "9 năm"),
        (CHILDREN, "trẻ từ 5 đến 12 tuổi tiêm mũi 2 đạt bao nhiêu phần trăm", "41%"),
        (CHILDREN, "trẻ từ 5 đến 12 tuổi tiêm mũi 1 đạt bao nhiêu %", "68%"),
        (WATER, "hộ nghèo được giảm mấy phần trăm tiền nước", "30%"),
        (PORT, "nạo vét cảng Vũng Rô hết bao nhiêu tiền", "94 tỉ đồng"),
        (PORT, "luồng cảng Vũng Rô sẽ sâu bao nhiêu", "âm 9,2m"),
        (PORT, "luồng vào cảng dài bao nhiêu", "2,1km"),
        (PORT, "nạo vét bao nhiêu khối", "186.000m³"),
        (HOLDS, "làm hầm PU được hỗ trợ tối đa bao nhiêu tiền", "không quá 120 triệu đồng"),
        (HOLDS, "tỉnh hỗ trợ bao nhiêu tàu lắp hầm", "20 tàu lắp hầm"),
        (REMARKING, "lệ phí phúc khảo bao nhiêu", "50.000 đồng/bài"),
        (LAND, "Sông Cầu còn vướng bao nhiêu hộ", "64 hộ"),
        (PASSED, "tỉ lệ đỗ tốt nghiệp sau phúc khảo là bao nhiêu", "98,73%"),
        (PASSED, "toàn tỉnh có bao nhiêu em đỗ", "31.053 em đỗ"),
        (SCHOOL, "trường Nguyễn Công Trứ đậu mấy em, đỗ bao nhiêu em", "303 em đỗ"),
        (FLOOD, "lũ làm chết mấy người", "một người"),
        (FLOOD, "lũ làm ngập bao nhiêu nhà", "7.315 nhà"),
        (RAIN, "Hòa Mỹ mưa bao nhiêu mm", "412mm"),
        (RAIN, "lượng mưa ở Hòa Mỹ là bao nhiêu", "412mm"),
        (WHALES, "lăng Ông thờ bao nhiêu bộ xương cá Ông", "bảy bộ"),
        (BURNT, "cháy rừng Xuân Phước thiệt hại bao nhiêu ha", "23,5ha"),
        (RACE, "đua thuyền Ô Loan có bao nhiêu người xem", "khoảng 18.000 người"),
        (MOTORWAY, "cao tốc Chí Thạnh - Vân Phong vốn bao nhiêu", "10.601 tỉ đồng"),
        (DOSE, "khỏi Covid-19 bao lâu thì tiêm", "ba tháng"),
        (TUNNEL, "hầm Bãi Gió dài bao nhiêu", "hơn 400m"),
        (CLIFF, "Gành Đá Đĩa đón bao nhiêu khách", "34.500 lượt khách"),
        (CLIFF, "mùng 4 Gành Đá Đĩa đón bao nhiêu lượt", "7.200 lượt"),
        ("Đảng bộ có 73 tổ chức với 4.214 đảng viên.", "có bao nhiêu đảng viên", "4.214 đảng viên"),
        ("Vé tăng từ 20.000 đồng lên 30.000 đồng một lượt.", "vé bao nhiêu tiền một lượt", "30.000 đồng"),
        ("Chạy 1.500m với thời gian 4 phút 38 giây 2.", "chạy 1.500m mất bao lâu", "4 phút 38 giây 2"),
        ("Một ca tốn từ 55 đến 70 triệu đồng.", "một ca tốn bao nhiêu tiền", "55 đến 70 triệu đồng"),
        ("Tiêm 2,21 triệu liều, hết 827 triệu trong hai năm.", "tiêm hết bao nhiêu tiền", "827 triệu"),
        ("Tiêm 2,21 triệu liều, hết 827 triệu trong hai năm.", "tiêm bao nhiêu liều", "2,21 triệu liều"),
        ("Số tôm hùm chết ước 27 tấn, của 87 hộ.", "bao nhiêu tôm hùm chết", "27 tấn"),
        ("Cả xã gieo 40ha lúa, thu 200 tấn.", "thu bao nhiêu lúa", "200 tấn"),
        (SHARES, "hồ sơ trực tuyến quý I/2022 đạt bao nhiêu phần trăm", "22%"),
        (SHARES, "hồ sơ trực tuyến quý I/2023 đạt bao nhiêu phần trăm", "57%"),
        ("Đội có 12 đến 15 người và 3 xe.", "đội có bao nhiêu người", "12 đến 15 người"),
        ("Gạo cho Gia Lai 120 tấn, Phú Yên nhận 302 tấn, cả vùng 900 tấn.", "Phú Yên được mấy tấn gạo", "302 tấn"),
        ("Quảng Ngãi (gần biển) 8 người chết, cả miền 16 người.", "quảng ngãi chết mấy người", "8 người"),
        ("Phúc khảo nhận 206 bài. Có 93 bài thay đổi điểm.", "phúc khảo có mấy bài đổi điểm", "93 bài"),
        ("Điện đủ cho 47.000 hộ, vốn 1.400 tỉ đồng.", "điện đủ cho mấy ngàn hộ", "47.000 hộ"),
        ("Điện đủ cho 47.000 hộ, vốn 1.400 tỉ đồng.", "vốn mấy ngàn tỉ", "1.400 tỉ đồng"),
        ("Trên đoạn dài 4km xe chạy 80km/giờ.", "xe chạy bao nhiêu km/h", "80km/giờ"),
        ("Chết 13 con bò; mỗi con bò bán 2,5 triệu đồng.", "bò chết bán bao nhiêu một con", "2,5 triệu đồng"),
    ],
)  # fmt: skip
def test_amounts_of_what_is_asked_for(text: str, question: str, expected: str) -> None:
    assert marked(text, question) == expected


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Phường 1, 2, 4 và một phần phường 9 nhập thành phường Tuy Hòa.", "bao nhiêu phường"),
        ("Tính đến cuối tháng 6, ngày 16/8 và Đại hội lần thứ 12.", "đại hội có bao nhiêu đại biểu"),
        ("Dự án có 240 hộ.", "240 hộ được đền bù bao nhiêu tiền"),
        ("Lúc 16 giờ 30 ngày 29/6, xe chạy quốc lộ 29 qua khu phố 3.", "đi mất bao nhiêu ngày"),
        (REMARKING, "có bao nhiêu bài phúc khảo"),
        (SUPPORT, "nghị quyết 21 cho bao nhiêu tiền"),
        (TUNNEL, "hầm Bãi Gió rộng bao nhiêu tấn"),
        (MOTORWAY, "đường này có bao nhiêu làn xe"),
        ("Khu đông đón 214.000 lượt khách.", "ven biển có bao nhiêu khách sạn"),
        ("Lớp A có 30 em, lớp B có 31 em.", "có bao nhiêu em"),
        ("Vì mưa lớn kéo dài 3 ngày.", "vì sao mấy chi bộ không họp"),
        ("Trên tàu có 11 người, tất cả mặc áo phao.", "còn mấy người mất tích"),
        (SUPPORT, "kỳ họp ra bao nhiêu nghị quyết"),
        ("Bãi xe thu 50.000 đồng/xe máy.", "doanh thu du lịch là bao nhiêu tiền"),
        ("Bãi xe thu 50.000 đồng/xe máy.", "mấy chổ bị phạt vì thu quá giá"),
        ("Giá phòng được giữ ở 43 khách sạn ven biển.", "ven biển đón bao nhiêu khách"),
        ("Giá mía không thấp hơn 1,1 triệu đồng mỗi tấn.", "giá mía bao nhiêu"),
    ],
)
def test_amounts_of_something_else_are_not_marked(text: str, question: str) -> None:
    assert marked(text, question) is None


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        (NIGHT, "phố đêm Bạch Đằng mở mấy giờ", "từ 18 giờ đến 23 giờ"),
        (BURNT, "mấy giờ thì dập tắt cháy rừng", "6 giờ sáng 27/6"),
        (REMARKING, "hạn chót nộp đơn phúc khảo là khi nào", "16 giờ 30 ngày 29/6"),
        ("Trong tháng 7, phòng trưng bày mở cửa 6g30–21g mỗi ngày.", "phòng trưng bày mở cửa mấy giờ", "6g30–21g"),
        ("Nộp hồ sơ từ ngày 16/7 đến hết ngày 25/7.", "nộp hồ sơ đến ngày nào", "từ ngày 16/7 đến hết ngày 25/7"),
        ("Hội chợ mở từ ngày 20 đến 25/12, có 180 gian hàng.", "hội chợ mở ngày nào", "từ ngày 20 đến 25/12"),
        (WHALES, "lăng Ông dựng năm nào", "năm 1812"),
        (RACE, "hội đua thuyền diễn ra ngày nào", "ngày 4/2"),
        ("Họ xuất phát lúc sáng 21/5 ở cảng.", "họ xuất phát khi nào", "sáng 21/5"),
        ("Công ty khai trương ngày 3 tháng 5 năm 2024 ở 2 nơi.", "khai trương ngày nào", "ngày 3 tháng 5 năm 2024"),
        ("Nhà máy xả 186.000m³ nước, theo Nghị quyết 21/2023/NQ-HĐND.", "nhà máy xả nước khi nào", None),
        ("Giá vé là 20.000 đồng.", "mấy giờ bán vé", None),
        ("Hầm dài 400m, xây xong năm 1936.", "hầm xây xong ngày nào", None),
        ("Hầm thông sáng 3/12. Hai ống hầm hoàn thành cuối tháng 6/2025.", "chừng nào xong hầm", "cuối tháng 6/2025"),
        ("Phát mìn cuối cùng nổ thông hầm sáng 3/12.", "chừng nào xong hầm", None),
        ("Năm 2012 Bộ duyệt dự án.", "dự án khởi công hồi nào", None),
        (PEAK, "giờ cao điểm là mấy giờ", "13 giờ - 15 giờ 30 và 20 giờ - 22 giờ 30"),
        ("Chiều 22/4, tàu qua hầm vốn đứt đoạn từ trưa 12/4.", "hầm thông lại khi nào", "Chiều 22/4"),
        ("So với dự tính là 15/4, ngày thông hầm lùi lại.", "hầm thông lại ngày nào", None),
        ("Nếu không sạt thêm, hầm sẽ thông lại ngày 15/4.", "hầm thông lại khi nào", None),
    ],
)  # fmt: skip
def test_moments_are_whole_and_as_exact_as_asked(text: str, question: str, expected: str | None) -> None:
    assert marked(text, question) == expected


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        (FIRE, "Hạt trưởng Hạt kiểm lâm Đồng Xuân tên gì", "Nay Y Blế"),
        (COUNCIL, "chủ tịch HĐND tỉnh là ai", "Hồ Thị Diễm Kiều"),
        ("Ông Trịnh Công Bằng cho biết đoạn khó nhất dài 86m.", "ai nói đoạn khó nhất", "Trịnh Công Bằng"),
        ("Đó là các anh Lê Bảo, Đặng Văn Phi và Nguyễn Út.", "các anh tên gì", "Lê Bảo, Đặng Văn Phi và Nguyễn Út"),
        ("Bị cáo L.V.C. là tài xế; ông L.V.C., 46 tuổi, ở Tuy An.", "tài xế là ai", "L.V.C."),
        (PORT, "GĐ cảng Vũng Rô là ai", None),
        (SUPPORT, "ai chờ đợi hai nghị quyết", None),
        (BURNT, "cháy rừng ở Đồng Xuân có ai bị thương không", None),
        (NIGHT, "lúc đó có ai ở phố đêm không", None),
        ("Các phường Phú Thạnh, Phú Đông nhập lại.", "ai nhập các phường", None),
        ("Trường THPT Lê Hồng Phong, trưởng đoàn của tỉnh, về nhất.", "đoàn nào, ai về nhất", None),
        ("Ông Hà Quốc Tuấn, Giám đốc cảng, trả lời.", "Hà Quốc Tuấn là ai", None),
        ("Học viên Ngô Hùng Niên cứu hai em, ông Lê Bằng kể.", "học viên cứu hai em tên gì", "Ngô Hùng Niên"),
        ("Bắt Trương Công Lộc (kế toán), Huỳnh Thị Nhàn (thủ quỹ).", "thủ quỹ là ai", "Huỳnh Thị Nhàn"),
        ("Đạo diễn: NSND Vương Duy Biên; cố vấn là ông Trịnh Vũ Thìn.", "ai làm đạo diễn", "Vương Duy Biên"),
        ("Vợ ông là cô Việt Nam, dạy tiếng Anh.", "vợ ông tên gì", None),
        ("Bà Võ Ngọc Sương, Phó Giám đốc Sở Giáo dục, thừa nhận.", "giám đốc Sở Giáo dục là ai", None),
        ("Phó Giám đốc Sở Giáo dục Võ Ngọc Sương thừa nhận.", "giám đốc Sở Giáo dục là ai", None),
        ("Phó Giám đốc Sở Giáo dục Võ Ngọc Sương thừa nhận.", "phó giám đốc Sở Giáo dục là ai", "Võ Ngọc Sương"),
        ("Giám đốc Sở Giáo dục Võ Ngọc Sương thừa nhận.", "giám đốc Sở Giáo dục là ai", "Võ Ngọc Sương"),
    ],
)  # fmt: skip
def test_persons_are_whole_names_of_persons(text: str, question: str, expected: str | None) -> None:
    assert marked(text, question) == expected


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("Hội chợ mở tại quảng trường Nghinh Phong.", "hội chợ mở ở đâu", "quảng trường Nghinh Phong"),
        (NIGHT, "phố đêm nằm ở đường nào", "đường Bạch Đằng"),
        ("Nặng nhất là phường Xuân Thành với 142 hộ.", "phường nào nặng nhất", "phường Xuân Thành"),
        ("Tiêm tại Nhà thi đấu Lê Trung Kiên.", "tiêm ở đâu", "Nhà thi đấu Lê Trung Kiên"),
        ("Hội đua thuyền ở đầm Ô Loan vui lắm.", "đầm Ô Loan ở đâu", None),
        ("Anh Lê Bằng (trú huyện Tuy An) bị bắt ở TX Thuận An.", "anh Lê Bằng quê ở đâu", "huyện Tuy An"),
        ("Anh Lê Bằng bị bắt ở TX Thuận An.", "anh Lê Bằng quê đâu", None),
        ("Bùn được đưa ra khu nhận chìm, độ sâu từ âm 7,4m.", "đổ bùn ở đâu", None),
        ("Vì mưa lớn kéo dài.", "vì sao sạt lở", None),
    ],
)  # fmt: skip
def test_places_are_whole_and_not_the_one_asked_about(text: str, question: str, expected: str | None) -> None:
    assert marked(text, question) == expected


QUESTIONS = (
    "bao nhiêu tiền", "có bao nhiêu người", "mấy giờ", "bao lâu", "dài bao nhiêu", "tỉ lệ bao nhiêu", "khi nào",
    "ngày nào", "ai nói", "ở đâu", "phường nào", "bài này ai viết", "mấy ha", "vì sao",
)  # fmt: skip
PIECES = st.sampled_from(
    "Ông |Nguyễn Văn A|ưởng|Hạt Kiểm lâm|tại |xã |phường |, |. |\n|186.000m³|21/2023/NQ-HĐND|16 giờ 30 |ngày 29/6|"
    "52.000 |lượt người|Covid-19|QL29|từ |đến |6g30|–|%|đồng|/kg| |năm |2024|mũi 2|hơn |triệu |"
    "một |người |Chủ tịch |HĐND|Đ|ề|5|m".split("|")
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=6), max_size=25).map("".join), st.sampled_from(QUESTIONS))
def test_no_mark_cuts_a_word_or_a_number(text: str, question: str) -> None:
    text = normalise(text)
    reading = read(question)
    span = highlight(text, Asked(reading), fold(reading.subject).split())
    assert span is None or is_whole(text, span.start, span.end)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether neither border lies inside a word or a number."""
    cut = re.compile(r"(?<=\w)(?=\w)|(?<=\d)(?=[.,]\d)|(?<=\d[.,])(?=\d)")
    return 0 <= start < end <= len(text) and not any(cut.match(text, at) for at in (start, end))
