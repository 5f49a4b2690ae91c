"""What the command line prints: answers, articles, tallies and crawls, as text and as JSON, and progress meanwhile."""

from corpus.terminal.by_hand import withdrawal_line, withdrawn_json, withdrawn_text
from corpus.terminal.crawl_report import crawl_json, crawl_lines
from corpus.terminal.explained import explanation_text
from corpus.terminal.progress import Bar
from corpus.terminal.report import (
    answer_json,
    answer_text,
    article_json,
    skipped_line,
    skipped_lines,
    status_text,
)

__all__ = [
    "Bar",
    "answer_json",
    "answer_text",
    "article_json",
    "crawl_json",
    "crawl_lines",
    "explanation_text",
    "skipped_line",
    "skipped_lines",
    "status_text",
    "withdrawal_line",
    "withdrawn_json",
    "withdrawn_text",
]
