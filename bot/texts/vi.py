"""What readers read, in Vietnamese."""

from __future__ import annotations

from bot.texts.model import Texts

VI = Texts(
    welcome=(
        "Chào bạn! Bạn cứ hỏi như hỏi người quen, bot sẽ tìm trong các bài báo đã đăng và trả lời bằng "
        "<b>nguyên văn</b> câu trong bài, kèm đường dẫn.\n\n"
        "Ví dụ: <i>{example}</i>\n\n"
        "Gõ không dấu cũng được. Điều gì báo chưa viết, bot sẽ nói là chưa có. Xem thêm: /help"
    ),
    example="Giá tôm hùm ở Sông Cầu bao nhiêu một ký?",
    help=(
        "Gõ câu hỏi rồi gửi, có dấu hay không dấu đều được. Bot tìm trong kho tin, trích nguyên văn và dẫn "
        "nguồn; bot không tự viết thêm chữ nào vào câu trả lời.\n\n{commands}\n\n"
        "<b>Dưới câu trả lời</b>\n"
        "• <i>Đọc bài</i>: mở bài trên trang báo\n"
        "• <i>Đọc ngữ cảnh</i>: đoạn văn quanh câu trích\n"
        "• <i>Nguồn khác</i>: các câu trích tiếp theo\n"
        "• 👍 👎: cho tòa soạn biết câu trả lời có đúng không"
    ),
    commands={
        "start": "Bắt đầu",
        "help": "Cách dùng",
        "hoi": "Hỏi báo: /hoi và câu hỏi",
        "moinhat": "Tin mới nhất",
        "nguon": "Kho tin có những gì",
        "quyenriengtu": "Bot lưu những gì về bạn",
        "xoadulieu": "Xóa dữ liệu về bạn",
        "reindex": "Lập lại chỉ mục",
        "trangthai": "Tình trạng hệ thống",
        "thongke": "Thống kê câu hỏi",
    },
    description=(
        "Hỏi bằng tiếng Việt, có dấu hay không dấu. Bot tìm trong các bài đã đăng và trả lời bằng nguyên văn "
        "câu trong bài, kèm đường dẫn. Điều gì báo chưa viết, bot nói là chưa có."
    ),
    short_description="Hỏi báo: trả lời bằng nguyên văn bài báo, có dẫn nguồn.",
    ask_usage="Hãy viết câu hỏi sau lệnh, ví dụ:\n<code>/hoi {example}</code>",
    too_long="Câu hỏi dài quá. Bạn rút gọn còn dưới {limit} chữ cái giúp nhé.",
    only_text="Bot chỉ đọc được câu hỏi bằng chữ. Bạn gõ câu hỏi giúp nhé.",
    not_found="Kho tin chưa có bài trả lời câu này.",
    related="Có thể liên quan:",
    unavailable="Kho tin đang tạm thời không tra cứu được. Bạn thử lại sau ít phút nhé.",
    newest="Kho tin có bài đến {day}.",
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
    sources_publishers="Của: {publishers}",
    thanks="Cảm ơn bạn!",
    why="Cảm ơn bạn. Câu trả lời chưa đúng ở chỗ nào?",
    reasons={"w": "Sai bài", "o": "Tin cũ", "q": "Không đúng câu hỏi"},
    reason_noted="Đã ghi nhận, cảm ơn bạn.",
    expired="Câu trả lời này đã cũ. Bạn hỏi lại giúp nhé.",
    article_changed="Bài báo này không còn trong kho.",
    privacy=(
        "<b>Bot lưu gì?</b>\n"
        "• mã số cuộc trò chuyện và ngôn ngữ của bạn;\n"
        "• câu hỏi, giờ hỏi và câu trích đã trả lời, trong {days} ngày, để trả lời đủ sau sự cố và để các nút "
        "bấm còn dùng được;\n"
        "• 👍 👎 bạn đã bấm.\n\n"
        "Bot không lưu tên, số điện thoại hay ảnh của bạn, và không đưa dữ liệu cho ai khác. "
        "Xóa tất cả: /xoadulieu"
    ),
    erase_confirm="Xóa hết câu hỏi và đánh giá của bạn trong bot? Việc này không hoàn lại được.",
    button_erase="Xóa hết",
    button_keep="Giữ lại",
    erased="Đã xóa dữ liệu của bạn: {questions} câu hỏi, {votes} đánh giá.",
    kept="Dữ liệu được giữ nguyên.",
    unknown_command="Bot không có lệnh này. Xem /help, hoặc cứ gõ câu hỏi.",
    failure="Có trục trặc khi trả lời (mã {code}). Bạn thử lại giúp nhé.",
    slow_down="Bạn hỏi hơi nhanh, chờ bot vài giây nhé.",
)
