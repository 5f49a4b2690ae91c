"""The chat page in a real browser: fresh for each test, and watched for what it must never do."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from harness_fixtures import RunningHarness

if TYPE_CHECKING:  # importing playwright takes a while; most tests do without
    from playwright.sync_api import Browser, Locator, Page, Route

CHROMIUM = shutil.which("chromium")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
# A pattern, not a function: the browser's driver then lets the rest pass without asking.
ABROAD = re.compile(r"^(?!http://127\.0\.0\.1:|data:|blob:)")
LAN, MINH = 1001, 1002


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for a module, with a fresh profile."""
    if CHROMIUM is None:
        pytest.skip("the page is tested in Debian's chromium: apt-get install chromium fonts-noto-core")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


def expect(place: Locator | Page) -> Any:
    """Playwright's own, which waits; it is imported only where there is a browser."""
    from playwright.sync_api import expect as waiting

    return waiting(place)


@dataclass
class Visit:
    """An open page. `abroad` are the addresses outside of this machine that it wanted; a test takes out its own."""

    page: Page
    harness: RunningHarness
    abroad: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        """A visit is used like its page."""
        return getattr(self.page, name)

    def button(self, name: str) -> Locator:
        """A button or menu entry by its whole name."""
        entry = self.page.get_by_role("menuitem", name=name, exact=True)
        ticked = self.page.get_by_role("menuitemcheckbox", name=name, exact=True)
        return self.page.get_by_role("button", name=name, exact=True).or_(entry).or_(ticked)

    @property
    def box(self) -> Locator:
        """Where one writes."""
        return self.page.get_by_role("textbox", name="Soạn tin nhắn")

    def say(self, text: str) -> None:
        """Write and send."""
        self.box.fill(text)
        self.page.keyboard.press("Enter")

    def last(self, side: str = "other") -> Locator:
        """The last message of that side: own or other."""
        return self.page.locator(f".message.{side}:not(.draft)").last

    def message(self, text: str) -> Locator:
        """The message that has that text."""
        return self.page.locator(".message", has_text=text)

    def picture(self, name: str) -> None:
        """A screenshot, where HOIBAO_SCREENSHOTS names a folder."""
        if folder := os.environ.get("HOIBAO_SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png", animations="disabled")


@contextmanager
def visiting(
    browser: Browser,
    harness: RunningHarness,
    path: str = "/",
    *,
    width: int = 1000,
    height: int = 640,
    **context_options: Any,
) -> Iterator[Visit]:
    """Open the page in a fresh context; in the end nothing may have gone wrong in it, or have left this machine."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        **context_options,
    )
    context.set_default_timeout(10_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit = Visit(context.new_page(), harness)

    def keep_out(route: Route) -> None:
        visit.abroad.append(route.request.url)
        route.abort()

    context.route(ABROAD, keep_out)
    context.on("console", lambda note: note.type in {"error", "warning"} and visit.troubles.append(note.text))
    context.on("weberror", lambda error: visit.troubles.append(str(error.error)))
    visit.page.goto(harness.url + path)
    visit.page.wait_for_function("() => document.querySelector('#header h2')?.textContent")
    yield visit
    context.close()
    assert visit.abroad == []
    assert visit.troubles == []
