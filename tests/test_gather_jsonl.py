"""Articles as JSON lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.gather import read_paths
from corpus.models import Article, PartKind, Skipped


def read(tmp_path: Path, *lines: str) -> list[Article | Skipped]:
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return list(read_paths([path]))


def one(tmp_path: Path, **record: Any) -> Article:
    found, *noted = read(tmp_path, json.dumps(record))
    assert all(isinstance(note, Skipped) and note.is_kept for note in noted)
    assert isinstance(found, Article), found
    return found


def test_every_field(tmp_path: Path) -> None:
    article = one(
        tmp_path,
        id="dh-1",
        url="https://bao.example/1.html",
        headline="Giá tôm tăng",
        lead="Giá tôm hùm tăng.",
        body="Đoạn một.\n\nĐoạn hai.",
        byline="LÊ HẠ",
        section="Kinh tế",
        publisher="Báo Duyên Hải",
        published_at="2026-05-01T01:00:00Z",
    )
    assert (article.id, article.url, article.headline) == (
        "dh-1",
        "https://bao.example/1.html",
        "Giá tôm tăng",
    )
    assert article.text == "Giá tôm hùm tăng.\nĐoạn một.\n\nĐoạn hai.\nLÊ HẠ"
    assert article.texts(PartKind.BODY) == ["Đoạn một.", "Đoạn hai."]
    assert (article.lead, article.byline) == ("Giá tôm hùm tăng.", "LÊ HẠ")
    assert (article.section, article.publisher) == ("Kinh tế", "Báo Duyên Hải")
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-05-01T08:00:00+07:00"


def test_title_and_published_are_other_names(tmp_path: Path) -> None:
    article = one(tmp_path, title="Giá tôm", body="x", published="17/08/2023 07:00")
    assert article.headline == "Giá tôm"
    assert article.published_at is not None and article.published_at.hour == 7


def test_only_a_headline_or_only_a_body(tmp_path: Path) -> None:
    assert one(tmp_path, headline="Giá tôm").text == ""
    assert (
        one(tmp_path, body="Giá tôm hùm tăng mạnh. Thương lái đến đầm.").headline == "Giá tôm hùm tăng mạnh."
    )
    long = one(tmp_path, body="giá tôm " * 80)
    assert len(long.headline) <= 121 and long.headline.endswith("…")


@pytest.mark.parametrize(
    "url",
    [
        "/tin/1.html",
        "javascript:alert(1)",
        "ftp://a.example/x",
        "https://",
        "http://[::1",
        5,
        None,
        "https://a b.example/",
    ],
)
def test_an_address_that_cannot_be_linked_is_none(tmp_path: Path, url: object) -> None:
    assert one(tmp_path, headline="Giá tôm", url=url).url is None


def test_nothing_is_invented(tmp_path: Path) -> None:
    article = one(tmp_path, headline="Giá tôm", body="Tăng.")
    assert (article.url, article.home_url, article.published_at, article.publisher) == (
        None,
        None,
        None,
        None,
    )


def test_without_an_id_the_citation_names_the_article(tmp_path: Path) -> None:
    ids = {
        one(tmp_path, headline="Giá tôm", body="Tăng.").id,
        one(
            tmp_path, headline="Giá tôm", body="Giảm."
        ).id,  # a corrected text is a new version, not a new article
        one(tmp_path, headline="Giá tôm", published="2026-05-01").id,
        one(tmp_path, headline="Giá tôm", url="https://a.example/1").id,
    }
    assert len(ids) == 3
    assert (
        one(tmp_path, headline="A", url="https://a.example/1").id
        == one(tmp_path, headline="B", url="https://a.example/1").id
    )


def test_text_is_cleaned_but_nothing_is_put_into_it(tmp_path: Path) -> None:
    article = one(tmp_path, headline="A&amp;amp;B", body="vì Covid-19.Hai cậu &quot;bé&quot;\u200b nói")
    assert article.headline == "A&B"
    assert article.text == 'vì Covid-19.Hai cậu "bé" nói'


def test_dates_are_weighed(tmp_path: Path) -> None:
    feed = {"headline": "A", "url": "https://a.example/x-185250811193647524.htm"}
    shifted = one(tmp_path, **feed, published="2025-08-11T14:33:00+07:00")
    assert shifted.published_at is not None and shifted.published_at.hour == 21
    fetched = one(
        tmp_path, **feed, published="2025-08-11T23:15:15.5+07:00", fetched="2025-08-11T23:15:15.6+07:00"
    )
    assert (
        fetched.published_at is not None and fetched.published_at.isoformat() == "2025-08-11T19:36:47+07:00"
    )
    assert one(tmp_path, headline="A", published="2099-01-01T00:00:00+07:00").published_at is None
    assert one(tmp_path, headline="A", published="1970-01-01T00:00:00Z").published_at is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("không phải JSON", "the line is not valid JSON; is it cut off?"),
        ('{"headline": "Giá', "the line is not valid JSON; is it cut off?"),
        ("[1, 2]", "the line is not a JSON object"),
        ('"chữ"', "the line is not a JSON object"),
        ("{}", "neither a headline nor a body"),
        ('{"headline": "  ", "body": null}', "neither a headline nor a body"),
        ('{"headline": {"a": 1}, "body": true}', "neither a headline nor a body"),
    ],
)
def test_bad_lines_are_named_and_the_rest_goes_in(tmp_path: Path, line: str, reason: str) -> None:
    first, bad, last = read(tmp_path, '{"headline": "Một"}', line, '{"headline": "Ba"}')
    assert isinstance(first, Article) and isinstance(last, Article)
    assert isinstance(bad, Skipped) and (bad.reason, bad.line) == (reason, 2)


def test_odd_values_are_taken_as_they_can_be(tmp_path: Path) -> None:
    article = one(
        tmp_path, id=7, headline=2026, body=["Một.", "Hai."], section=["Kinh tế", "Biển"], byline=[]
    )
    assert (article.id, article.headline, article.section) == ("7", "2026", "Kinh tế, Biển")
    assert article.text == "Một.\nHai."
    assert article.byline is None


def test_blank_lines_and_a_byte_order_mark(tmp_path: Path) -> None:
    assert len(read(tmp_path, "\ufeff" + '{"headline": "Một"}', "", "   ", '{"headline": "Hai"}')) == 2
    (empty,) = read(tmp_path, "", " ")
    assert isinstance(empty, Skipped) and "only empty lines" in empty.reason


@pytest.mark.parametrize("said", ["2027-13-45", "31/2/2026", "hôm kia", "2099-01-01T00:00:00+07:00"])
def test_a_date_that_cannot_be_is_told_and_the_article_kept(tmp_path: Path, said: str) -> None:
    article, note = read(tmp_path, json.dumps({"headline": "A", "published_at": said}))
    assert isinstance(article, Article) and article.published_at is None
    assert isinstance(note, Skipped) and note.is_kept and note.line == 1
    assert said in note.reason


@pytest.mark.parametrize(
    "record", [{}, {"published_at": None}, {"published_at": ""}, {"published": "1/2/2026"}]
)
def test_nothing_is_told_of_a_date_that_is_missing_or_good(tmp_path: Path, record: dict[str, str]) -> None:
    assert len(read(tmp_path, json.dumps({"headline": "A", **record}))) == 1
