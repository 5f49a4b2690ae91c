"""Messages as the page shows them, sent over the Bot API by the test itself: text, quotes, links, keyboards, files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from harness_fixtures import RunningHarness, running_harness
from harness_support import Json, call, newest, updates
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_support import LAN, MINH, Visit, expect, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LONG = "Sáng nay gió mùa đông bắc về sớm, biển động cấp 5, cấp 6, ghe nhỏ nằm bờ chờ sóng lặng. " * 6
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6360f8cf0000020201"
    "00a2d2d8e50000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def server() -> Iterator[RunningHarness]:
    with running_harness() as harness:
        yield harness


@pytest.fixture
def visit(server: RunningHarness, browser: Browser) -> Iterator[Visit]:
    """The page of Lan, who has written once; no bot runs but the test itself."""
    server.act("reset")
    updates(server, allowed_updates=[])
    server.send("xin chào")
    with visiting(browser, server) as visit:
        yield visit


def send(visit: Visit, html: str, **more: Any) -> Json:
    """A message of the bot to Lan."""
    body = call(visit.harness, "sendMessage", **{"chat_id": LAN, "text": html, "parse_mode": "HTML"} | more)
    assert body["ok"], body
    return dict(body["result"])


def keys(*rows: list[Json]) -> Json:
    return {"inline_keyboard": list(rows)}


def test_formatting(visit: Visit) -> None:
    send(
        visit,
        "🐟 <b>đậm <i>nghiêng <u>gạch</u></i></b> <s>bỏ</s> <code>mã</code> #thẻ bao@bao.example\n"
        '<pre><code class="language-python">x = 1 &lt; 2</code></pre>\n<blockquote>trích 🦐</blockquote>\ncuối',
    )
    text = visit.last().locator(".text")
    expect(text.locator("strong em u")).to_have_text("gạch")
    expect(text.locator("strong")).to_have_text("đậm nghiêng gạch")
    expect(text.locator("s")).to_have_text("bỏ")
    expect(text.locator("code.code")).to_have_text("mã")
    expect(text.locator("pre[data-language=python]")).to_have_text("x = 1 < 2")
    expect(text.locator("blockquote")).to_have_text("trích 🦐")
    expect(text.get_by_role("link", name="bao@bao.example")).to_have_attribute(
        "href", "mailto:bao@bao.example"
    )


def test_a_spoiler_is_shown_when_it_is_pressed(visit: Visit) -> None:
    send(visit, "ai? <tg-spoiler>nhân viên bán vé</tg-spoiler>")
    expect(visit.last().get_by_text("nhân viên bán vé")).to_be_hidden()
    visit.last().get_by_role("button", name="Hiện nội dung bị che").click()
    expect(visit.last().get_by_text("nhân viên bán vé")).to_be_visible()


def test_a_long_quote_is_folded_until_it_is_pressed(visit: Visit) -> None:
    send(visit, f"<blockquote expandable>{LONG}</blockquote>")
    quote = visit.last().locator("blockquote")
    button = visit.last().get_by_role("button", name="Mở rộng đoạn trích")
    expect(button).to_have_attribute("aria-expanded", "false")
    folded = quote.bounding_box()["height"]
    assert folded < 90
    button.click()
    expect(visit.last().get_by_role("button", name="Thu gọn đoạn trích")).to_have_attribute(
        "aria-expanded", "true"
    )
    assert quote.bounding_box()["height"] > 2 * folded
    quote.click()
    expect(button).to_have_attribute("aria-expanded", "false")
    send(visit, "<blockquote expandable>ngắn</blockquote>")
    expect(visit.last().locator("blockquote")).to_have_text("ngắn")
    expect(visit.last().get_by_role("button", name="Mở rộng đoạn trích")).to_have_count(0)


def test_a_link_that_hides_its_address_asks_first(visit: Visit) -> None:
    send(visit, '<a href="https://bao.example/tom">Tôm hùm</a> https://bao.example/ca')
    visit.last().get_by_role("link", name="Tôm hùm", exact=True).click()
    dialog = visit.get_by_role("dialog", name="Mở liên kết")
    expect(dialog).to_contain_text("https://bao.example/tom")
    dialog.get_by_role("button", name="Hủy").click()
    expect(dialog).to_have_count(0)
    visit.last().get_by_role("link", name="Tôm hùm", exact=True).click()
    with visit.context.expect_page():
        dialog.get_by_role("button", name="Mở").click()
    with visit.context.expect_page():
        visit.last().get_by_role("link", name="https://bao.example/ca", exact=True).click()
    visit.wait_for_timeout(100)
    assert visit.abroad == ["https://bao.example/tom", "https://bao.example/ca"]
    visit.abroad.clear()


def test_no_link_of_a_message_runs_a_script(visit: Visit) -> None:
    made = visit.evaluate(  # the server lets none pass; the page does not rely on it
        """async (urls) => {
          const { formatted } = await import("/page/entities.js");
          const entity = { type: "text_link", offset: 0, length: 3 };
          return urls.map((url) => formatted("bấm", [{ ...entity, url }], () => {})[0].outerHTML);
        }""",
        [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "blob:x",
            "//x.example",
        ],
    )
    assert made == ["<span>bấm</span>"] * 6


def test_previews_where_they_are_not_switched_off(visit: Visit) -> None:
    link = 'đọc <a href="https://bao.example/tom">Tôm hùm chết</a>'
    send(visit, link)
    card = visit.last().locator(".preview")
    expect(card).to_contain_text("bao.example")
    expect(card).to_contain_text("Tôm hùm chết")
    send(visit, link + " hai", link_preview_options={"is_disabled": True})
    expect(visit.message("hai").locator(".preview")).to_have_count(0)
    send(visit, link + " ba", link_preview_options={"url": "https://khac.example/a", "show_above_text": True})
    expect(visit.last().locator(".preview .site")).to_have_text("khac.example")
    expect(visit.last().locator(".preview + .text")).to_have_count(1)


def test_a_button_waits_for_its_answer(visit: Visit) -> None:
    send(
        visit,
        "chọn",
        reply_markup=keys([{"text": "Một", "callback_data": "1"}, {"text": "Hai", "callback_data": "2"}]),
    )
    button = visit.last().get_by_role("button", name="Một")
    button.click()
    expect(button).to_have_attribute("aria-busy", "true")
    query = newest(visit.harness, "callback_query")
    assert (query["data"], query["from"]["id"]) == ("1", LAN)
    call(visit.harness, "answerCallbackQuery", callback_query_id=query["id"], text="Đã nhận")
    expect(visit.get_by_role("status").filter(has_text="Đã nhận")).to_be_visible()
    expect(button).to_have_attribute("aria-busy", "false")


def test_an_alert_has_to_be_closed(visit: Visit) -> None:
    send(visit, "chọn", reply_markup=keys([{"text": "Một", "callback_data": "1"}]))
    visit.last().get_by_role("button", name="Một").click()
    query = newest(visit.harness, "callback_query")
    call(visit.harness, "answerCallbackQuery", callback_query_id=query["id"], text="Hãy đọc", show_alert=True)
    alert = visit.get_by_role("alertdialog")
    expect(alert).to_contain_text("Hãy đọc")
    visit.keyboard.press("Escape")
    expect(alert).to_have_count(0)


def test_a_button_that_nobody_answers_is_released(visit: Visit) -> None:
    visit.clock.install()
    visit.reload()
    send(visit, "chọn", reply_markup=keys([{"text": "Một", "callback_data": "1"}]))
    button = visit.last().get_by_role("button", name="Một")
    with visit.expect_response("**/sim/callback"):
        button.click()
    visit.clock.run_for(16_000)
    expect(visit.get_by_text("Bot không trả lời nút này")).to_be_visible()
    expect(button).not_to_have_attribute("aria-busy", "true")


def test_buttons_that_open_and_copy(visit: Visit) -> None:
    rows = keys(
        [
            {"text": "Đọc bài", "url": "https://bao.example/tom"},
            {"text": "Chép", "copy_text": {"text": "“27 tấn”"}},
        ]
    )
    send(visit, "nút", reply_markup=rows)
    visit.last().get_by_role("button", name="Chép").click()
    expect(visit.get_by_text("Đã chép vào bộ nhớ tạm")).to_be_visible()
    assert visit.evaluate("navigator.clipboard.readText()") == "“27 tấn”"
    visit.last().get_by_role("button", name="Đọc bài").click()
    expect(visit.get_by_role("dialog")).to_contain_text("https://bao.example/tom")
    visit.keyboard.press("Escape")


def test_replies_lead_to_what_they_answer(visit: Visit) -> None:
    first = send(visit, "câu đầu tiên của bot")
    for number in range(30):
        send(visit, f"câu {number}")
    send(visit, "trả lời", reply_parameters={"message_id": first["message_id"], "quote": "đầu tiên"})
    expect(visit.last().locator(".replied .line")).to_have_text("đầu tiên")
    expect(visit.message("câu đầu tiên của bot").first).not_to_be_in_viewport()
    visit.last().locator(".replied").click()
    expect(visit.message("câu đầu tiên của bot").first).to_be_focused()
    expect(visit.message("câu đầu tiên của bot").first).to_be_in_viewport()
    visit.get_by_role("button", name="Xuống tin mới nhất").click()
    expect(visit.last()).to_be_in_viewport()


def test_edited_and_deleted(visit: Visit) -> None:
    message = send(visit, "trước")
    expect(visit.last()).to_contain_text("trước")
    place = {"chat_id": LAN, "message_id": message["message_id"]}
    call(visit.harness, "editMessageText", **place, text="sau")
    expect(visit.last()).to_contain_text("sau")
    expect(visit.last().locator(".meta")).to_contain_text("đã sửa")
    call(visit.harness, "deleteMessage", **place)
    expect(visit.locator(".message.other")).to_have_count(0)


def test_typing_and_drafts(visit: Visit) -> None:
    call(visit.harness, "sendChatAction", chat_id=LAN, action="typing")
    expect(visit.locator(".state")).to_contain_text("đang nhập")
    call(visit.harness, "sendMessageDraft", chat_id=LAN, draft_id=1, text="")
    expect(visit.locator(".draft")).to_have_text("Đang nghĩ…")
    call(visit.harness, "sendMessageDraft", chat_id=LAN, draft_id=1, text="Theo <b>báo", parse_mode="")
    expect(visit.locator(".draft")).to_have_text("Theo <b>báo")
    send(visit, "Theo báo ngày 5/11")
    expect(visit.locator(".draft")).to_have_count(0)
    expect(visit.locator(".state")).to_have_text("bot")


def test_reactions_of_two_people_and_of_the_bot(visit: Visit) -> None:
    updates(visit.harness, allowed_updates=["message_reaction"])
    message = send(visit, "hay không?")
    visit.last().click(button="right")
    visit.get_by_role("menuitem", name="Thả cảm xúc 🔥").click()
    mine = visit.last().get_by_role("button", name="🔥 1")
    expect(mine).to_have_attribute("aria-pressed", "true")
    visit.harness.react(message, "🔥", user_id=MINH)
    expect(visit.last().get_by_role("button", name="🔥 2")).to_be_visible()
    wish = {
        "chat_id": LAN,
        "message_id": message["message_id"],
        "reaction": [{"type": "emoji", "emoji": "👀"}],
    }
    call(visit.harness, "setMessageReaction", **wish)
    expect(visit.last().get_by_role("button", name="👀 1")).to_have_attribute("aria-pressed", "false")
    visit.last().get_by_role("button", name="🔥 2").click()
    expect(visit.last().get_by_role("button", name="🔥 1")).to_have_attribute("aria-pressed", "false")
    changes = [
        update["message_reaction"] for update in updates(visit.harness) if "message_reaction" in update
    ]
    assert [(change["user"]["id"], len(change["new_reaction"])) for change in changes] == [
        (LAN, 1),
        (MINH, 1),
        (LAN, 0),
    ]


def test_files_down_and_up(visit: Visit, tmp_path: Path) -> None:
    sent = visit.harness.send_document("số liệu.csv", "cảng;tấn\nĐông Tác;27\n".encode(), caption="bảng")
    expect(visit.last("own")).to_contain_text("số liệu.csv")
    with visit.expect_download() as download:
        visit.last("own").get_by_role("link").click()
    assert download.value.suggested_filename == "số liệu.csv"
    assert Path(download.value.path()).read_text("utf-8").startswith("cảng;tấn")
    assert sent["caption"] == "bảng"
    chosen = tmp_path / "trang.html"
    chosen.write_text("<script>alert(1)</script>", encoding="utf-8")
    visit.locator("input[type=file]").set_input_files(chosen)
    visit.get_by_label("trang.html").fill("xem giúp")
    visit.get_by_role("dialog").get_by_role("button", name="Gửi").click()
    expect(visit.last("own")).to_contain_text("xem giúp")
    document = updates(visit.harness)[-1]["message"]["document"]
    path = call(visit.harness, "getFile", file_id=document["file_id"])["result"]["file_path"]
    assert document["file_name"] == "trang.html"
    assert path.endswith(document["file_id"])


def test_a_photo_is_seen(visit: Visit) -> None:
    import httpx

    data = {"chat_id": str(LAN), "caption": "bến cá"}
    httpx.post(
        f"{visit.harness.api}/sendPhoto", data=data, files={"photo": ("a.png", PICTURE)}, trust_env=False
    )
    photo = visit.last().get_by_role("img", name="bến cá")
    expect(photo).to_be_visible()
    assert photo.evaluate("image => image.complete && image.naturalWidth") == 1


def test_editing_and_replying_by_keyboard(visit: Visit) -> None:
    box = visit.box
    box.focus()
    visit.keyboard.press("ArrowUp")
    expect(box).to_have_value("xin chào")
    visit.say("xin chào bot")
    expect(visit.last("own")).to_contain_text("xin chào bot")
    expect(visit.last("own").locator(".meta")).to_contain_text("đã sửa")
    box.fill("dòng một")
    visit.keyboard.press("Shift+Enter")
    visit.keyboard.type("dòng hai")
    visit.keyboard.press("Enter")
    expect(visit.last("own")).to_contain_text("dòng hai")
    assert updates(visit.harness)[-1]["message"]["text"] == "dòng một\ndòng hai"


def test_what_was_refused_stays_in_the_input(visit: Visit) -> None:
    visit.evaluate("document.querySelector('textarea').removeAttribute('maxlength')")
    visit.say("x" * 4097)
    expect(visit.get_by_text("message is too long")).to_be_visible()
    expect(visit.box).to_have_value("x" * 4097)
    assert visit.troubles.pop().startswith("Failed to load resource")  # the browser tells of the 400 itself


# Text with what moves offsets: astral characters, combining marks, line breaks.
texts = st.text(alphabet="ab ệ\u0309🦐👨‍👩‍👧\n<&", min_size=1, max_size=40)
kinds = st.sampled_from(
    "bold italic underline spoiler code blockquote expandable_blockquote text_link url".split()
)


@st.composite
def formatted_texts(draw: st.DrawFn) -> tuple[str, list[Json]]:
    """A text, and entities anywhere in it between code points, crossing or not; quotes do not overlap."""
    text = draw(texts)
    borders = [len(text[:at].encode("utf-16-le")) // 2 for at in range(len(text) + 1)]
    entities: list[Json] = []
    for kind in draw(st.lists(kinds, max_size=6)):
        start, end = sorted(draw(st.tuples(st.sampled_from(borders), st.sampled_from(borders))))
        is_quote = "quote" in kind
        taken = is_quote and any("quote" in e["type"] and start < e["offset"] + e["length"] for e in entities)
        if start < end and not taken:
            entities.append(
                {"type": kind, "offset": start, "length": end - start, "url": "https://bao.example/"}
            )
    return text, entities


@given(samples=st.lists(formatted_texts(), min_size=20, max_size=60))
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_character_is_lost_and_each_entity_has_its_own(samples: list[Any], visit: Visit) -> None:
    trees = visit.evaluate(
        """async (samples) => {
          const { tree } = await import("/page/entities.js");
          return samples.map(([text, entities]) => tree(text, entities));
        }""",
        [list(sample) for sample in samples],
    )
    for (text, entities), nodes in zip(samples, trees, strict=True):
        assert _without_breaks(_said(nodes)) == _without_breaks(text)
        for entity in entities:
            raw = text.encode("utf-16-le")[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])]
            covered = "".join(_covered(nodes, {key: entity[key] for key in ("type", "offset", "length")}))
            assert _without_breaks(covered) == _without_breaks(raw.decode("utf-16-le"))


def _said(nodes: list[Any]) -> str:
    return "".join(node if isinstance(node, str) else _said(node["children"]) for node in nodes)


def _covered(nodes: list[Any], wanted: Json) -> Iterator[str]:
    """The pieces of text that stand below the nodes of one entity."""
    for node in nodes:
        if isinstance(node, str):
            continue
        if wanted.items() <= node["entity"].items():
            yield _said(node["children"])
        else:
            yield from _covered(node["children"], wanted)


def _without_breaks(text: str) -> str:
    """A quote is a block, which has its line breaks by itself."""
    return text.replace("\n", "")
