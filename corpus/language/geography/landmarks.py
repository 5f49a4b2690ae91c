"""Kinds of places that are no units of administration: alternatives of a pattern."""

from __future__ import annotations

LANDMARKS = (
    "cảng|cầu|sông|hồ|đảo|bãi|chợ|ga|núi|đèo|vịnh|đầm|quảng trường|sân|nhà thi đấu|nhà văn hóa|nhà văn hoá|"
    "trung tâm"
)
