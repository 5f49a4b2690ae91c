"""Greeting, help, answers, votes."""

from __future__ import annotations

from bot.texts.model import Texts
from bot.texts.vi.alerts import ALERTS
from bot.texts.vi.people import GROUPS, INLINE, MANNERS, PRIVACY
from bot.texts.vi.reading import BROWSING, READING
from bot.texts.vi.why import WHY

VI = Texts(
    language="vi",
    welcome=(
        "Chào bạn! Bạn cứ hỏi như hỏi người quen, bot sẽ tìm trong các bài báo đã đăng và trả lời bằng "
        "<b>nguyên văn</b> câu trong bài, kèm đường dẫn.\n\n"
        "Gõ không dấu cũng được. Điều gì báo chưa viết, bot sẽ nói là chưa có. Xem thêm: /help"
    ),
    example="Giá tôm hùm ở Sông Cầu bao nhiêu một ký?",
    help=(
        "Gõ câu hỏi rồi gửi, có dấu hay không dấu đều được. Bot tìm trong kho tin, trích nguyên văn và dẫn "
        "nguồn; bot không tự viết thêm chữ nào vào câu trả lời.\n\n"
        "Hỏi theo ngày cũng được: <i>hôm qua có gì mới</i>, <i>tháng 8/2024</i>, <i>năm ngoái</i>, <i>mới nhất</i>. "
        "Hỏi tiếp thì không cần nhắc lại: <i>còn năm ngoái?</i>, <i>ở đâu?</i>\n\n{commands}\n\n"
        "<b>Dưới câu trả lời</b>\n"
        "• <i>Đọc bài</i>: mở bài trên trang báo\n"
        "• <i>Chép trích dẫn</i>: câu trích kèm tiêu đề, tên báo, ngày\n"
        "• <i>Đọc ngữ cảnh</i>: đọc quanh câu trích, lật tới lật lui trong bài\n"
        "• <i>Nguồn khác</i>: các câu trích tiếp theo\n"
        "• <i>Kiểm chứng</i>: so lại câu trích với bài đang lưu\n"
        "• <i>Vì sao?</i>: bot hiểu câu hỏi thế nào, tìm thấy những từ nào\n"
        "• 👍 👎: cho tòa soạn biết câu trả lời có đúng không"
    ),
    commands={
        "start": "Bắt đầu",
        "help": "Cách dùng",
        "hoi": "Hỏi báo: /hoi và câu hỏi",
        "moinhat": "Tin mới nhất; có thể thêm số tin, tên nơi hoặc chuyên mục",
        "chude": "Tin theo chuyên mục",
        "diaphuong": "Tin theo địa phương",
        "dongthoigian": "Chuyện diễn ra thế nào: /dongthoigian và chủ đề",
        "theodoi": "Báo tôi khi có tin: /theodoi và câu hỏi",
        "dangtheodoi": "Những câu đang theo dõi",
        "bantin": "Nhận bản tin hằng ngày, hằng tuần",
        "nguon": "Kho tin có những gì",
        "caidat": "Cài đặt cho nhóm (quản trị viên)",
        "quyenriengtu": "Bot lưu những gì về bạn",
        "xoadulieu": "Xóa dữ liệu về bạn",
        "crawl": "Lấy tin mới ngay",
        "nguontin": "Các báo được lấy tin, bật tắt",
        "loi": "Trang chưa lấy được",
        "reindex": "Lập lại chỉ mục",
        "gobai": "Gỡ một bài khỏi kho, đưa lại",
        "hoantac": "Đưa lại bài vừa gỡ hàng loạt, hoặc chỉ mục trước",
        "trangthai": "Tình trạng hệ thống",
        "thongke": "Thống kê câu hỏi",
        "khongtraloi": "Câu hỏi mà báo chưa có bài",
        "xau": "Câu trả lời bị 👎",
        "danhgia": "Chạy bộ kiểm thử",
    },
    description=(
        "Hỏi bằng tiếng Việt, có dấu hay không dấu. Bot tìm trong các bài đã đăng và trả lời bằng nguyên văn "
        "câu trong bài, kèm đường dẫn. Điều gì báo chưa viết, bot nói là chưa có."
    ),
    short_description="Hỏi báo: trả lời bằng nguyên văn bài báo, có dẫn nguồn.",
    ask_usage="Hãy viết câu hỏi sau lệnh, ví dụ:\n<code>/hoi {example}</code>",
    not_found="Kho tin chưa có bài trả lời câu này.",
    related="Có thể liên quan:",
    unavailable="Kho tin đang tạm thời không tra cứu được. Bạn thử lại sau ít phút nhé.",
    newest="Kho tin có bài đến {day}.",
    stale=(
        "⚠️ <b>Kho tin đã {days} ngày chưa có bài mới</b> (bài mới nhất: {day}). Việc xảy ra sau đó bot chưa biết."
    ),
    empty_archive="Kho tin chưa có bài nào.",
    no_date="không rõ ngày",
    button_read="Đọc bài",
    button_home="Trang báo",
    button_context="Đọc ngữ cảnh",
    button_more="Nguồn khác",
    button_back="‹ Quay lại",
    button_newer="‹ Mới hơn",
    button_older="Cũ hơn ›",
    latest="<b>Tin mới nhất</b>",
    sources="Kho tin có <b>{articles}</b> bài, từ {oldest} đến {newest}.",
    sources_publishers="Nguồn: {publishers}",
    thanks="Cảm ơn bạn!",
    why="Cảm ơn bạn. Câu trả lời chưa đúng ở chỗ nào?",
    reasons={
        "w": "Trích sai",
        "o": "Tin cũ",
        "q": "Không đúng ý hỏi",
        "h": "Báo có viết rồi",
        "u": "Hiểu sai câu hỏi",
        "x": "Khác",
    },
    reason_noted="Đã ghi nhận, cảm ơn bạn.",
    expired="Câu trả lời này đã cũ. Bạn hỏi lại giúp nhé.",
    article_gone="Bài báo này không còn trong kho.",
    unknown_command="Bot không có lệnh này. Xem /help, hoặc cứ gõ câu hỏi.",
    failure="Có trục trặc khi trả lời (mã {code}). Bạn thử lại giúp nhé.",
    reading=READING,
    because=WHY,
    browsing=BROWSING,
    alerts=ALERTS,
    groups=GROUPS,
    manners=MANNERS,
    inline=INLINE,
    privacy=PRIVACY,
)
