"""Surnames, as they are written in lower case with their marks. Some of them are everyday words too."""

from __future__ import annotations

# Hardly anything else, even where the marks are missing.
PLAIN = frozenset("nguyễn trần phạm huỳnh hoàng phan đặng bùi dương trịnh đoàn trương".split())
COMMON = PLAIN | frozenset(
    "lê vũ võ đỗ hồ ngô lý đào đinh mai cao tô hà lương tạ châu phùng lâm kiều lưu thái tăng vương nghiêm quách "
    "ung".split()
)
# Seldom a surname, so that more has to vouch for them.
SELDOM = frozenset("bạch chu cù giang hứa khương lại ninh nông triệu tôn từ văn đàm".split())
# Of the peoples of the Central Highlands, and others that sign articles.
OF_AUTHORS = frozenset("ksor rcom kpa siu nay y thạch khúc la mạc".split())
_EVERY = COMMON | SELDOM


def is_surname(word: str) -> bool:
    """Whether a word, with its marks, is a surname too."""
    return word.lower() in _EVERY
