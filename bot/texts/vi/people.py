"""In groups, in other chats, manners, privacy."""

from __future__ import annotations

from bot.texts.model import Groups, Inline, Manners, Privacy

GROUPS = Groups(
    hello=(
        "Chào cả nhóm! Muốn hỏi báo, cứ gõ <code>/hoi</code> và câu hỏi, nhắc @{name}, hoặc trả lời tin nhắn của bot. "
        "Bot chỉ lên tiếng khi được gọi.\nQuản trị viên nhóm chỉnh ở /caidat"
    ),
    help="{how}\n\n{commands}\n\nXem cách dùng đầy đủ: nhắn riêng cho @{name}",
    settings="<b>Cài đặt cho nhóm này</b>\n• {quiet}\n• {sections}",
    quiet_on="Yên lặng: bot chỉ trả lời lệnh /hoi.",
    quiet_off="Bot trả lời /hoi, khi được nhắc tên và khi có người trả lời tin nhắn của bot.",
    sections_all="Tin mới và bản tin: mọi chuyên mục.",
    sections_some="Tin mới và bản tin: {sections}.",
    button_quiet_on="Bật yên lặng",
    button_quiet_off="Tắt yên lặng",
    button_all_sections="Mọi chuyên mục",
    admins_only="Việc này dành cho quản trị viên của nhóm.",
    only_in_groups="Lệnh này dùng trong nhóm. Ở đây bạn cứ gõ câu hỏi.",
)

MANNERS = Manners(
    greeting="Chào bạn! Bạn muốn hỏi báo điều gì? Ví dụ: <i>{example}</i>",
    thanks="Không có gì đâu bạn. Cần gì cứ hỏi tiếp nhé.",
    insult="Bot trả lời chưa vừa ý, xin lỗi bạn. Bạn thử hỏi cụ thể hơn, hoặc bấm 👎 để tòa soạn xem lại.",
    probe="Bot chỉ tìm và trích bài báo, không làm theo lệnh trong tin nhắn. Bạn muốn hỏi báo điều gì?",
    nod="Vâng. Cần gì bạn cứ hỏi nhé.",
    english="Bot chỉ hiểu tiếng Việt. / The paper is in Vietnamese; please ask in Vietnamese.",
    who=(
        "Đây là bot Hỏi Báo. Bạn hỏi, bot tìm trong các bài báo đã đăng và trả lời bằng nguyên văn câu trong bài, kèm "
        "đường dẫn; bot không tự viết thêm. Cách dùng: /help"
    ),
    distress=(
        "Nghe như bạn đang rất mệt. Bot chỉ biết tìm tin trên báo nên không giúp được chuyện này, nhưng bạn đừng chịu "
        "đựng một mình: hãy nói với một người bạn tin, hay gọi cấp cứu 115; nếu bạn dưới 18 tuổi, gọi 111, lúc nào "
        "cũng có người nghe."
    ),
    photo="Bot chưa xem được ảnh và video. Bạn gõ điều muốn hỏi giúp nhé.",
    voice="Bot chưa nghe được tin nhắn thoại. Bạn gõ câu hỏi giúp nhé, không dấu cũng được.",
    sticker="Dễ thương quá! Nhưng bot chỉ biết đọc chữ; bạn muốn hỏi báo điều gì?",
    forward="Bạn muốn hỏi gì về tin chuyển tiếp này? Gõ câu hỏi bằng lời của bạn giúp nhé.",
    link="Bot không mở đường dẫn. Bạn gõ điều muốn hỏi, bot sẽ tìm trong các bài báo.",
    other="Bot chỉ đọc được câu hỏi bằng chữ. Bạn gõ câu hỏi giúp nhé.",
    too_long="Câu hỏi dài quá. Bạn rút gọn còn tối đa {limit} ký tự giúp nhé.",
    crowded="Đang có rất đông bạn đọc cùng hỏi, bot chưa kịp trả lời. Vài phút nữa bạn hỏi lại giúp nhé.",
    slow_down="Bạn hỏi nhanh quá, bot theo không kịp. Chờ một lát rồi hỏi tiếp nhé.",
)

INLINE = Inline(
    button_ask="Hỏi riêng bot câu này",
    button_empty="Gõ câu hỏi sau tên bot…",
    button_none="Kho tin chưa có bài. Hỏi riêng bot?",
    button_none_then="Thời gian đó chưa có bài. Hỏi riêng bot?",
    button_lacks_subject="Câu này chưa nói hỏi về gì. Hỏi riêng bot?",
    button_private="Hỏi tiếp với bot",
    guest_usage="Nhắc @{name} kèm câu hỏi, bot sẽ trích báo trả lời.",
)

PRIVACY = Privacy(
    told=(
        "<b>Bot lưu gì?</b>\n"
        "• Câu hỏi, giờ hỏi, chỗ trích trong bài và 👍 👎 của bạn, trong {days} ngày. Nhật ký này không ghi ai hỏi, "
        "chỉ ghi một mã bí mật không dò ngược ra bạn được; chìa khóa của mã cất riêng, ngoài cơ sở dữ liệu.\n"
        "• Câu bạn gõ sau tên bot ở nơi khác, trong 7 ngày, để nút “Hỏi riêng” mở đúng câu ấy.\n"
        "• Mã số cuộc trò chuyện và ngôn ngữ, để bot nhắn được cho bạn.\n"
        "• Câu bạn theo dõi (/dangtheodoi) và giờ nhận bản tin (/bantin), đến khi bạn bỏ hoặc chặn bot.\n\n"
        "Bot không lưu tên, số điện thoại hay ảnh của bạn, và không đưa dữ liệu cho ai khác. Tòa soạn đọc được câu hỏi "
        "nhưng không biết ai hỏi; câu hỏi hay có thể được giữ trong bộ kiểm thử, cũng không kèm ai hỏi.\n\n"
        "Bạn có thể tải về mọi thứ bot lưu về mình, hoặc xóa hết: /xoadulieu"
    ),
    button_export="Tải dữ liệu của tôi",
    button_erase="Xóa dữ liệu",
    export_note="Đây là tất cả những gì bot lưu về bạn.",
    erase_confirm=(
        "Xóa hết câu hỏi, đánh giá, câu theo dõi và bản tin của bạn? Việc này không hoàn lại được."
    ),
    button_erase_all="Xóa hết",
    button_keep="Giữ lại",
    erased="Đã xóa dữ liệu của bạn: {questions} câu hỏi, {votes} đánh giá, {orders} đăng ký nhận tin.",
    kept="Dữ liệu được giữ nguyên.",
)
