"""Publication dates: as printed, as machines write them, and the ways in which they are wrong."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from datetime import datetime, timedelta

import pytest
from gather_support import shared_path
from hypothesis import given
from hypothesis import strategies as st

from corpus.gather.dating import (
    CONTRADICTED,
    FETCHED,
    FROM_ADDRESS,
    IN_FUTURE,
    SHIFTED,
    ZERO,
    Evidence,
    created_at,
    settle,
)
from corpus.gather.published import VIETNAM, any_date, date_line, is_update, machine_date, printed_date

NOW = datetime(2026, 11, 25, 9, tzinfo=VIETNAM)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("Thứ Năm, 17/08/2023 07:00 SA", "2023-08-17T07:00"),
        ("Thứ Năm, 17/08/2023 12:05 SA", "2023-08-17T00:05"),
        ("Thứ Năm, 17/08/2023 12:05 CH", "2023-08-17T12:05"),
        ("Thứ Sáu, 18/08/2023 20:29 CH", "2023-08-18T20:29"),
        ("Thứ Sáu, 18/08/2023 8:29 CH", "2023-08-18T20:29"),
        ("Thứ tư, 22/10/2025, 19:25 (GMT+7)", "2025-10-22T19:25"),
        ("06:10 | Thứ Bảy, 13/04/2024", "2024-04-13T06:10"),
        ("16:5', 27/3/ 2023 (GMT+7)", "2023-03-27T16:05"),
        ("07:05, 18-10-2025", "2025-10-18T07:05"),
        ("20-08-2026 - 19:02", "2026-08-20T19:02"),
        ("Cập nhật thứ hai, ngày 24/12/12 11:05 tối", "2012-12-24T23:05"),
        ("Chủ nhật, 12.7.2026 lúc 7h30", "2026-07-12T07:30"),
        ("ngày 5 tháng 9 năm 2024", "2024-09-05T00:00"),
        ("15/04/2026 10:06 GMT+7", "2026-04-15T10:06"),
    ],
)
def test_printed_dates(printed: str, iso: str) -> None:
    assert printed_date(printed) == at(iso + "+07:00")
    assert date_line(printed) == at(iso + "+07:00")


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2024",
        "7/2023",
        "3-2",
        "1.203 lượt xem",
        "",
        "Quốc lộ 29",
        "12/13/2024",
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert printed_date(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 17/8/2023, tại TP Tuy Hòa, Tỉnh ủy tổ chức hội nghị sơ kết.",
        "Nghị quyết 06-NQ/ĐUK ngày 16/8/2021 về xây dựng đảng",
        "x" * 130 + " 17/8/2023",
    ],
)
def test_a_date_in_a_sentence_is_no_date_line(line: str) -> None:
    assert date_line(line) is None


@pytest.mark.parametrize(
    ("line", "update"),
    [
        ("Cập nhật: 10:40, 22/09/2025", True),
        ("Xã hội | Cập nhật thứ hai, 24/12/2012", True),
        ("10:40, 22/09/2025", False),
    ],
)
def test_updates(line: str, update: bool) -> None:
    assert is_update(line) is update
    assert date_line(line) is not None


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023-08-17T00:00:00Z", "2023-08-17T07:00"),
        ("2026-03-04T05:58:00+0700", "2026-03-04T05:58"),
        ("2026-04-15T10:06:00", "2026-04-15T10:06"),
        ("2025-06-10 08:15", "2025-06-10T08:15"),
        ("2025-06-10", "2025-06-10T00:00"),
    ],
)
def test_machine_dates_are_vietnams_time(written: str, iso: str) -> None:
    assert machine_date(written) == at(iso + "+07:00")
    assert any_date(written).isoformat().endswith("+07:00")


@pytest.mark.parametrize(
    "written", ["", "yesterday", "0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00", "2023-13-01"]
)
def test_unusable_machine_dates(written: str) -> None:
    assert machine_date(written) is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    for read in (any_date, date_line, printed_date, machine_date):
        found = read(text)
        assert found is None or found.utcoffset() == timedelta(hours=7)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2026, 11, 1)))
def test_what_is_printed_is_read(moment: datetime) -> None:
    for form in ("%d/%m/%Y %H:%M", "%H:%M, %d/%m/%Y", "%d-%m-%Y %H:%M", "%Y-%m-%d %H:%M"):
        assert any_date(moment.strftime(form)) == moment.replace(second=0, microsecond=0, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("address", "iso"),
    [
        ("https://a.example/vo-tiem-20250811202857717.htm", "2025-08-11T20:28:57"),
        ("https://a.example/tai-nan-185250811193647524.htm", "2025-08-11T19:36:47"),
        ("https://a.example/gioi-tre-10026070115354935.htm", "2026-07-01T15:35:49"),
        ("https://a.example/2025/11/08/lo-gom/", "2025-11-08T00:00:00"),
        ("https://a.example/tin/2025-11-08-lo-gom.html", "2025-11-08T00:00:00"),
    ],
)
def test_dates_in_addresses(address: str, iso: str) -> None:
    assert created_at(address) == at(iso + "+07:00")


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "https://a.example/tin-4954454.html",
        "https://a.example/202603/buon/",
        "https://a.example/x-20259911202857717.htm",
    ],
)
def test_addresses_without_a_date(address: str | None) -> None:
    assert created_at(address) is None


PUBLISHED = at("2025-08-11T21:33:00+07:00")
CREATED = "https://a.example/tai-nan-185250811193647524.htm"


def settled(*stated: str, **evidence: object) -> tuple[str | None, tuple[str, ...]]:
    found = settle([at(one) for one in stated], Evidence(now=NOW, **evidence))
    return found.moment.isoformat() if found.moment else None, found.doubts


def test_good_dates_stay() -> None:
    assert settled("2025-08-11T21:33:00+07:00", url=CREATED) == (PUBLISHED.isoformat(), ())
    assert settled("2025-08-11T21:33:20+07:00", printed=PUBLISHED)[0] == "2025-08-11T21:33:20+07:00"
    assert settled() == (None, ())


def test_utc_labelled_as_vietnams_time_is_told_by_the_address() -> None:
    assert settled("2025-08-11T14:33:00+07:00", url=CREATED) == (PUBLISHED.isoformat(), (SHIFTED,))


def test_utc_labelled_as_vietnams_time_is_told_by_the_page() -> None:
    assert settled("2025-08-11T14:33:00+07:00", printed=PUBLISHED) == (PUBLISHED.isoformat(), (SHIFTED,))
    midnight = at("2025-08-12T00:00+07:00")  # only the day is printed
    assert settled("2025-08-11T22:10:00+07:00", printed=midnight) == ("2025-08-12T05:10:00+07:00", (SHIFTED,))


def test_the_time_of_fetching_is_refused() -> None:
    fetched = at("2025-08-11T23:15:15.6+07:00")
    found = settled("2025-08-11T23:15:15.5+07:00", url=CREATED, fetched=fetched)
    assert found == ("2025-08-11T19:36:47+07:00", (FETCHED, FROM_ADDRESS))
    assert settled("2025-08-11T23:15:15.5+07:00", fetched=fetched) == (None, (FETCHED,))


def test_future_and_zero_are_refused() -> None:
    assert settled("2031-01-01T00:00:00+07:00") == (None, (IN_FUTURE,))
    assert settled("2031-01-01T00:00:00+07:00", "2025-08-11T21:33:00+07:00") == (
        PUBLISHED.isoformat(),
        (IN_FUTURE,),
    )
    assert settled("1970-01-01T07:00:00+07:00") == (None, (ZERO,))
    assert settled("1970-01-01T00:00:00+07:00", url=CREATED)[0] == "2025-08-11T19:36:47+07:00"
    assert settled("1976-05-01T00:00:00+07:00")[0] == "1976-05-01T00:00:00+07:00"  # an old paper's own date
    assert settled(printed=at("2031-01-01T00:00+07:00")) == (None, (IN_FUTURE,))


def test_what_the_page_prints_counts() -> None:
    other = at("2025-08-09T10:00+07:00")
    assert settled("2025-08-11T21:33:00+07:00", printed=other) == (other.isoformat(), (CONTRADICTED,))
    day = at("2025-08-11T00:00+07:00")
    assert settled("2025-08-11T21:33:00+07:00", printed=day) == (PUBLISHED.isoformat(), ())


@pytest.mark.parametrize("name", ["tintuchangngay.last20k.headlines", "subset_phuyen_daklak.headlines"])
def test_traps_of_real_feeds(name: str) -> None:
    """Feeds as they came, and the dates that were true. What the address can tell comes out right.

    It cannot where there is no time in it (VnExpress), or where the article was created long before it appeared.
    """
    counts: Counter[str] = Counter()
    with gzip.open(shared_path("news") / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            raw, true, fetched = (at(record[key]) for key in ("published_raw", "published", "fetched"))
            found = settle([raw], Evidence(url=record["url"], fetched=fetched, now=fetched))
            created = created_at(record["url"])
            contradicted = abs(raw - fetched) < timedelta(seconds=5) or (created and raw < created)
            right = found.moment is not None and abs(found.moment - true) < timedelta(minutes=1)
            counts[
                f"{'told' if created and contradicted else 'hidden'}, {'right' if right else 'wrong'}"
            ] += 1
    assert counts["told, right"] > 1_000
    assert counts["told, right"] >= 0.99 * (counts["told, right"] + counts["told, wrong"]), counts
