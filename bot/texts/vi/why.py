"""Why an answer is what it is."""

from __future__ import annotations

from bot.texts.model import Why

WHY = Why(
    button="Vì sao?",
    title="Vì sao bot chọn các câu trích này?",
    read="Câu hỏi được đọc là: <i>{question}</i>",
    follows="Hỏi tiếp câu: <i>{question}</i>",
    kind="Cần tìm: {kind}",
    kinds={
        "bao nhiêu": "một con số",
        "khi nào": "một thời điểm",
        "ai": "một người",
        "ở đâu": "một nơi",
        "vì sao": "nguyên nhân",
        "thế nào": "cách thức, tình hình",
        "là gì": "một khái niệm",
        "ai viết": "tác giả bài viết",
        "có không": "có hay không",
    },
    time="Thời gian: {days}",
    place="Địa danh: {name}, cũng tìm theo {others}",
    quote="Câu trích {number} có các từ: <b>{words}</b>",
    headline="… và tiêu đề của bài ấy có: {words}",
    missing="Bài ấy không có: {words}",
    sure="Độ chắc chắn: {}%. Dưới {}% thì bot không trả lời.",
)
