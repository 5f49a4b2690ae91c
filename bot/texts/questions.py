"""Questions that readers of a coastal province might ask. Each is shown only where the archive answers it.

None is longer than a phone shows on a button.
"""

from __future__ import annotations

QUESTIONS = (
    "Tôm hùm chết thiệt hại bao nhiêu?",
    "Hầm Bãi Gió thông lại khi nào?",
    "Vé Gành Đá Đĩa bao nhiêu một lượt?",
    "Cao tốc giải phóng mặt bằng đến đâu?",
    "Bao nhiêu ngư dân được cứu?",
    "Điểm chuẩn lớp 10 năm nay bao nhiêu?",
    "Giá tôm hùm xanh bao nhiêu một ký?",
    "Lễ hội cầu ngư tổ chức ngày nào?",
    "Mưa lũ làm thiệt hại những gì?",
    "Làm thủ tục ở xã mới cần giấy tờ gì?",
    "Đảng bộ có bao nhiêu đảng viên?",
    "Tết này đón bao nhiêu lượt khách?",
)
