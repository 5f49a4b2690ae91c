"""The command line as its users run it: stdout is data, stderr is talk, errors say what to do."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from cli_support import hoibao, hoibao_here

from corpus import sample_articles


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    news = folder / "news.jsonl"
    record = {
        "id": "tom",
        "headline": "Giá tôm",
        "body": "Giá tôm hùm xanh là 950.000 đồng/kg.\nThương lái đến tận đầm.",
        "published_at": "2026-05-01T08:00+07:00",
        "url": "https://bao.example/tom",
    }
    news.write_text(f"{json.dumps(record)}\nkhông phải JSON\n", encoding="utf-8")
    done = hoibao(folder, "ingest", str(news), "--json")
    assert done.code == 0, done.err
    tally = json.loads(done.out)
    assert (tally["new"], tally["skipped_count"]) == (1, 1)
    assert "line 2" in done.err
    return folder


def test_ask_prints_quotes(data: Path) -> None:
    done = hoibao(data, "ask", "gia tom hum xanh")
    assert "“Giá tôm hùm xanh là 950.000 đồng/kg.”" in done.out
    assert "https://bao.example/tom" in done.out
    assert done.err == ""


def test_a_batch_for_people_names_each_question(data: Path) -> None:
    lines = '{"id": "a", "question": "giá tôm hùm xanh"}\n{"question": "giá vàng SJC"}\n'
    done = hoibao_here(data, "ask", "--batch", "-", stdin=lines)
    assert done.out.startswith("a giá tôm hùm xanh\n“Giá tôm hùm xanh")
    assert "\ngiá vàng SJC\nNot found in the archive." in done.out


def test_what_cannot_be_answered_now_is_a_failure(tmp_path: Path) -> None:
    done = hoibao_here(tmp_path, "ask", "giá tôm")
    assert done.code == 1
    assert "cannot be searched right now" in done.out


def test_a_port_that_is_none_is_a_wrong_usage(tmp_path: Path) -> None:
    assert hoibao_here(tmp_path, "demo", "--port", "99999").code == 2


def test_ask_json_is_a_slice_of_what_show_prints(data: Path) -> None:
    answer = json.loads(hoibao_here(data, "ask", "giá tôm hùm xanh", "--json").out)
    article = json.loads(hoibao_here(data, "show", "tom", "--json").out)
    quote = answer["quotes"][0]
    assert answer["outcome"] == "answered"
    assert article["text"][quote["start"] : quote["end"]] == quote["text"]
    assert set(answer) >= {
        "id",
        "question",
        "outcome",
        "quotes",
        "related",
        "period",
        "newest_article_at",
        "elapsed_ms",
    }


def test_a_batch_keeps_its_order_and_ids(data: Path) -> None:
    lines = [{"id": str(number), "question": q} for number, q in enumerate(("giá tôm hùm", "giá vàng", ""))]
    done = hoibao_here(data, "ask", "--batch", "-", "--json", stdin="\n".join(map(json.dumps, lines)))
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [answer["id"] for answer in answers] == ["0", "1", "2"]
    assert [answer["outcome"] for answer in answers] == ["answered", "not_found", "not_found"]


def test_status(data: Path) -> None:
    status = json.loads(hoibao_here(data, "status", "--json").out)
    assert (status["articles"], status["engine"], status["problem"]) == (1, "rank-bm25", None)
    assert "fit in memory" in status["engine_reason"]
    assert status["data_dir"] == str(data)


def test_the_status_names_the_folder_of_the_data_wherever_it_is_asked(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(data.parent)
    done = hoibao_here(Path(data.name), "status")
    assert (done.code, done.out.splitlines()[0]) == (0, f"data       {data}")


def test_the_status_tells_what_is_not_searchable_what_is_nobodys_and_which_settings_are_wrong(
    data: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(data, copy)
    with closing(sqlite3.connect(copy / "corpus.sqlite3")) as connection, connection:
        connection.execute(
            "INSERT INTO passages (article_id, ordinal, start, end, terms) "
            "SELECT article_id, ordinal + 100, start, end, terms FROM passages"
        )
        connection.execute("UPDATE versions SET publisher = NULL")
    wrong = {"HOIBAO_ADMIN_IDS": "tôi", "HOIBAO_QUIET_HOURS": "25"}
    done = hoibao_here(copy, "status", **wrong)
    assert done.code == 1
    said = done.out
    assert "without a publisher: 1\n" in said
    assert "behind     1 passages are stored and not searchable; run hoibao reindex" in said
    (line,) = (line for line in said.splitlines() if line.startswith("settings"))
    assert all(name in line for name in wrong)
    told = json.loads(hoibao_here(copy, "status", "--json", **wrong).out)
    assert (told["unindexed_passages"], len(told["wrong_settings"])) == (1, 1)


def test_control_c_while_the_program_is_being_loaded_is_quiet() -> None:
    """Pressed when the first library is looked for."""
    press = (
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "class Press:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'click': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Press())\n"
        "from bot.entry import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", press], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_samples_where_nothing_can_be_written(tmp_path: Path) -> None:
    assert hoibao_here(tmp_path, "samples", str(tmp_path / "new" / "folder")).code == 0
    assert (tmp_path / "new" / "folder" / "questions.jsonl").exists()
    (tmp_path / "file").write_text("x")
    done = hoibao_here(tmp_path, "samples", str(tmp_path / "file" / "folder"))
    assert done.code == 1
    assert "cannot write into" in done.err


def test_reindex(data: Path) -> None:
    assert hoibao_here(data, "reindex", "--full").code == 0


@pytest.mark.parametrize(
    ("arguments", "environment", "says"),
    [
        (("ask", "x"), {"HOIBAO_ENGINE": "google"}, "HOIBAO_ENGINE is 'google'"),
        (("ask",), {}, "give either a question or --batch FILE"),
        (("ask", "x", "--as-of", "hôm qua"), {}, "is not like 2023-08-20T09:00+07:00"),
        (("show", "không có"), {}, "no article 'không có'"),
        (("ingest", "/không/có"), {}, "nothing was taken in"),
        (("serve",), {}, "TELEGRAM_BOT_TOKEN is not set"),
        (("serve",), {"TELEGRAM_BOT_TOKEN": "abc"}, "does not look like a token"),
        (("harness", "--host", "0.0.0.0"), {}, "not a loopback address"),  # noqa: S104 - refused
    ],
)
def test_errors_say_what_to_do(
    data: Path, arguments: tuple[str, ...], environment: dict[str, str], says: str
) -> None:
    done = hoibao_here(data, *arguments, **environment)
    assert done.code in (1, 2)
    assert says in done.err


def test_an_error_is_no_traceback(data: Path) -> None:
    done = hoibao(data, "show", "không có")
    assert (done.code, done.out) == (1, "")
    assert "no article 'không có'" in done.err
    assert "Traceback" not in done.err


def test_asking_before_anything_is_there(tmp_path: Path) -> None:
    done = hoibao(tmp_path, "ask", "giá tôm", "--json")
    assert json.loads(done.out)["outcome"] == "unavailable"
    assert "Traceback" not in done.err


def test_chat_takes_questions_from_a_pipe(data: Path) -> None:
    done = hoibao(data, "chat", stdin="gia tom hum xanh\n#2\n#3\n")
    assert "950.000" in done.out
    assert "#1 Đọc bài" in done.out
    assert "“Giá tôm hùm xanh là 950.000 đồng/kg.” (Giá tôm, 1/5/2026)" in done.out
    assert "Thương lái đến tận đầm." in done.out


def test_the_samples_are_taken_in_whole_and_their_questions_are_one_line(tmp_path: Path) -> None:
    hoibao_here(tmp_path, "samples", str(tmp_path / "samples"))
    done = hoibao_here(tmp_path / "data", "ingest", str(tmp_path / "samples"))
    skipped = [line for line in done.err.splitlines() if line.startswith("skipped")]
    assert len(skipped) == 1 and "questions.jsonl: questions, not articles" in skipped[0]
    assert ", 1 skipped" in done.err


def test_a_list_of_addresses_that_is_no_text_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_bytes("https://baophuyen.vn/tin-tức".encode("utf-16"))
    done = hoibao_here(tmp_path / "data", "crawl", "--list", str(tmp_path / "list.txt"))
    assert done.code == 1
    assert "is not text in UTF-8" in done.err and "Traceback" not in done.err


def test_a_question_set_without_its_articles_is_a_wrong_usage(tmp_path: Path) -> None:
    hoibao_here(tmp_path, "samples", str(tmp_path))
    done = hoibao_here(tmp_path / "data", "eval", str(tmp_path / "questions.jsonl"))
    assert done.code == 2
    assert "--articles PATH" in done.err and "nothing is indexed" not in done.err


def test_all_wrong_settings_are_named_at_once_and_slips_too(data: Path) -> None:
    wrong = {
        "HOIBAO_ENGINE": "google",
        "HOIBAO_CONTACT": "tòa soạn",
        "HOIBAO_PROVINCE": "Phú Yên; Đắk Lắk",
        "HOIBAO_CRAWL_PRIVATE": "ở nhà",
        "HOIBAO_ADMIN_IDS": "tôi",
        "HOIBAO_ENGIN": "tantivy",
    }
    done = hoibao_here(data, "status", **wrong)
    assert done.code == 1
    assert all(name in done.err for name in wrong)
    slip = hoibao_here(data, "status", HOIBAO_ENGIN="tantivy", HOIBAO_SOMETHING="1")
    assert slip.code == 0
    assert "settings   HOIBAO_ENGIN is no setting; is HOIBAO_ENGINE meant?" in slip.out
    assert "HOIBAO_SOMETHING" not in slip.out
    assert "OPENSEARCH_URLS is no setting" in hoibao_here(data, "status", OPENSEARCH_URLS="x").out


def test_an_empty_archive_is_no_problem(tmp_path: Path) -> None:
    done = hoibao_here(tmp_path, "status")
    assert done.code == 0
    assert "problem" not in done.out and "index      none yet: hoibao ingest" in done.out


def test_what_is_no_question_is_not_looked_up(data: Path) -> None:
    for text in ("", "  "):
        done = hoibao_here(data, "ask", text)
        assert (done.code, done.out) == (2, "")
        assert "the question is empty" in done.err
    who = hoibao_here(data, "ask", "bạn là ai").out
    assert who.startswith("Đây là bot Hỏi Báo.") and "<" not in who
    assert hoibao_here(data, "ask", "chào bạn").out.startswith("Chào bạn!")
    assert json.loads(hoibao_here(data, "ask", "chào bạn", "--json").out)["outcome"] == "not_found"


def test_the_explanation_names_the_quote_that_is_printed(tmp_path: Path) -> None:
    hoibao_here(tmp_path, "ingest", str(sample_articles()))
    for question in (
        "Tôm hùm chết ở Sông Cầu thiệt hại bao nhiêu?",
        "Vé tham quan Gành Đá Đĩa bao nhiêu một lượt?",
    ):
        quotes = json.loads(hoibao_here(tmp_path, "ask", question, "--json").out)["quotes"]
        said = hoibao_here(tmp_path, "ask", question, "--explain").out
        first = quotes[0]
        assert f"quote 1    {first['article_id']} [{first['start']}, {first['end']})" in said


@pytest.mark.parametrize(
    "line",
    [
        '{"question":null}',
        '{"question":5}',
        '{"question":"x","history":"y"}',
        "[" * 100_000,
        r'{"question":"\ud800"}',
    ],
)
def test_a_line_of_a_batch_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(line, "utf-8")
    done = hoibao_here(tmp_path, "ask", "--batch", str(batch), "--json")
    assert done.code == 1
    assert f"skipped {batch}, line 1: not {{" in done.err


def test_a_bad_line_of_a_batch_does_not_keep_the_others(data: Path) -> None:
    lines = '{"id": "a", "question": "giá tôm hùm xanh"}\nkhông phải JSON\n{"id": "b", "question": "giá vàng SJC"}\n'
    done = hoibao_here(data, "ask", "--batch", "-", "--json", stdin=lines)
    assert done.code == 1
    assert "skipped -, line 2: not {" in done.err
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["a", "b"]


def test_thanks_in_a_history_are_passed_over(data: Path) -> None:
    asked = ["giá tôm hùm xanh bao nhiêu?"]
    lines = [
        {"question": "ở đâu?", "history": history}
        for history in (asked, ["chào bot", *asked, "cảm ơn nhiều"])
    ]
    done = hoibao_here(data, "ask", "--batch", "-", "--json", stdin="\n".join(map(json.dumps, lines)))
    plain, with_thanks = map(json.loads, done.out.splitlines())
    plain["elapsed_ms"] = with_thanks["elapsed_ms"] = 0
    assert plain["follows"]
    assert with_thanks == plain


def test_a_history_without_a_word_is_none(tmp_path: Path) -> None:
    hoibao_here(tmp_path, "ingest", str(sample_articles()))
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"question":"giá mía bao nhiêu","history":["😀"]}', "utf-8")
    assert (
        json.loads(hoibao_here(tmp_path, "ask", "--batch", str(batch), "--json").out)["outcome"] == "answered"
    )


@pytest.mark.parametrize("moment", ["0001-01-01", "9999-12-31T23:59-12:00"])
def test_nobody_asks_from_the_ends_of_the_calendar(tmp_path: Path, moment: str) -> None:
    assert hoibao_here(tmp_path, "ask", "tuần tới có gì", "--as-of", moment).code == 2
