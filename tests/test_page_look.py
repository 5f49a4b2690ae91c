"""How the page looks and whether everybody can use it: three widths, light and dark, axe-core, motion, screenshots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from harness_fixtures import RunningHarness, running_harness
from harness_support import call, updates
from page_support import LAN, MINH, Visit, expect, visiting

pytestmark = pytest.mark.long

if TYPE_CHECKING:
    from playwright.sync_api import Browser

QUOTE = (
    "Sáng 5/11, biển động cấp 5, cấp 6, ghe nhỏ nằm bờ. Ở chợ sớm, cá cơm bán <b>60.000 đồng</b> một ký, cá nục 45.000 "
    "đồng, mực lá 280.000 đồng. Người mua hỏi nhiều, người bán lắc đầu: phải hết đợt gió này mới có hàng. Bà con cho "
    "biết mấy hôm nay chỉ còn ghe lớn ra khơi, cá về ít nên giá lên từng ngày."
)
ANSWER = (
    f"<blockquote expandable>“{QUOTE}”</blockquote>\n"
    '<a href="https://bao.example/cho-ca">Chợ cá ngày biển động</a> · Báo Thử · 5/11/2026\n'
    "<i>Kho tin có bài đến 5/11/2026.</i>"
)
KEYS = [
    [{"text": "Đọc bài", "url": "https://bao.example/cho-ca"}],
    [{"text": "Đọc ngữ cảnh", "callback_data": "c"}, {"text": "Nguồn khác", "callback_data": "m"}],
    [{"text": "👍", "callback_data": "u"}, {"text": "👎", "callback_data": "d"}],
]
WIDTHS = {360: 740, 768: 1024, 1280: 800}
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # the rest is not looked at, and takes time
}


@pytest.fixture(scope="module")
def server() -> Iterator[RunningHarness]:
    """A talk with something of everything in it."""
    with running_harness() as harness:
        commands = [
            {"command": "hoi", "description": "Hỏi báo"},
            {"command": "help", "description": "Cách dùng"},
        ]
        call(harness, "setMyCommands", commands=commands)
        call(harness, "setMyDescription", description="Hỏi bằng tiếng Việt, có dấu hay không dấu.")
        talk(harness)
        yield harness


def talk(harness: RunningHarness) -> None:
    asked = harness.send("gia ca com o cho hom nay")
    reply = {"message_id": asked["message_id"], "quote": "gia ca com"}
    say(
        harness, ANSWER, reply_parameters=reply, link_preview_options={"is_disabled": True}, reply_markup=KEYS
    )
    say(
        harness,
        '<pre><code class="language-python">x = 1</code></pre> <tg-spoiler>che</tg-spoiler> <code>mã</code> #tôm',
    )
    found = say(harness, "Xem https://bao.example/tin/cho-ca")
    harness.react(found, "🔥")
    call(harness, "pinChatMessage", chat_id=LAN, message_id=found["message_id"])
    harness.send_document("bảng giá.csv", b"a;b\n" * 900)
    harness.act("message", text="cảm ơn nhé", reply_to=found["message_id"])
    harness.join(-500, "Xóm chài", type="supergroup", is_forum=True)
    thread = harness.act("topic", chat_id=-500, name="Biển")["message_thread_id"]
    harness.act("message", chat_id=-500, user_id=MINH, text="/hoi cá ngừ hôm nay", message_thread_id=thread)


def say(
    harness: RunningHarness, html: str, reply_markup: list[Any] | None = None, **more: Any
) -> dict[str, Any]:
    markup = {"reply_markup": {"inline_keyboard": reply_markup}} if reply_markup else {}
    return dict(
        call(harness, "sendMessage", chat_id=LAN, text=html, parse_mode="HTML", **markup, **more)["result"]
    )


def check(visit: Visit, name: str) -> None:
    """No violation of accessibility, nothing wider than the window; a picture for whoever wants to look."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(visit.page, options=AXE)
    assert found.violations_count == 0, found.generate_report()
    assert visit.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visit.picture(name)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_part_at_every_width(server: RunningHarness, browser: Browser, scheme: Any, width: int) -> None:
    options = {"width": width, "height": WIDTHS[width], "color_scheme": scheme, "reduced_motion": "reduce"}
    with visiting(browser, server, **options) as visit:
        look = f"{scheme}-{width}"
        visit.picture(f"{look}-1-end")
        visit.get_by_role("log").evaluate("log => { log.scrollTop = 0; }")
        visit.picture(f"{look}-2-answer")
        visit.get_by_role("link", name="Chợ cá ngày biển động").click()
        check(visit, f"{look}-3-link")
        visit.keyboard.press("Escape")
        visit.last().click(button="right")
        check(visit, f"{look}-4-actions")
        visit.keyboard.press("Escape")
        visit.box.fill("/")
        expect(visit.get_by_role("option")).to_have_count(2)
        check(visit, f"{look}-5-commands")
        visit.box.fill("")
        visit.button("Bảng cho lập trình viên").click()
        expect(visit.locator(".call").first).to_be_visible()
        check(visit, f"{look}-6-panel")
        visit.keyboard.press("Escape")
        if width < 900:
            visit.button("Quay lại").click()
        visit.button("Trình đơn").first.click()
        check(visit, f"{look}-7-chats")
        visit.keyboard.press("Escape")
        visit.locator(".entry-chat", has_text="Xóm chài").click()
        visit.picture(f"{look}-8-group")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_look(server: RunningHarness, browser: Browser, scheme: Any) -> None:
    with visiting(browser, server, width=360, height=740, color_scheme=scheme) as visit:
        visit.button("Quay lại").click()
        visit.button("Trình đơn").first.click()
        visit.button("Minh").click()
        visit.locator(".entry-chat", has_text="Hỏi Báo").click()
        expect(visit.locator(".welcome")).to_be_visible()
        check(visit, f"{scheme}-360-0-start")


