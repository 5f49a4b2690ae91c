"""`hoibao site check`, ingest of every format at once, and the speed of reading pages."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from cli_support import hoibao, hoibao_here
from gather_support import PAGES, warc

from corpus import Archive, CorpusSettings
from corpus.evaluation.extraction import measure
from corpus.gather.check import check, checked_file
from corpus.samples import articles_folder


def test_a_page_of_the_table() -> None:
    found = checked_file(PAGES / "dantri.com.vn.html").as_dict()
    assert found["headline"] == "Chàng trai bỏ phố về nuôi dế ở Sơn Hòa"
    assert found["published_at"] == "2025-06-10T08:15:00+07:00"
    assert (found["byline"], found["section"]) == ("Trung Thi", "Lao động - Việc làm")
    assert found["lead"].startswith("(Dân trí) - Lương 18 triệu")
    assert found["first"].startswith("Trại dế") and found["last"].startswith("“Thu nhập chưa bằng")
    assert found["parts"] == {"lead": 1, "body": 4, "caption": 1, "byline": 1}
    assert (found["decided_by"], found["site"]["verified"]) == ("dantri.com.vn", None)
    assert {"reason": "by the site's entry", "text": "Đọc thêm"} in found["dropped"]


def test_a_page_of_an_unknown_paper() -> None:
    found = checked_file(PAGES / "unknown_blog.html").as_dict()
    assert (found["decided_by"], found["site"]) == ("trafilatura", None)


def test_bytes_with_the_address_they_came_from() -> None:
    data = (PAGES / "no_address.html").read_bytes()
    assert check(data).as_dict()["url"] is None
    found = check(data, "https://vnexpress.net/tram-y-te-1.html").as_dict()
    assert found["url"] == "https://vnexpress.net/tram-y-te-1.html"
    assert found["publisher"] == "VnExpress"
    assert found["decided_by"] == "trafilatura"  # the entry's selectors found nothing on this page


def test_what_is_no_article_has_its_reason() -> None:
    found = checked_file(PAGES / "section_list.html")
    assert found.reading is None
    assert found.as_dict() == {"skipped": "a home page or a list of articles, not an article", "site": None}
    assert checked_file(Path("/nowhere.html")).reason == "there is no such file or folder"


def test_the_command(tmp_path: Path) -> None:
    plain = hoibao(tmp_path, "site", "check", str(PAGES / "tuoitre.vn.html"))
    assert (plain.code, plain.err) == (0, "")
    assert "LÂM THIÊN" in plain.out
    assert "by the site's entry: Người vá lưới cuối cùng của làng Hải Minh" in plain.out
    as_json = hoibao_here(tmp_path, "site", "check", str(PAGES / "tuoitre.vn.html"), "--json")
    assert json.loads(as_json.out) == checked_file(PAGES / "tuoitre.vn.html").as_dict()
    none = hoibao_here(tmp_path, "site", "check", str(PAGES / "home_page.html"))
    assert (none.code, "a home page" in none.out) == (1, True)


async def test_ingest_twice_changes_nothing(tmp_path: Path) -> None:
    """A folder with every format in it, bad files too."""
    folder = tmp_path / "in"
    shutil.copytree(PAGES, folder / "pages", ignore=shutil.ignore_patterns("*.json", "[d-z]*"))
    for name in ("duyen-hai-2022-2024.jsonl", "nuoc-sach-tuy-an-dong-2026-03.html"):
        shutil.copy(articles_folder() / name, folder)
    (folder / "web.warc").write_bytes(warc((PAGES / "unknown_blog.html").read_text("utf-8")))
    (folder / "broken.html").write_bytes(os.urandom(999))
    async with await Archive.open(CorpusSettings(data_dir=tmp_path / "data")) as archive:
        first = await archive.ingest([folder])
        versions = {source.article_id: source.version for source in await archive.latest(100)}
        again = await archive.ingest([folder])
        assert {source.article_id: source.version for source in await archive.latest(100)} == versions
    assert first.new >= 23 and first.changed == 0
    assert (again.new, again.changed, again.unchanged) == (0, 0, first.new)
    assert again.skipped_count == first.skipped_count >= 2


def test_speed_is_measured() -> None:
    speed = measure([(PAGES / "vnexpress.net.html").read_bytes(), b""], least_s=0.01)
    assert speed.pages >= 2 and speed.seconds >= 0.01 and speed.pages_per_second > 1
