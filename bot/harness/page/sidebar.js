// The list of chats on the left, and above it the menu with people, new groups, light and language.

import { act } from "./api.js";
import { complain, form } from "./dialogs.js";
import { fill, h, iconButton } from "./dom.js";
import { openMenu } from "./menu.js";
import { avatar, chatAvatar, nameOf } from "./people.js";
import { store } from "./store.js";
import { summary } from "./summary.js";
import { flipTheme, isDark } from "./theme.js";
import { clock, dayKey, words } from "./words.js";

let wanted = "";

/** Put the list into its element; `show(id)` opens a chat, `togglePanel` the developers' panel. */
export function mountSidebar(element, { show, togglePanel }) {
  const list = h("div", { id: "chats", role: "list" });
  const drawList = () => {
    const focused = list.contains(document.activeElement) && document.activeElement.dataset.chat;
    fill(list, store.visible.filter(fits).map((chat) => h("div", { role: "listitem" }, entry(chat, show))));
    if (focused) list.querySelector(`[data-chat="${focused}"]`)?.focus();
  };
  const draw = () => {
    const search = h("input", { type: "search", placeholder: words.search, "aria-label": words.search, value: wanted });
    search.addEventListener("input", () => {
      wanted = search.value;
      drawList();
    });
    const onMenu = (event) => mainMenu(event.currentTarget, togglePanel);
    element.setAttribute("aria-label", words.chats);
    fill(element, h("div", { class: "top" }, iconButton("menu", words.menu, onMenu, { "aria-haspopup": "menu" }), search), list);
    drawList();
  };
  store.on("language", draw);
  store.on("all opened chats chat message deleted", drawList);
}

function fits({ title }) {
  return title.toLowerCase().includes(wanted.trim().toLowerCase());
}

function entry(chat, show) {
  const message = [...chat.messages.values()].at(-1);
  const isOpen = chat.id === store.openId;
  return h(
    "button",
    { type: "button", class: "entry-chat", "data-chat": chat.id, "aria-current": isOpen && "true", on: { click: () => show(chat.id) } },
    chatAvatar(chat),
    h(
      "span",
      { class: "lines" },
      h("span", { class: "upper" }, h("span", { class: "chat-title" }, chat.title), message && h("time", {}, when(message.date))),
      h(
        "span",
        { class: "lower" },
        h("span", { class: "last-words" }, message ? preview(chat, message) : words.noMessages),
        chat.unread > 0 && h("span", { class: "count", "aria-label": words.unread(chat.unread) }, String(chat.unread)),
      ),
    ),
  );
}

function preview(chat, message) {
  const isForeign = chat.id < 0 && message.from.id !== store.me;
  return isForeign ? [h("span", { class: "by" }, `${nameOf(message.from)}: `), summary(message)] : summary(message);
}

function when(seconds) {
  if (dayKey(seconds) === dayKey(Date.now() / 1000)) return clock(seconds);
  const day = new Date(seconds * 1000);
  return `${day.getDate()}/${day.getMonth() + 1}`;
}

function mainMenu(at, togglePanel) {
  const people = [...store.people.values()].map((user) => ({
    label: nameOf(user),
    picture: avatar(user.id, nameOf(user)),
    isChecked: user.id === store.me,
    choose: () => store.become(user.id),
  }));
  openMenu(
    at,
    [
      ...people,
      { label: words.addPerson, icon: "person", choose: addPerson },
      null,
      { label: words.newGroup, icon: "group", choose: newGroup },
      { label: words.night, icon: "moon", isChecked: isDark(), choose: flipTheme },
      { label: words.language, icon: "globe", choose: flipLanguage },
      null,
      { label: words.developer, icon: "code", choose: togglePanel },
    ],
    { label: words.menu },
  );
}

async function addPerson() {
  const made = await form({ title: words.addPerson, fields: [{ name: "name", label: words.name, maxlength: "64" }] });
  if (!made) return;
  const id = Math.max(...store.people.keys()) + 1;
  const user = await complain(act("user", { id, first_name: made.name, language_code: store.person.language_code }));
  if (user) await store.become(id);
}

async function newGroup() {
  const options = [["group", words.group], ["supergroup", words.supergroup], ["forum", words.forum]];
  const fields = [
    { name: "title", label: words.groupName, maxlength: "128" },
    { name: "kind", label: words.groupKind, options, value: "group" },
  ];
  const made = await form({ title: words.newGroup, fields });
  if (!made) return;
  const id = -(Date.now() % 1e9); // one that no earlier group had: the bot may remember it
  const type = made.kind === "group" ? "group" : "supergroup";
  const wish = { id, type, title: made.title, is_forum: made.kind === "forum", status: "left" };
  if (!(await complain(act("chat", wish)))) return;
  await complain(act("member", { chat_id: id, user_id: store.me, status: "member" }));
  await store.load();
  store.open(id);
}

/** The bot answers in the person's language, and so does the page. */
function flipLanguage() {
  const { id, first_name, language_code } = store.person;
  return complain(act("user", { id, first_name, language_code: language_code === "vi" ? "en" : "vi" }));
}
