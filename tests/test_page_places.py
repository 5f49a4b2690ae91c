"""Groups, topics, people, deep links, inline results: the page without a bot, which the test itself is."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from harness_fixtures import RunningHarness, running_harness
from harness_support import Json, call, newest, updates
from page_support import LAN, MINH, Visit, expect, visiting

from bot.harness.background import in_background

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GROUP = -500


@pytest.fixture(scope="module")
def server() -> Iterator[RunningHarness]:
    with running_harness() as harness:
        call(harness, "setMyDescription", description="Hỏi báo điều bạn cần biết.")
        yield harness


@pytest.fixture
def fresh(server: RunningHarness) -> RunningHarness:
    """The server as it is when nobody has written yet."""
    server.act("reset")
    updates(server, allowed_updates=[])
    return server


@pytest.fixture
def visit(fresh: RunningHarness, browser: Browser) -> Iterator[Visit]:
    fresh.send("xin chào")
    with visiting(browser, fresh) as visit:
        yield visit


def test_a_link_with_a_payload_starts_the_bot(fresh: RunningHarness, browser: Browser) -> None:
    with visiting(browser, fresh, "/?start=a_17") as visit:
        expect(visit.locator(".welcome")).to_contain_text("Hỏi báo điều bạn cần biết.")
        visit.button("Bắt đầu").click()
        expect(visit.last("own")).to_contain_text("/start a_17")
        assert newest(fresh, "message")["text"] == "/start a_17"
        assert visit.evaluate("location.search") == ""
        call(fresh, "sendMessage", chat_id=LAN, text="https://t.me/hoibao_bot?start=b_2")
        visit.last().get_by_role("link", name="https://t.me/hoibao_bot?start=b_2", exact=True).click()
        expect(visit.last("own")).to_contain_text("/start b_2")


def test_blocked_and_taken_back(visit: Visit) -> None:
    visit.button("Trình đơn").last.click()
    visit.button("Chặn bot").click()
    expect(visit.box).to_have_count(0)
    assert call(visit.harness, "sendMessage", chat_id=LAN, text="x")["error_code"] == 403
    visit.button("Bỏ chặn và bắt đầu lại").click()
    expect(visit.box).to_be_visible()
    assert call(visit.harness, "sendMessage", chat_id=LAN, text="x")["ok"]


def test_topics_of_a_forum(visit: Visit) -> None:
    visit.harness.act(
        "chat", id=GROUP, type="supergroup", title="Tòa soạn", is_forum=True, status="administrator"
    )
    visit.locator(".entry-chat", has_text="Tòa soạn").click()
    visit.button("Chủ đề mới").click()
    visit.get_by_label("Tên chủ đề").fill("Biển")
    visit.button("OK").click()
    topics = visit.get_by_role("group", name="Các chủ đề")
    expect(topics.get_by_role("button", name="Biển")).to_have_attribute("aria-pressed", "true")
    visit.say("/hoi cá")
    asked = newest(visit.harness, "message")
    number = asked["message_thread_id"]
    call(visit.harness, "sendMessage", chat_id=GROUP, text="trong chủ đề", message_thread_id=number)
    call(visit.harness, "sendMessage", chat_id=GROUP, text="ở ngoài")
    expect(visit.message("trong chủ đề")).to_be_visible()
    expect(visit.message("ở ngoài")).to_have_count(0)
    call(visit.harness, "editForumTopic", chat_id=GROUP, message_thread_id=number, name="Biển và cá")
    expect(topics.get_by_role("button", name="Biển và cá")).to_be_visible()
    topics.get_by_role("button", name="Tất cả").click()
    expect(visit.message("ở ngoài")).to_be_visible()


def test_the_bot_in_and_out_of_a_group(visit: Visit) -> None:
    visit.harness.join(GROUP, "Xóm chài")
    visit.locator(".entry-chat", has_text="Xóm chài").click()
    expect(visit.locator(".notice", has_text="Lan đã thêm Hỏi Báo vào nhóm")).to_be_visible()
    visit.button("Trình đơn").last.click()
    visit.button("Cho bot làm quản trị").click()
    expect(visit.locator(".state")).to_have_text("3 thành viên, bot là quản trị viên")
    visit.button("Trình đơn").last.click()
    visit.button("Xóa bot khỏi nhóm").click()
    expect(visit.locator(".state")).to_contain_text("bot không ở trong nhóm")
    visit.say("@hoibao_bot cá gì ngon")
    guest = newest(visit.harness, "guest_message")
    result = {
        "type": "article",
        "id": "1",
        "title": "x",
        "input_message_content": {"message_text": "Cá ngừ đại dương."},
    }
    call(visit.harness, "answerGuestQuery", guest_query_id=guest["guest_query_id"], result=result)
    expect(visit.last()).to_contain_text("Cá ngừ đại dương.")
    expect(visit.last()).to_contain_text("theo yêu cầu của Lan")


def test_a_group_becomes_a_supergroup(visit: Visit) -> None:
    visit.harness.join(GROUP, "Xóm chài")
    visit.locator(".entry-chat", has_text="Xóm chài").click()
    visit.button("Trình đơn").last.click()
    visit.button("Nâng cấp thành siêu nhóm").click()
    expect(visit.locator(".notice", has_text="Nhóm đã được nâng cấp thành siêu nhóm")).to_be_visible()
    expect(visit.page).to_have_url(f"{visit.harness.url}/#{GROUP - 1_000_000_000_000}")
    expect(visit.locator(".entry-chat", has_text="Xóm chài")).to_have_count(1)


def test_two_tabs_are_two_people(visit: Visit, browser: Browser) -> None:
    visit.harness.join(GROUP, "Xóm chài")
    with visiting(browser, visit.harness, f"/#{GROUP}") as other:
        other.button("Trình đơn").first.click()
        other.button("Minh").click()
        other.say("chào Lan")
        entry = visit.locator(".entry-chat", has_text="Xóm chài")
        expect(entry).to_contain_text("Minh: chào Lan")
        expect(entry.get_by_label("tin chưa đọc")).to_have_text("1")
        entry.click()
        expect(entry.get_by_label("tin chưa đọc")).to_have_count(0)
        expect(visit.last().locator(".name")).to_have_text("Minh")
        visit.say("chào Minh")
        expect(other.last()).to_contain_text("chào Minh")
        other.locator(".entry-chat", has_text="Hỏi Báo").click()
        expect(other.locator(".welcome")).to_be_visible()  # what Lan said to the bot is hers
    assert {message["from"]["id"] for message in visit.harness.messages(GROUP)} == {LAN, MINH}


def test_a_person_is_added(visit: Visit) -> None:
    visit.button("Trình đơn").first.click()
    visit.button("Thêm người").click()
    visit.get_by_label("Tên").fill("Ba Tàu")
    visit.button("OK").click()
    who = "async () => (await import('/page/store.js')).store.person.first_name"
    visit.harness.wait_for(lambda: {"ok": 1} if visit.evaluate(who) == "Ba Tàu" else None, "one is Lan still")
    visit.button("Bắt đầu").click()
    said = '"first_name": "Ba Tàu"'
    visit.harness.wait_for(
        lambda: (
            {"ok": 1} if said in json.dumps(newest(visit.harness, "message"), ensure_ascii=False) else None
        ),
        "who was added said nothing",
    )


def article(number: int) -> Json:
    return {
        "type": "article",
        "id": str(number),
        "title": f"Tin số {number}",
        "description": "Báo Duyên Hải",
        "input_message_content": {"message_text": f"<b>tin</b> {number}", "parse_mode": "HTML"},
    }


def test_inline_results_and_their_next_page(visit: Visit) -> None:
    visit.box.press_sequentially("@hoibao_bot cá")
    query = newest(visit.harness, "inline_query")
    assert (query["query"], query["from"]["id"]) == ("cá", LAN)
    button = {"text": "Hỏi trong chat", "start_parameter": "hoi"}
    first = [article(number) for number in range(5)]
    call(
        visit.harness,
        "answerInlineQuery",
        inline_query_id=query["id"],
        results=first,
        next_offset="5",
        button=button,
    )
    options = visit.get_by_role("listbox", name="Kết quả của bot").get_by_role("option")
    expect(options).to_have_count(5)
    expect(visit.button("Hỏi trong chat")).to_be_visible()
    for _step in range(4):
        visit.keyboard.press("ArrowDown")
    later = visit.harness.wait_for(
        lambda: next(
            (u["inline_query"] for u in updates(visit.harness) if u.get("inline_query", {}).get("offset")),
            None,
        ),
        "no next page was asked for",
    )
    assert (later["query"], later["offset"]) == ("cá", "5")
    call(visit.harness, "answerInlineQuery", inline_query_id=later["id"], results=[article(9)])
    expect(options).to_have_count(6)
    options.last.click()
    expect(visit.last("own").locator(".via")).to_have_text("qua @hoibao_bot")
    expect(visit.last("own").locator(".text strong")).to_have_text("tin")
    expect(visit.box).to_have_value("")


def test_pinned(visit: Visit) -> None:
    number = call(visit.harness, "sendMessage", chat_id=LAN, text="Nhớ đọc")["result"]["message_id"]
    call(visit.harness, "pinChatMessage", chat_id=LAN, message_id=number)
    expect(visit.locator("#pinned")).to_contain_text("Nhớ đọc")
    visit.locator("#pinned button").click()
    expect(visit.locator(f'[data-id="{number}"]')).to_be_focused()
    call(visit.harness, "unpinAllChatMessages", chat_id=LAN)
    expect(visit.locator("#pinned")).to_be_hidden()


def test_a_long_chat_is_drawn_step_by_step(fresh: RunningHarness, browser: Browser) -> None:
    for number in range(230):
        fresh.send(f"câu {number}")
    with visiting(browser, fresh) as visit:
        expect(visit.message("câu 229")).to_be_in_viewport()
        assert visit.locator(".message").count() == 200
        visit.get_by_role("log").evaluate("log => { log.scrollTop = 0; }")
        expect(visit.locator(".message")).to_have_count(230)
        expect(visit.get_by_role("button", name="Xuống tin mới nhất")).to_be_visible()
        call(fresh, "sendMessage", chat_id=LAN, text="mới")
        expect(visit.get_by_label("1 tin chưa đọc")).to_be_visible()


def test_another_server_at_the_same_address(browser: Browser) -> None:
    with in_background() as url:
        port = int(url.rsplit(":", 1)[1])
        harness = RunningHarness(url)
        harness.send("trước")
        opened = visiting(browser, harness)
        visit = opened.__enter__()
        expect(visit.message("trước")).to_be_visible()
    expect(visit.locator(".state")).to_have_text("Đang kết nối…")
    with _again(port):
        harness.send("sau")
        expect(visit.message("sau")).to_be_visible()
        expect(visit.message("trước")).to_have_count(0)
        visit.troubles[:] = [note for note in visit.troubles if "ERR_CONNECTION_REFUSED" not in note]
        visit.troubles[:] = [note for note in visit.troubles if "ERR_INCOMPLETE_CHUNKED_ENCODING" not in note]
        opened.__exit__(None, None, None)
        harness.close()


def _again(port: int):
    time.sleep(0.2)
    return in_background(port=port)
