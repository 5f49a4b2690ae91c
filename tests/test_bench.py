"""The benchmarks run, on little, and say what they measured. Their times are not tested."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.bench import (
    SECTIONS,
    Plan,
    Table,
    answers,
    bench_verb,
    data,
    engines,
    growth,
    ingest,
    pages,
    rebuild,
    segmentation,
)
from corpus.bench.archives import write_jsonl
from corpus.bench.measure import family, in_turns, percentile, run
from corpus.bench.report import machine
from corpus.gather import read_paths
from corpus.machine import resident_mb
from corpus.models import Answer

pytestmark = pytest.mark.long


def test_a_table_is_markdown() -> None:
    table = Table(
        "Tít", ["", "ms"], [["một", 0.12345], ["hai", 1234.5], ["ba", 12_345], ["bốn", "x"]], ["Ghi chú."]
    )
    assert table.markdown() == (
        "### Tít\n\n|  | ms |\n| --- | --- |\n| một | 0.123 |\n| hai | 1,234 |\n| ba | 12,345 |\n| bốn | x |\n\n"
        "- Ghi chú.\n"
    )


def test_the_machine_is_named_with_its_versions() -> None:
    said = machine()
    assert "pyvi 0.1.1" in said
    assert "Python 3." in said
    assert "load average" in said


def test_percentiles() -> None:
    assert percentile(range(1, 101), 0.5) == 51
    assert percentile(range(1, 101), 0.95) == 96
    assert percentile([3.0], 0.95) == 3.0
    assert percentile([], 0.5) == 0.0


def test_contestants_take_turns_on_each_input() -> None:
    order: list[tuple[str, int]] = []
    times = in_turns(
        {"a": lambda x: order.append(("a", x)), "b": lambda x: order.append(("b", x))}, [1, 2], rounds=2
    )
    assert order == [("a", 1), ("b", 1)] * 2 + [("a", 2), ("b", 2)] * 2
    assert {name: len(found) for name, found in times.items()} == {"a": 2, "b": 2}


PARENT = """
import subprocess, sys, time
print("ready", flush=True)
child = subprocess.Popen([sys.executable, "-c", "x = b'x' * 80_000_000; import time; time.sleep(0.6)"])
child.wait()
sum(range(3_000_000))
"""


def test_a_process_is_measured_with_its_children() -> None:
    ran = run([sys.executable, "-c", PARENT], {})
    assert ran.out == "ready\n"
    assert 0 < ran.first_line_s < ran.wall_s
    assert ran.peak_mb > 80
    assert ran.cpu_s > 0
    with pytest.raises(subprocess.CalledProcessError) as failed:
        run([sys.executable, "-c", "raise SystemExit('no')"], {})
    assert failed.value.stderr == "no\n"


def test_memory_and_family_of_what_is_gone() -> None:
    process = subprocess.Popen([sys.executable, "-c", "pass"])
    process.wait()
    assert family(process.pid) == [process.pid]
    assert resident_mb(process.pid) == 0.0


def test_recombined_articles_are_made_of_sentences_that_are_there() -> None:
    source = data.pool(None)
    first = list(islice(data.recombined(source, 3), 30))
    assert first == list(islice(data.recombined(source, 3), 30))
    assert first != list(islice(data.recombined(source, 4), 30))
    for article in first:
        for line in article.text.split("\n"):
            assert any(line.startswith(sentence) for sentence in source.sentences)
        assert [article.text[part.start : part.end] for part in article.parts] == article.text.split("\n")


def test_questions_have_six_words_and_more() -> None:
    asked = data.questions(data.pool(None), 60)
    assert asked == data.questions(data.pool(None), 60)
    assert all(7 <= len(text.split()) <= 15 for text in asked)
    assert 5 < sum(text.isascii() for text in asked) < 40


def test_what_is_written_as_jsonl_is_read_as_it_was(tmp_path: Path) -> None:
    articles = list(islice(data.recombined(data.pool(None)), 5))
    assert write_jsonl(tmp_path / "x.jsonl", articles) == 5
    read = list(read_paths([tmp_path / "x.jsonl"]))
    assert [(one.id, one.text, one.published_at) for one in read] == [  # type: ignore[union-attr]
        (one.id, one.text, one.published_at) for one in articles
    ]


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything on an archive of 300 passages, asked little."""
    monkeypatch.setattr(Plan, "sizes", property(lambda _plan: (300,)))
    monkeypatch.setattr(pages, "LEAST_S", 0.1)
    monkeypatch.setattr(segmentation, "FEW", 20)
    monkeypatch.setattr(segmentation, "LOADS", 1)
    monkeypatch.setattr(ingest, "FEW", 30)
    monkeypatch.setattr(ingest, "ANALYZED_ALONE", 10)
    monkeypatch.setattr(rebuild, "ROUNDS", 1)
    monkeypatch.setattr(growth, "ROUNDS", 1)
    monkeypatch.setattr(growth, "QUIET", 3)
    monkeypatch.setattr(growth, "NEW", 5)
    monkeypatch.setattr(engines, "ASKED", 5)
    monkeypatch.setattr(engines, "ASKED_SLOWLY", 2)
    monkeypatch.setattr(answers, "ROUNDS", 1)
    monkeypatch.setattr(answers, "STARTS", 1)
    monkeypatch.setattr(answers, "ASKED", 5)


@pytest.mark.usefixtures("little")
@pytest.mark.parametrize("name", sorted(SECTIONS))
def test_each_section_measures(name: str, tmp_path: Path) -> None:
    rendered: list[Answer] = []
    plan = Plan(None, tmp_path, False, rendered.append, lambda _said: None)
    (table,) = SECTIONS[name](plan)
    assert table.rows
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert table.title in table.markdown()
    if name == "segmentation":
        assert table.notes[0].startswith("0 of ")
    if name == "answers":
        assert rendered


def test_the_verb_prints_and_writes_markdown(tmp_path: Path) -> None:
    started = time.monotonic()

    def measure(_plan: Plan) -> list[Table]:
        return [Table("Một phép đo", ["x"], [[time.monotonic() - started]])]

    output = tmp_path / "bench.md"
    verb = bench_verb({"one": measure, "two": measure})  # type: ignore[dict-item]
    done = CliRunner().invoke(verb, ["two", "--output", str(output)])
    assert done.exit_code == 0, done.output
    assert "### Một phép đo" in done.stdout
    assert "two …" in done.stderr
    assert "one …" not in done.stderr
    assert output.read_text("utf-8").count("### Một phép đo") == 1
    assert CliRunner().invoke(verb, ["three"]).exit_code == 2