def test_dark_is_chosen_and_kept(server: RunningHarness, browser: Browser) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with visiting(browser, server, color_scheme="light") as visit:
        assert visit.evaluate(ground) == "rgb(255, 255, 255)"
        visit.button("Trình đơn").first.click()
        visit.button("Giao diện tối").click()
        assert visit.evaluate(ground) == "rgb(23, 33, 43)"
        visit.reload()
        expect(visit.last()).to_be_visible()
        assert visit.evaluate(ground) == "rgb(23, 33, 43)"


def test_nothing_moves_for_those_who_do_not_want_it(server: RunningHarness, browser: Browser) -> None:
    longest = (
        "Math.max(...document.getAnimations().map((one) => one.effect.getComputedTiming().activeDuration))"
    )
    for wish, limit_ms in (("reduce", 2), ("no-preference", float("inf"))):
        with visiting(browser, server, reduced_motion=wish) as visit:
            call(server, "sendChatAction", chat_id=LAN, action="typing")
            expect(visit.locator(".state")).to_contain_text("đang nhập")
            moving = visit.evaluate("document.getAnimations().length")
            assert moving == 0 or visit.evaluate(longest) <= limit_ms
            assert moving > 0 or wish == "reduce"


def test_what_a_screen_reader_hears(server: RunningHarness, browser: Browser) -> None:
    with visiting(browser, server) as visit:
        log = visit.get_by_role("log", name="Tin nhắn")
        expect(log).to_have_attribute("aria-live", "polite")
        expect(log).to_have_attribute("aria-busy", "false")
        assert log.get_by_role("article", name="Hỏi Báo").count() == 3
        for role, name in (
            ("navigation", "Các cuộc trò chuyện"),
            ("heading", "Hỏi Báo"),
            ("textbox", "Soạn tin nhắn"),
            ("button", "Gửi"),
            ("button", "Đính kèm tệp"),
        ):
            expect(visit.get_by_role(role, name=name).first).to_be_visible()
        say(server, "chọn", reply_markup=[[{"text": "Một", "callback_data": "1"}]])
        visit.last().get_by_role("button", name="Một").click()
        query = server.wait_for(lambda: _callback(server), "no press")
        call(server, "answerCallbackQuery", callback_query_id=query["id"], text="Đã nhận")
        expect(visit.get_by_role("status").filter(has_text="Đã nhận")).to_be_visible()


def _callback(server: RunningHarness) -> dict[str, Any] | None:
    return next((update["callback_query"] for update in updates(server) if "callback_query" in update), None)
