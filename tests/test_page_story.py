"""The chat page with the real bot on the sample articles, as a reader and a developer use it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from harness_fixtures import RunningHarness, running_bot, running_harness
from page_support import Visit, expect, visiting

from bot.commands import COMMANDS
from bot.texts import EN, VI

if TYPE_CHECKING:
    from playwright.sync_api import Browser

QUESTION = "ve ganh da dia nguoi lon bao nhieu tien"
QUOTED = "Từ ngày 1/8/2024, vé tham quan danh thắng quốc gia đặc biệt Gành Đá Đĩa tăng"


@pytest.fixture(scope="module")
def chat(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHarness]:
    """A bot that has answered nothing yet, so that no message is an old one to it."""
    data = tmp_path_factory.mktemp("data")
    shutil.copytree(samples, data, dirs_exist_ok=True, ignore=shutil.ignore_patterns("bot.*"))
    with running_harness() as harness, running_bot(harness, data):
        yield harness


@pytest.fixture
def visit(chat: RunningHarness, browser: Browser) -> Iterator[Visit]:
    """The page of somebody who has never written to the bot."""
    chat.act("reset")
    with visiting(browser, chat) as visit:
        yield visit


def ask(visit: Visit) -> None:
    """Press START and ask; the answer is there."""
    visit.button("Bắt đầu").click()
    expect(visit.last()).to_contain_text("Chào bạn!")
    visit.say(QUESTION)
    expect(visit.last().locator("blockquote").first).to_contain_text(QUOTED)


def test_start_question_answer(visit: Visit) -> None:
    expect(visit.locator(".welcome")).to_contain_text(VI.description)
    expect(visit.box).to_have_count(0)
    ask(visit)
    expect(visit.last("own")).to_contain_text(QUESTION)
    expect(visit.last("own").get_by_role("img", name="đã gửi")).to_have_count(1)
    expect(visit.last().locator("em")).to_have_text("Kho tin có bài đến 10/11/2026.")
    expect(visit.last().locator("blockquote strong").first).to_contain_text("000 đồng")


def test_context_more_and_back(visit: Visit) -> None:
    ask(visit)
    answer = visit.last()
    number = answer.get_attribute("data-id")
    answer = visit.locator(f'[data-id="{number}"]')
    first = answer.locator(".text").inner_text()
    answer.get_by_role("button", name=VI.button_context).click()
    expect(answer.locator(".meta")).to_contain_text("đã sửa")
    expect(answer.locator("blockquote > strong")).to_contain_text(QUOTED)
    expect(answer.locator(".busy")).to_have_count(0)
    answer.get_by_role("button", name=VI.button_back).click()
    expect(answer.get_by_role("button", name=VI.button_context)).to_be_visible()
    assert answer.locator(".text").inner_text().split("\n")[0] == first.split("\n")[0]
    answer.get_by_role("button", name=VI.button_more).click()
    expect(answer.locator("blockquote").first).not_to_contain_text(QUOTED)


def test_votes(visit: Visit) -> None:
    ask(visit)
    visit.last().get_by_role("button", name="👍").click()
    expect(visit.get_by_role("status").filter(has_text=VI.thanks)).to_be_visible()
    visit.last().get_by_role("button", name="👎").click()
    visit.last().get_by_role("button", name=VI.reasons["o"]).click()
    expect(visit.last().get_by_role("button", name=VI.reasons["o"])).to_have_count(0)


def test_what_the_paper_has_not_written(visit: Visit) -> None:
    visit.button("Bắt đầu").click()
    visit.say("giá vàng SJC")
    expect(visit.last()).to_contain_text(VI.not_found)
    expect(visit.last().locator("blockquote")).to_have_count(0)


def test_menu_of_commands_and_completion_by_keyboard(visit: Visit) -> None:
    visit.button("Bắt đầu").click()
    visit.button("Lệnh của bot").click()
    commands = visit.get_by_role("listbox", name="Lệnh của bot").get_by_role("option")
    expect(commands.first).to_contain_text(VI.commands["start"])
    assert commands.count() == sum(one.in_private for one in COMMANDS)  # Lan is an admin: she has them all
    visit.keyboard.type("mo")
    expect(commands).to_have_count(1)
    box = visit.box
    visit.keyboard.press("Tab")
    expect(box).to_have_value("/moinhat ")
    box.fill("/")
    visit.keyboard.press("ArrowDown")
    visit.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "choice-2"
    visit.keyboard.press("Enter")
    expect(visit.last("own")).to_contain_text("/moinhat")
    expect(visit.last()).to_contain_text("Tin mới nhất")
    visit.last().get_by_role("button", name=VI.button_older).click()
    expect(visit.last().get_by_role("button", name=VI.button_newer)).to_be_visible()


def test_everything_without_a_pointer(visit: Visit) -> None:
    visit.button("Bắt đầu").focus()
    visit.keyboard.press("Enter")
    expect(visit.last()).to_contain_text("Chào bạn!")
    box = visit.box
    box.focus()
    visit.keyboard.type(QUESTION)
    visit.keyboard.press("Enter")
    expect(visit.last().locator("blockquote").first).to_be_visible()
    number = visit.last().get_attribute("data-id")
    visit.get_by_role("log").focus()
    visit.keyboard.press("ArrowUp")
    expect(visit.last()).to_be_focused()
    visit.keyboard.press("Enter")
    expect(visit.get_by_role("menuitem", name="Thả cảm xúc 👍")).to_be_focused()
    visit.keyboard.press("Escape")
    expect(visit.last()).to_be_focused()
    while visit.evaluate("document.activeElement.textContent") != VI.button_context:
        visit.keyboard.press("Tab")
    visit.keyboard.press("Enter")
    edited = visit.locator(f'[data-id="{number}"]')
    expect(edited.locator(".meta")).to_contain_text("đã sửa")
    expect(edited.locator(":focus")).to_have_count(1)


def test_group_with_a_second_person(visit: Visit) -> None:
    visit.button("Trình đơn").first.click()
    visit.button("Nhóm mới").click()
    visit.get_by_label("Tên nhóm").fill("Xóm chài")
    visit.get_by_label("Loại").select_option("supergroup")
    visit.button("OK").click()
    expect(visit.locator("#header h2")).to_have_text("Xóm chài")
    visit.say(f"/hoi {QUESTION}")
    expect(visit.last().locator("blockquote").first).to_contain_text(QUOTED)
    expect(visit.last().locator(".replied")).to_contain_text(f"/hoi {QUESTION}")
    visit.button("Trình đơn").first.click()
    visit.button("Minh").click()
    expect(visit.message(f"/hoi {QUESTION}").first.locator(".name")).to_have_text("Lan")
    visit.last().click(button="right")
    visit.button("Trả lời").click()
    visit.say("cầu Đà Rằng cũ dài bao nhiêu")
    expect(visit.last("own").locator(".replied .who")).to_have_text("Hỏi Báo")
    expect(visit.locator(".message.other .bubble")).to_have_count(4)  # hello, two answers, Lan's question
    expect(visit.last().locator(".replied .who")).to_have_text("Minh")


def test_english(visit: Visit) -> None:
    visit.button("Trình đơn").first.click()
    visit.button("Language: English").click()
    expect(visit.locator("html")).to_have_attribute("lang", "en")
    expect(visit.locator(".welcome")).to_contain_text(EN.description)
    visit.button("Start").click()
    expect(visit.last().get_by_role("button", name="Actions")).to_have_count(1)
    expect(visit.get_by_role("textbox", name="Write a message")).to_be_visible()


def test_a_command_in_a_text_is_sent_by_a_click(visit: Visit) -> None:
    visit.button("Bắt đầu").click()
    visit.last().get_by_role("button", name="/help").click()
    expect(visit.last("own")).to_contain_text("/help")
    expect(visit.last()).to_contain_text("Bot tìm trong kho tin")


HOSTILE = (
    "<img src=x onerror=alert(1)><b>tôm</b> & </blockquote>",
    "javascript:alert(1) [x](javascript:alert(1)) \u202etxt.exe \u200b",
    "🦐" * 300 + "ệ" * 300,
    "{{constructor.constructor('alert(1)')()}} ${alert(1)} %s \\n",
)


def test_hostile_text_stays_text(visit: Visit) -> None:
    visit.page.on("dialog", lambda dialog: visit.troubles.append(dialog.message))
    visit.button("Bắt đầu").click()
    expect(visit.last()).to_contain_text("Chào bạn!")
    for number, text in enumerate(HOSTILE, start=2):
        visit.say(text)
        expect(visit.locator(".message.other")).to_have_count(number)
        own = visit.last("own").locator(".text")
        assert own.locator("img, b, script, a").count() == 0
        assert text[:20] in own.inner_text()
    assert visit.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_faults_from_the_panel(visit: Visit) -> None:
    visit.button("Bắt đầu").click()
    expect(visit.last()).to_contain_text("Chào bạn!")
    visit.button("Bảng cho lập trình viên").click()
    panel = visit.get_by_role("region", name="Bảng cho lập trình viên")
    expect(panel.get_by_text("Bot đang hỏi cập nhật")).to_be_visible()
    panel.get_by_role("button", name="drop", exact=True).click()
    expect(panel.get_by_text("drop sendMessage ×1")).to_be_visible()
    panel.get_by_role("button", name="Bỏ hết lỗi").click()
    expect(panel.get_by_text("Không có lỗi nào đang chờ.")).to_be_visible()
    panel.get_by_label("Mã trạng thái").fill("403")
    panel.get_by_label("Mô tả").fill("Forbidden: bot was blocked by the user")
    panel.get_by_role("button", name="Đặt lỗi").click()
    visit.say("/nguon")
    call = panel.locator(".call", has_text="403")
    expect(call).to_contain_text("sendMessage")
    call.click()
    expect(call).to_contain_text("bot was blocked by the user")
    panel.get_by_label("Chỉ lần bị từ chối").check()
    expect(panel.locator(".call")).to_have_count(1)
    panel.get_by_role("button", name="Xóa hết và làm lại").click()
    visit.get_by_role("dialog").get_by_role("button", name="Xóa hết và làm lại").click()
    expect(visit.locator(".welcome")).to_be_visible()
