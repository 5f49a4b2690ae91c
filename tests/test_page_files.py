"""The files of the page, without a browser: what they may not hold, how they are served, their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import httpx
import pytest
from harness_fixtures import RunningHarness
from harness_support import LAN

PAGE = Path(str(files("bot.harness").joinpath("page")))
FILES = sorted(path.name for path in PAGE.iterdir())
SCRIPTS = [name for name in FILES if name.endswith(".js")]
# What makes markup out of text, runs text as code, or gets round the policy on styles.
FORBIDDEN = re.compile(
    r"innerHTML|outerHTML =|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|setHTML|srcdoc"
    r"|\beval\(|new Function|setTimeout\(\s*[\"'`]|javascript:|\.cssText|cdn|@import"
)
ADDRESS = re.compile(r"https?://[^\s\"'`)]+")


@pytest.fixture
def http(harness: RunningHarness) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=harness.url, trust_env=False) as client:
        yield client


@pytest.mark.parametrize("name", FILES)
def test_a_file_makes_nothing_but_text_and_fetches_nothing_from_elsewhere(name: str) -> None:
    source = (PAGE / name).read_text("utf-8")
    assert FORBIDDEN.findall(source) == []
    assert set(ADDRESS.findall(source)) <= {"http://www.w3.org/2000/svg", "http://${text}", "http://${label}"}


def test_the_page_itself_has_no_script_and_no_style() -> None:
    source = (PAGE / "index.html").read_text("utf-8")
    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=", source) == []
    linked = set(re.findall(r"/page/([a-z.]+)", source))
    assert linked == {name for name in FILES if name.endswith(".css")} | {"app.js", "icon.svg"}


def test_every_script_is_reached_from_the_first() -> None:
    reached, waiting = {"app.js"}, ["app.js"]
    while waiting:
        for name in re.findall(r'from "\./([a-z]+\.js)"', (PAGE / waiting.pop()).read_text("utf-8")):
            if name not in reached:
                reached.add(name)
                waiting.append(name)
    assert sorted(reached) == SCRIPTS


def test_both_languages_have_the_same_words_and_all_are_used() -> None:
    source = (PAGE / "words.js").read_text("utf-8")
    vietnamese, english = (
        re.findall(r"^  ([a-zA-Z]+): ", block, re.M)
        for block in re.findall(r"^const [VE][IN] = {(.*?)^};", source, re.M | re.S)
    )
    assert vietnamese == english
    used = {
        word
        for name in SCRIPTS
        for word in re.findall(r"\bwords\.(?!js\b)([a-zA-Z]+)", (PAGE / name).read_text("utf-8"))
    }
    assert used == set(vietnamese)


def test_files_are_served_under_a_strict_policy(http: httpx.Client) -> None:
    kinds = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
    for name in ("", *(f"page/{name}" for name in FILES)):
        response = http.get(f"/{name}")
        assert response.status_code == 200
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Type"].startswith(kinds[name.rsplit(".", 1)[-1] or "html"])


def test_nothing_else_is_served(http: httpx.Client) -> None:
    for name in ("nothing.js", "..%2Fserver.py", "..%2F..%2F..%2FREADME.md", "%2e%2e%2fapp.js", "app.py"):
        assert http.get(f"/page/{name}").status_code == 404


def test_a_file_of_a_chat_is_never_run_by_the_browser(harness: RunningHarness, http: httpx.Client) -> None:
    for content in (b"<script>alert(1)</script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>"):
        sent = harness.send_document("a.svg", content, chat_id=LAN)
        response = http.get(f"/sim/file/{sent['document']['file_id']}")
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["Content-Type"] == "application/octet-stream"
        assert "sandbox" in response.headers["Content-Security-Policy"]
    named = http.get(f"/sim/file/{sent['document']['file_id']}", params={"name": 'giá "cá"\r\nX: y.csv'})
    assert (
        named.headers["Content-Disposition"]
        == "attachment; filename*=UTF-8''gi%C3%A1%20%22c%C3%A1%22%0D%0AX%3A%20y.csv"
    )
    assert http.get("/sim/file/unknown").status_code == 404
