"""Who may import whom: the rooms' walls, read from the source."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
ORDER = (
    "cli",
    "bench",
    "evaluation",
    "verification",
    "backup",
    "terminal",
    "archive",
    "crawls",
    "ingest",
    "answer",
    "gather",
    "index",
    "store",
    "language",
    "settings",
    "cluster",
    "samples",
    "explanation",
    "machine",
    "models",
    "reasons",
    "compression",
    "timezone",
    "errors",
)
"""Packages and modules of corpus; each imports only such as stand behind it."""
ONLY_IN = {
    "pyvi": ("corpus/bench/",),  # the product reads its model without it
    "tantivy": ("corpus/index/tantivy_", "corpus/bench/"),
    "rank_bm25": ("corpus/index/sparse_bm25.py", "corpus/bench/"),
    "opensearchpy": ("corpus/index/opensearch_",),
    "trafilatura": ("corpus/gather/html/choose.py",),
    "lxml": ("corpus/gather/",),
    "ftfy": ("corpus/gather/mojibake.py",),
    "warcio": ("corpus/gather/warc.py",),
    "feedparser": ("corpus/gather/crawl/",),
    "protego": ("corpus/gather/crawl/",),
    "httpcore": ("corpus/gather/crawl/",),
    "httpx": ("corpus/gather/crawl/", "bot/delivery/http.py", "bot/demo.py", "bot/harness/"),
    "zstandard": ("corpus/compression.py",),
    "dotenv": ("corpus/settings.py",),
    "click": ("corpus/cli/", "corpus/bench/", "corpus/evaluation/verb.py", "bot/cli.py", "bot/upkeep.py"),
    "rich": ("corpus/terminal/", "bot/harness/"),
    "prompt_toolkit": ("bot/harness/console.py",),
    "aiosqlite": ("corpus/store/", "bot/state/"),
    "telegram": (
        "bot/app.py",
        "bot/context.py",
        "bot/crawls/staleness.py",
        "bot/commands/",
        "bot/delivery/",
        "bot/elsewhere/",
        "bot/groups/",
        "bot/lifecycle.py",
        "bot/profile.py",
        "bot/replying.py",
        "bot/watches/sending.py",
    ),
    "matplotlib": ("bot/newsroom/chart.py",),
    "aiohttp": ("bot/harness/", "bot/delivery/http.py"),
    "yarl": ("bot/delivery/http.py",),
    "aiolimiter": ("bot/delivery/pace.py",),
    "apscheduler": ("bot/jobs.py",),
    "prometheus_client": ("bot/observe/",),
    "tornado": ("bot/observe/",),
    "numpy": ("corpus/",),
}
"""Each library, and the beginnings of the paths that may import it."""
COMMAND_LINE = ("bot/cli.py", "bot/demo.py", "bot/harness/", "bot/bench/")


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@cache
def sources(folder: str) -> dict[str, set[str]]:
    return {
        str(path.relative_to(ROOT)): imports_of(path)
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "__pycache__" not in path.parts
    }


def inside(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def test_corpus_knows_nothing_of_the_bot() -> None:
    for path, names in sources("corpus").items():
        assert not [name for name in names if inside(name, "bot") or inside(name, "telegram")], path


def test_the_bot_knows_only_the_face_of_corpus() -> None:
    for path, names in sources("bot").items():
        deep = [name for name in names if name.startswith("corpus.") and name.count(".") > 1]
        modules = [
            name for name in names if name.startswith("corpus.") and (ROOT / name.replace(".", "/")).exists()
        ]
        if path == "bot/cli.py":  # the command takes its verbs from both
            deep = [name for name in deep if not inside(name, "corpus.cli")]
            modules.remove("corpus.cli")
        assert not deep and not modules, path


def test_the_harness_stands_alone() -> None:
    for path, names in sources("bot/harness").items():
        foreign = [
            name
            for name in names
            if inside(name, "corpus")
            or (inside(name, "bot") and not inside(name, "bot.harness") and name != "bot")
        ]
        assert not foreign, path


def test_only_the_command_line_imports_the_harness() -> None:
    for path, names in sources("bot").items():
        if not path.startswith(COMMAND_LINE):
            assert not [name for name in names if inside(name, "bot.harness")], path


def test_each_library_has_its_place() -> None:
    for path, names in (sources("corpus") | sources("bot")).items():
        for library, places in ONLY_IN.items():
            if any(inside(name, library) for name in names):
                assert path.startswith(places), f"{path} imports {library}"


def test_each_place_has_its_library() -> None:
    """No library without a line in the table, and no line that nothing needs any more."""
    every = sources("corpus") | sources("bot")
    ours = {"corpus", "bot", "_typeshed", *sys.stdlib_module_names}
    used = {(path, name.split(".")[0]) for path, names in every.items() for name in names}
    assert {library for _path, library in used} - ours == set(ONLY_IN)
    for library, places in ONLY_IN.items():
        paths = [path for path, other in used if other == library]
        assert not [one for one in places if not any(path.startswith(one) for path in paths)], library


def test_each_room_of_corpus_has_its_place() -> None:
    rooms = {Path(path).parts[1].removesuffix(".py") for path in sources("corpus")}
    assert sorted(rooms - {"__init__"}) == sorted(ORDER)


def test_inside_corpus_imports_go_downward() -> None:
    for path, names in sources("corpus").items():
        room = Path(path).parts[1].removesuffix(".py")
        if room == "__init__":
            continue
        above = ORDER[: ORDER.index(room)]
        wrong = [name for name in names for other in above if inside(name, f"corpus.{other}")]
        assert not wrong, f"{path}: {wrong}"


def test_inside_answer_imports_go_downward() -> None:
    """What is chosen stands on what was ranked and marked, and these on how the question was read.

    What it asks for is told from that alone, and what a text holds is looked for by what is asked for.
    """
    below = {
        "reading": (),
        "asked_for": ("reading",),
        "ranking": ("reading",),
        "marking": ("reading", "asked_for"),
        "choosing": ("reading", "asked_for", "ranking", "marking"),
    }
    assert below.keys() == {
        path.name for path in (ROOT / "corpus/answer").iterdir() if (path / "__init__.py").exists()
    }
    for room, allowed in below.items():
        for path, names in sources(f"corpus/answer/{room}").items():
            others = [name for name in names if inside(name, "corpus.answer") and name != "corpus.answer"]
            wrong = [name for name in others if name.split(".")[2] not in (room, *allowed)]
            assert not wrong, f"{path}: {wrong}"


def test_gather_stands_on_store_and_language() -> None:
    for path, names in sources("corpus/gather").items():
        above = set(ORDER[: ORDER.index("store")]) - {"gather"}
        assert not [name for name in names for other in above if inside(name, f"corpus.{other}")], path


def test_html_has_one_face() -> None:
    """Who has a page to read knows `corpus.gather.html`, not the files in it."""
    files = {f"corpus.gather.html.{path.stem}" for path in (ROOT / "corpus/gather/html").glob("*.py")}
    for path, names in sources("corpus").items():
        if not path.startswith("corpus/gather/html/"):
            assert not names & files, path


def test_gather_and_answer_never_meet() -> None:
    for path, names in sources("corpus/gather").items():
        assert not [name for name in names if inside(name, "corpus.answer")], path
    for path, names in sources("corpus/answer").items():
        assert not [name for name in names if inside(name, "corpus.gather")], path


def test_importing_loads_no_model_and_touches_nothing() -> None:
    """Everything imported at once: no pyvi, no scikit-learn, no files written."""
    modules = [
        path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        for path in (sources("corpus") | sources("bot"))
        if not path.endswith("__main__.py")
    ]
    script = (
        f"import sys\nfor name in {modules!r}: __import__(name)\n"
        "print([name for name in ('pyvi', 'sklearn', 'pycrfsuite', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_command_line_loads_telegram_only_to_serve() -> None:
    """A third of what `hoibao ask` would take until its answer."""
    late = ("telegram", "httpx", "tantivy")
    script = f"import sys; import bot.cli; print([name for name in {late!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"
