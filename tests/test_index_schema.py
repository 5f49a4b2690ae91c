"""Terms that change under an index that is there make it wrong: whoever changes them must say so."""

from __future__ import annotations

import hashlib
import json

from corpus.ingest import analyze_articles
from corpus.language.analyzer import ANALYSIS
from corpus.models import Article

# One of everything that the analyzer treats in its own way. Ours, and not to be touched.
TEXT = """Sáng 16/8/2021, TP. Tuy Hoà công bố Nghị quyết 06-NQ/ĐUK: 4.214 đảng viên, tăng 3,4% so với năm 2020.
Lúc 20 giờ 29 phút ngày 5 tháng 3, bà Nguyễn Thị Thuý (ban.doc@bao.example) nói: “Covid-19 đã lùi xa.” QL1A thông xe.
Giá tôm hùm xanh là 950.000 đồng/kg, giá cá ngừ 120 nghìn đồng; kỹ sư, bác sĩ và quý khách: https://bao.example/tin?x=1.
""" + "Ngư dân ra khơi từ sớm. " * 30  # fmt: skip

PINNED = {5: "2ede9d7cbc809e09"}


def digest() -> str:
    article = Article("a", "Tỷ lệ tiêm vắc-xin U23 ở Phú Yên", TEXT.strip())
    made = [
        [one.passage.start, one.passage.end, {name: list(row) for name, row in one.terms.items()}]
        for one in analyze_articles([article])["a"].passages
    ]
    return hashlib.sha256(json.dumps(made, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def test_other_terms_have_another_number() -> None:
    """If this fails: raise ANALYSIS in corpus/language/analyzer.py, pin the digest here, drop the one before.

    Archives that were made with another one are then analyzed anew, once, by themselves.
    """
    assert PINNED.get(ANALYSIS) == digest()
