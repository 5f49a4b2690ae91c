"""Under an answer, and finding without asking."""

from __future__ import annotations

from bot.texts.model import Browsing, Reading

READING = Reading(
    button_copy="Chép trích dẫn",
    button_check="Kiểm chứng",
    button_share="Chia sẻ",
    button_earlier="‹ Đoạn trước",
    button_later="Đoạn sau ›",
    window="Phần {number}/{count} của bài",
    share_text="Hỏi Báo: {question}",
    asked="<i>Hỏi: {question}</i>",
    late="<i>Xin lỗi, câu hỏi ngày {day} nay bot mới trả lời được: {question}</i>",
    follows="<i>Tiếp theo: {question}</i>",
    now_called="<i>{name} nay thuộc: {other}</i>",
    once_called="<i>{name}, tên cũ: {other}</i>",
    part_of_old="<i>{other}: một phần của {name} cũ</i>",
    part_now="<i>{other}: nay là một phần của {name}</i>",
    namesake="<i>Bài trước ngày 1/7/2025, khi tên này là của {other} chứ chưa phải {name}</i>",
    button_alone="✕ Hỏi riêng câu này",
    no_subject="Câu này chưa nói hỏi về gì, nên không hỏi riêng được. Bạn hãy hỏi lại kèm tên việc, tên nơi.",
    period="<i>Thời gian: {days}</i>",
    year="năm {year}",
    quarter="quý {quarter}/{year}",
    month="tháng {month}/{year}",
    days="thời gian {days}",
    button_anytime="✕ Bỏ thời gian",
    none_in_period="Trong {days}, kho tin chưa có bài trả lời câu này.",
    none_on_day="Ngày {days}, kho tin chưa có bài trả lời câu này.",
    unmentioned="Không bài nào nhắc đến {words}.",
    near_period="Có thể liên quan, gần thời gian ấy nhất:",
    also="{count} bài cùng đưa tin này; các bài khác:",
    unsure="<i>Đoạn gần với câu hỏi nhất trong kho tin; bot chưa chắc đã đúng điều bạn hỏi:</i>",
    amounts_differ="<i>Các bài đưa số liệu khác nhau; bài mới hơn đứng trước.</i>",
    only_asker="Chỉ người hỏi mới đổi được cách hiểu câu này.",
    check_ok="✅ <b>Khớp nguyên văn.</b> Câu trích đúng từng chữ với bài đang lưu trong kho.",
    check_current="Đây là bản mới nhất của bài.",
    check_changed="Bài đã được sửa lúc {moment}; câu trích là của bản trước đó.",
    revised="✏️ Bài đã được sửa lúc {moment}; ở đây là bản trước đó.",
    check_gone="❔ Bản của bài mà câu này được trích ra không còn trong kho, nên không kiểm chứng lại được.",
    check_withdrawn="❔ Tòa soạn đã gỡ bài này, nên câu trích không còn được dẫn lại.",
    check_wrong="⚠️ <b>Không khớp.</b> Câu trích không giống bài đang lưu; xin đừng dùng câu này.",
    check_where="Vị trí: ký tự thứ {start} đến {end} của bài\nMã bản (đầu mã băm SHA-256): <code>{version}</code>",
    check_stored="Lưu vào kho: {moment}",
)

BROWSING = Browsing(
    sections="<b>Các chuyên mục</b>\nBấm vào chuyên mục để xem tin mới nhất.",
    places="<b>Tin theo địa phương</b>\nBấm vào tên để xem tin mới nhất nhắc đến nơi ấy.",
    no_section="Không ghi chuyên mục",
    no_sections="Các bài trong kho chưa ghi chuyên mục. Xem tin mới nhất: /moinhat",
    no_such_section="Kho tin không có chuyên mục nào tên “{name}”.",
    no_such_place="Chưa có bài nào trong kho nhắc đến nơi nào tên “{name}”.",
    no_such_news=(
        "Kho tin không có chuyên mục hay địa phương nào tên “{name}”. Muốn hỏi về điều ấy, bạn gõ "
        "<code>/hoi {name} mới nhất</code>, hoặc chọn ở đây; xem hết: /chude, /diaphuong"
    ),
    several="Tên “{name}” có ở mấy chỗ. Bạn chọn giúp nhé:",
    no_places="Chưa có bài nào trong kho nhắc đến địa phương nào. Xem tin mới nhất: /moinhat",
    in_section="<b>{name}</b> · {count} bài",
    in_place="<b>{name}</b> · {count} bài nhắc đến",
    button_sections="Các chuyên mục",
    button_places="Các địa phương",
    latest_of="<b>Tin mới nhất</b> · {sections}",
    timeline="<b>Dòng thời gian: {subject}</b>",
    timeline_usage="Viết chủ đề sau lệnh, ví dụ:\n<code>/dongthoigian {example}</code>",
    timeline_none="Kho tin chưa có bài nào về “{subject}” để xếp theo thời gian.",
    examples="Bạn có thể hỏi thử:",
    gone="Danh sách đã thay đổi. Bạn mở lại giúp nhé.",
)
