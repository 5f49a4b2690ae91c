"""Watched questions and digests."""

from __future__ import annotations

from bot.texts.model import Alerts

ALERTS = Alerts(
    button_watch="🔔 Báo tôi khi có tin",
    watching="Đã ghi. Khi báo có bài mới trả lời câu “{question}”, bot sẽ nhắn bạn.\nXem và bỏ theo dõi: /dangtheodoi",
    watching_already="Bạn đang theo dõi câu này rồi. Xem và bỏ: /dangtheodoi",
    too_many="Bạn đã theo dõi {limit} câu, nhiều nhất rồi. Bỏ bớt ở /dangtheodoi rồi thêm nhé.",
    usage="Viết câu muốn theo dõi sau lệnh, ví dụ:\n<code>/theodoi {example}</code>",
    none="Bạn chưa theo dõi câu nào. Thêm bằng /theodoi và câu hỏi, hoặc bấm 🔔 dưới câu mà báo chưa có bài.",
    mine="<b>Bạn đang theo dõi</b>\n{watches}\n\nBấm số để bỏ theo dõi.",
    button_remove="Bỏ {number}",
    removed="Đã bỏ theo dõi.",
    found="🔔 <b>Có tin mới</b> cho câu bạn theo dõi: <i>{question}</i>",
    folded="Cùng tin này còn {count} bài khác.",
    button_stop="Bỏ theo dõi",
    button_ask="Hỏi lại câu này",
    stopped="Đã bỏ theo dõi câu này.",
    digest_ask="<b>Bản tin</b>{now}\nBạn muốn nhận tin mới khi nào?",
    digest_day="Nhận bản tin vào thứ mấy?",
    digest_hour="Nhận lúc mấy giờ? (giờ Việt Nam)",
    digest_set="Đã ghi: bản tin {when}. Hôm nào không có bài mới thì bot không nhắn.\nĐổi hoặc tắt: /bantin",
    digest_off="Đã tắt bản tin.",
    digest_is="\nĐang nhận: {when}.",
    button_daily="Hằng ngày",
    button_weekly="Hằng tuần",
    button_off="Tắt bản tin",
    every_day="hằng ngày lúc {hour} giờ",
    weekdays=tuple(
        f"{day} hằng tuần lúc {{hour}} giờ"
        for day in ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
    ),
    weekdays_short=("T2", "T3", "T4", "T5", "T6", "T7", "CN"),
    digest="<b>Bản tin {day}</b>",
    digest_other="Tin khác",
    digest_rest="… và {count} bài nữa: /moinhat",
)
