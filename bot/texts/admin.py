"""What the newsroom's operators read; always Vietnamese."""

from __future__ import annotations

REINDEX_STARTED = "Đang lập lại chỉ mục…"
REINDEX_PROGRESS = "Đang lập lại chỉ mục: {bar} {done}/{total}"
REINDEX_DONE = "Đã lập lại chỉ mục: thế hệ {number}, {passages} đoạn, {engine}, {seconds} giây."
REINDEX_FAILED = "Không lập lại được chỉ mục (mã {code}). Chỉ mục cũ vẫn đang phục vụ."
REINDEX_BUSY = "Đang có một lần lập chỉ mục khác chạy."
STATUS = (
    "<b>Tình trạng</b>\n"
    "• Kho tin: {articles} bài, {passages} đoạn, đến {newest}\n"
    "• Máy tìm: {engine}\n"
    "• Chỉ mục: {index}\n"
    "• Câu hỏi chờ trả lời: {open}, không rõ đã gửi chưa: {unsure}\n"
    "• Chạy được: {uptime}; bộ nhớ {memory} MB\n"
    "• Lần nhận tin gần nhất từ Telegram: {poll}"
)
STATUS_PROBLEM = "\n⚠️ Không tra cứu được: xem nhật ký máy chủ."
STATISTICS = (
    "<b>Thống kê {days} ngày qua</b>\n"
    "• Câu hỏi: {questions}, của {chats} cuộc trò chuyện\n"
    "• Trả lời được: {answered} · chưa có: {not_found} · lỗi: {unavailable}\n"
    "• 👍 {up} · 👎 {down}{reasons}"
)
UNANSWERED = "\n\n<b>Hỏi mà chưa có bài</b>\n{questions}"
ERROR_NOTE = "⚠️ Lỗi mã {code}: {kind}. {count} lỗi từ lần báo trước. Chi tiết trong nhật ký máy chủ."
