"""What the newsroom's operators read; always Vietnamese."""

from __future__ import annotations

REINDEX_STARTED = "Đang lập lại chỉ mục…"
REINDEX_PROGRESS = "Đang lập lại chỉ mục: {bar} {done}/{total}"
REINDEX_DONE = "Đã lập lại chỉ mục: thế hệ {number}, {passages} đoạn, {engine}, {seconds} giây."
REINDEX_GIVEN_UP = "Bot phải dừng nên việc lập lại chỉ mục được bỏ dở. Chỉ mục cũ vẫn đang phục vụ."
REINDEX_FAILED = "Không lập lại được chỉ mục (mã {code}). Chỉ mục cũ vẫn đang phục vụ."
REINDEX_BUSY = "Đang có một lần lập chỉ mục khác chạy."
REINDEX_SET = "\nBộ kiểm thử: {before} đúng trước, {after} đúng sau, trên {total} câu."
REINDEX_BLOCKED = (
    "⛔ Không đổi sang chỉ mục mới: {count} câu đang đúng trong bộ kiểm thử sẽ thành sai. "
    "Chỉ mục cũ vẫn đang phục vụ.\n"
    "{questions}"
)
STATUS = (
    "<b>Tình trạng</b>\n"
    "• Kho tin: {articles} bài, {passages} đoạn, đến {newest}\n"
    "• Máy tìm kiếm: {engine}\n"
    "• Chỉ mục: {index}\n"
    "• Câu hỏi chờ trả lời: {open}, không rõ đã gửi chưa: {unsure}\n"
    "• Câu theo dõi: {watches}; tin báo đang chờ gửi: {alerts}\n"
    "• Đã chạy: {uptime}; bộ nhớ {memory} MB\n"
    "• Lần nhận tin gần nhất từ Telegram: {poll}"
)
STATUS_INDEX = "thế hệ {number}, {passages} đoạn"
STATUS_BEHIND = ", còn {passages} đoạn chưa tra cứu được"
STATUS_NO_INDEX = "chưa có"
STATUS_PROBLEM = "\n⚠️ Không tra cứu được: xem nhật ký máy chủ."
STATISTICS = (
    "<b>Thống kê {days} ngày qua</b>\n"
    "• Câu hỏi: {questions}, của {chats} cuộc trò chuyện\n"
    "• Trả lời được: {answered} · chưa có: {not_found} · lỗi: {unavailable}\n"
    "• Chờ trả lời (trung vị): {median}\n"
    "• 👍 {up} · 👎 {down}{reasons}"
)
STATISTICS_USAGE = (
    "Viết số ngày sau lệnh, từ 1 đến {days} (nhật ký giữ {days} ngày), ví dụ: <code>/thongke {example}</code>"
)
SUBJECTS = "\n\n<b>Hỏi nhiều nhất</b>\n{subjects}"
DAYS = "\n\n<b>Mỗi ngày</b> (trả lời được / tất cả)\n{days}"
CHART_CAPTION = "Câu hỏi {days} ngày qua"
CHART_DAYS = "Câu hỏi mỗi ngày"
CHART_ANSWERED = "trả lời được"
CHART_NOT_FOUND = "chưa có bài"
CHART_UNAVAILABLE = "lỗi"
CHART_SUBJECTS = "Hỏi nhiều nhất"
CHART_FAILED = "Không vẽ được biểu đồ (mã {code})."

UNANSWERED = (
    "<b>Hỏi mà chưa có bài</b> ({days} ngày qua)\n{subjects}\n\nBấm số để xem và đưa vào bộ kiểm thử."
)
UNANSWERED_NONE = "Không có câu nào chưa trả lời được trong {days} ngày qua."
UNANSWERED_SUBJECT = "<b>{subject}</b> · hỏi {count} lần\n{questions}"
BAD_NONE = "Chưa có câu trả lời nào bị 👎."
BAD = "👎 {down} · 👍 {up}{reasons}\n<b>Hỏi:</b> {question}\n\n{answer}"
BAD_REFUSED = "<i>Đã trả lời: chưa có bài.</i>"
BAD_GONE = "<i>Câu trích không còn trong kho.</i>"
BUTTON_KEEP = "➕ Bộ kiểm thử"
BUTTON_GOLD = "➕ Câu {number} đúng"
BUTTON_IMPOSSIBLE = "➕ Báo chưa viết điều này"
BUTTON_TAKE_OUT = "➖ Bỏ khỏi bộ kiểm thử"
BUTTON_BACK = "‹ Danh sách"
KEPT = "Đã thêm vào bộ kiểm thử. Chạy thử: /danhgia"
KEPT_ALREADY = "Câu này đã có trong bộ kiểm thử."
TAKEN_OUT = "Đã bỏ khỏi bộ kiểm thử."
NOTHING_TO_KEEP = "Câu hỏi này không còn trong nhật ký."
EVALUATION_NONE = (
    "Bộ kiểm thử chưa có câu nào. Thêm bằng nút “➕ Bộ kiểm thử” dưới câu trả lời, "
    "hoặc từ /xau và /khongtraloi"
)
EVALUATION_STARTED = "Đang chạy bộ kiểm thử…"
EVALUATION_BUSY = "Bộ kiểm thử đang chạy rồi."
EVALUATION_FAILED = "Không chạy được bộ kiểm thử (mã {code})."
EVALUATION = (
    "<b>Bộ kiểm thử của tòa soạn</b>\n"
    "• Đúng: {right}/{total}{floor}\n"
    "• Có bài, trích trúng: {quoted}\n"
    "• Chưa có bài, nói là chưa có: {refused}\n"
    "• Thời gian trả lời (trung vị): {median}"
)
EVALUATION_FLOOR_KEPT = " (sàn {floor}: đạt)"
EVALUATION_FLOOR_BROKEN = " (⚠️ dưới sàn {floor}: trước đây đúng nhiều hơn)"
EVALUATION_WRONG = "\n\n<b>Chưa đúng</b>\n{questions}"
ERROR_NOTE = "⚠️ Lỗi mã {code}: {kind}. {count} lỗi từ lần báo trước. Chi tiết trong nhật ký máy chủ."
NO_PERCENT = "không có câu nào"
NOT_YET = "chưa có"
DAYS_LONG, HOURS_LONG, MINUTES_LONG, SECONDS_LONG = "{} ngày", "{} giờ", "{} phút", "{} giây"
MILLISECONDS_LONG = "{} ms"
POLLED = "{} giây trước"
NO_POLLING = "dùng webhook"
