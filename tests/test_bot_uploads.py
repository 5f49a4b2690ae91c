"""Files that people send to the bot: an admin's is taken in, a reader's is not; what is no good is refused in words."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bot_support import Json
from crawl_site import page, story
from harness_fixtures import ADMIN, RunningHarness, running_bot, running_harness

from bot.commands.upload import FOLDER, MAX_BYTES
from bot.texts import VI, crawls
from corpus import BundleFault

READER = 1002


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    (folder / f"{FOLDER}killed").mkdir()
    (folder / f"{FOLDER}killed" / "file.html").write_text("x")
    return folder


@pytest.fixture(scope="module")
def chat(data: Path) -> Iterator[RunningHarness]:
    with running_harness() as harness, running_bot(harness, data):
        yield harness


def sent(chat: RunningHarness, name: str, content: bytes, **more: str) -> str:
    """What the bot says in the end of a file that the admin sent."""
    message = chat.send_document(name, content, **more)
    reply = chat.expect_reply(message["message_id"])
    started = "Đang đọc tệp"

    def find() -> Json | None:
        now = chat.message(reply["message_id"])
        return now if not now["text"].startswith(started) else None

    return str(chat.wait_for(find, "the file was not taken in")["text"])


def refused(name: str, fault: BundleFault) -> str:
    return crawls.UPLOAD_REFUSED.format(name=name, reason=crawls.UPLOAD_FAULTS[fault])


def zipped(files: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def lines(*numbers: int) -> str:
    records = [
        {"id": f"n{number}", "headline": story(number).headline, "body": "\n".join(story(number).paragraphs)}
        for number in numbers
    ]
    return "\n".join(json.dumps(record) for record in records)


def tally(name: str, new: int, unchanged: int, skipped: int) -> str:
    return f"Đã đọc xong “{name}”: {new} bài mới, 0 bài sửa, {unchanged} bài đã có, {skipped} bỏ qua."


def test_a_page_is_taken_in_and_answered(chat: RunningHarness) -> None:
    assert sent(chat, "tin.html", page(story(1)).encode()) == tally("tin.html", 1, 0, 0)
    asked = story(1).paragraphs[0]
    assert asked[:40] in chat.ask(asked, READER, user_id=READER)["text"]


def test_the_same_again_changes_nothing_and_a_caption_is_no_question(chat: RunningHarness) -> None:
    said = sent(chat, "khác tên.html", page(story(1)).encode(), caption="giá tôm hùm bao nhiêu")
    assert said == tally("khác tên.html", 0, 1, 0)


def test_lines_with_faults_are_told_where(chat: RunningHarness) -> None:
    content = lines(2, 3) + "\nkhông phải json\n" + json.dumps({"id": "x"})
    said = sent(chat, "tin <b>.jsonl.gz", gzip.compress(content.encode()))
    head, *rest = said.split("\n")
    assert head == tally("tin <b>.jsonl.gz", 2, 0, 2)
    assert rest == [
        "• tin <b>.jsonl.gz, dòng 3: dòng không phải JSON",
        "• tin <b>.jsonl.gz, dòng 4: không có tiêu đề cũng không có nội dung",
    ]


def test_a_zip_file_is_taken_in_under_its_own_names(chat: RunningHarness) -> None:
    files = {
        "báo/bài 4.html": page(story(4)),
        "báo/dòng.jsonl": lines(5, 6),
        "báo/ảnh.jpg": "",
        "báo/rỗng.txt": "",
    }
    head, *rest = sent(chat, "báo.ZIP", zipped(files)).split("\n")
    assert head == tally("báo.ZIP", 3, 0, 1)
    assert rest == ["• báo/rỗng.txt: tệp rỗng"]


def test_what_a_zip_file_has_besides_is_named(chat: RunningHarness) -> None:
    files = {"bài 60.html": page(story(60)), "báo/thư mời.docx": "PK", "ảnh.jpg": ""}
    head, *rest = sent(chat, "kèm.zip", zipped(files)).split("\n")
    assert head == tally("kèm.zip", 1, 0, 1)
    assert rest == ["• báo/thư mời.docx: không đọc được loại tệp này"]


def test_a_date_that_no_calendar_has_is_named_and_the_article_kept(chat: RunningHarness) -> None:
    record = json.loads(lines(61)) | {"published_at": "2027-13-45"}
    head, *rest = sent(chat, "ngày.jsonl", json.dumps(record).encode()).split("\n")
    assert head == tally("ngày.jsonl", 1, 0, 0)
    assert rest == ["• ngày.jsonl, dòng 1: ngày đăng không có thật; đã nhận bài, không ghi ngày"]


def test_an_empty_file_is_said_to_be_one(chat: RunningHarness) -> None:
    assert (
        sent(chat, "rỗng.txt.gz", gzip.compress(b""))
        == tally("rỗng.txt.gz", 0, 0, 1) + "\n• rỗng.txt.gz: tệp rỗng"
    )
    came = chat.send_document("tin.html", page(story(1)).encode())
    reply = chat.expect_reply(came["message_id"])
    empty = {**came["document"], "file_name": "rỗng.html", "file_size": 0}
    update = {
        "update_id": 30_000_000,
        "message": {**came, "message_id": reply["message_id"] + 50, "document": empty},
    }
    chat.act("redeliver", update=update)
    said = crawls.UPLOAD_REFUSED.format(name="rỗng.html", reason="tệp rỗng")

    def find() -> Json | None:
        return next((one for one in chat.messages() if one.get("text") == said), None)

    chat.wait_for(find, "an empty file got no reply")


@pytest.mark.parametrize(
    ("name", "make", "fault"),  # made when it is sent: every worker reads this table
    [
        ("tin.exe", lambda: b"MZ", BundleFault.KIND),
        ("tin.docx", lambda: b"PK", BundleFault.KIND),
        ("tin.zip", lambda: b"no zip at all", BundleFault.DAMAGED),
        ("ra.zip", lambda: zipped({"../../ra.html": "x"}), BundleFault.LEADS_OUT),
        ("trong.zip", lambda: zipped({"a.zip": "x"}), BundleFault.NESTED),
        (
            "bom.zip",
            lambda: zipped(
                dict.fromkeys(
                    ("1.txt", "2.txt", "3.txt", "4.txt", "5.txt", "6.txt", "7.txt", "8.txt"), "0" * 30_000_000
                )
            ),
            BundleFault.TOO_LARGE,
        ),
        (
            "nhiều.zip",
            lambda: zipped({f"{number}.html": "" for number in range(5_001)}),
            BundleFault.TOO_MANY,
        ),
        ("ảnh.zip", lambda: zipped({"a.jpg": "x"}), BundleFault.EMPTY),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_good_is_refused_in_words(
    chat: RunningHarness, data: Path, name: str, make: Callable[[], bytes], fault: BundleFault
) -> None:
    assert sent(chat, name, make()) == refused(name, fault)
    assert list(data.glob(f"{FOLDER}*")) == []
    assert not (data.parent / "ra.html").exists()


def test_a_gzip_bomb_is_one_skipped_file(chat: RunningHarness) -> None:
    said = sent(chat, "bom.html.gz", gzip.compress(b"0" * 100_000_000))
    assert said == tally("bom.html.gz", 0, 0, 1) + "\n• bom.html.gz: quá lớn"


def test_what_telegram_does_not_hand_out_is_not_asked_for(chat: RunningHarness) -> None:
    before = chat.last_call()
    said = sent(chat, "to.jsonl", b"x" * (MAX_BYTES + 1))
    assert said == crawls.UPLOAD_TOO_BIG.format(name="to.jsonl", limit=20)
    assert "getFile" not in [call["method"] for call in chat.calls(before)]


def test_a_download_that_fails_is_told_with_a_code(chat: RunningHarness) -> None:
    chat.fault("error", "getFile", status=400, description="Bad Request: wrong file_id", times=1)
    said = sent(chat, "tin.html", page(story(9)).encode())
    assert said.startswith("Không đọc được tệp “tin.html” (mã ")
    assert sent(chat, "tin.html", page(story(9)).encode()) == tally("tin.html", 1, 0, 0)


def test_several_files_at_once_come_one_after_the_other(chat: RunningHarness) -> None:
    messages = [chat.send_document(f"{n}.html", page(story(n)).encode()) for n in range(20, 24)]

    def find() -> Json | None:
        said = [one.get("text") for one in chat.messages() if one["message_id"] > messages[0]["message_id"]]
        done = {tally(f"{n}.html", 1, 0, 0) for n in range(20, 24)}
        return {"done": True} if done <= set(said) else None

    chat.wait_for(find, "not all were taken in")


def test_a_readers_file_gets_a_kind_word_and_is_not_fetched(chat: RunningHarness, data: Path) -> None:
    before = chat.last_call()
    message = chat.send_document("tin.html", page(story(50)).encode(), chat_id=READER, user_id=READER)
    assert chat.expect_reply(message["message_id"], READER)["text"] == VI.manners.other
    assert "getFile" not in [call["method"] for call in chat.calls(before)]


def test_an_admins_file_in_a_group_is_left_alone(chat: RunningHarness) -> None:
    chat.join(-500, "Tòa soạn")
    before = chat.last_call()
    chat.send_document("tin.html", page(story(51)).encode(), chat_id=-500, user_id=ADMIN)
    chat.ask("/nguon", READER, user_id=READER)
    chat.expect_silence(0.5, -500)
    assert "getFile" not in [call["method"] for call in chat.calls(before)]


def test_what_a_killed_process_left_is_gone(chat: RunningHarness, data: Path) -> None:
    assert list(data.glob(f"{FOLDER}*")) == []
