// The head of a chat: face, name, what is going on; the pinned message; the topics of a forum.

import { chatMenu } from "./chatmenu.js";
import { act } from "./api.js";
import { complain, form } from "./dialogs.js";
import { fill, h, icon, iconButton } from "./dom.js";
import { reveal } from "./log.js";
import { chatAvatar } from "./people.js";
import { store } from "./store.js";
import { summary } from "./summary.js";
import { words } from "./words.js";

let timer = 0;

/** Put the head into its three elements; `showList` leads back to the chats on a phone, `togglePanel` opens the panel. */
export function mountHeader({ head, topics, pinned }, { showList, togglePanel }) {
  const face = h("span", { class: "of-chat" });
  const name = h("h2");
  const status = h("p", { class: "state", role: "status" });
  const drawHead = () => {
    fill(face, chatAvatar(store.chat));
    fill(name, store.chat.title);
    drawState(status);
  };
  store.on("language", () => fill(head, frame(face, name, status, { showList, togglePanel })));
  store.on("all opened chat chats", () => {
    drawHead();
    drawTopics(topics);
    drawPinned(pinned);
  });
  store.on("typing connection", () => drawState(status));
  store.on("message", ({ chat }) => {
    if (chat.id !== store.openId) return;
    drawState(status);
    drawTopics(topics);
  });
  store.on("pinned deleted", () => drawPinned(pinned));
}

function frame(face, name, status, { showList, togglePanel }) {
  const toPanel = { "aria-expanded": "false", "aria-controls": "panel" };
  return [
    iconButton("back", words.back, showList, { class: "icon-button to-list" }),
    face,
    h("div", { class: "title" }, name, status),
    iconButton("code", words.developer, togglePanel, toPanel),
    iconButton("more", words.menu, (event) => chatMenu(event.currentTarget), { "aria-haspopup": "menu" }),
  ];
}

function drawState(element) {
  const { text, isLively } = state(store.chat);
  element.classList.toggle("lively", Boolean(isLively));
  if (isLively || element.textContent !== text) fill(element, text); // what is said again would be read out again
}

/** What stands under the name. */
function state(chat) {
  if (!store.isConnected) return { text: words.connecting };
  const left = chat.typingUntil - Date.now();
  if (left > 0) {
    clearTimeout(timer);
    timer = setTimeout(() => store.tell("typing"), left + 50);
    const who = chat.id > 0 ? words.isTyping : words.typingWho(store.bot.first_name);
    return { text: [who, dots()], isLively: true };
  }
  if (chat.id > 0) return { text: words.bot };
  const bot = { administrator: words.botAdmin, member: "" }[chat.standing] ?? words.botOut;
  return { text: [words.members(store.people.size + (bot === words.botOut ? 0 : 1)), bot].filter(Boolean).join(", ") };
}

function dots() {
  return h("span", { class: "dots3", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
}

function drawPinned(element) {
  const message = store.chat.messages.get(store.chat.pinned.at(-1));
  element.hidden = !message;
  if (!message) return;
  fill(
    element,
    h(
      "button",
      { type: "button", class: "replied", on: { click: () => reveal(message.message_id) } },
      h("span", { class: "who" }, words.pinned),
      h("span", { class: "line" }, summary(message)),
    ),
    icon("pin"),
  );
}

function drawTopics(element) {
  const { isForum, topics, id } = store.chat;
  element.hidden = !isForum;
  if (!isForum) return;
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", words.topics);
  const all = [{ message_thread_id: 0, name: words.allTopics }, ...topics];
  const needed = JSON.stringify([id, store.topic, all]);
  if (element.dataset.drawn === needed) return; // else whoever stands on a topic loses their place
  element.dataset.drawn = needed;
  fill(
    element,
    all.map(({ message_thread_id: number, name }) =>
      h(
        "button",
        { type: "button", class: "topic", "aria-pressed": String(number === store.topic), on: { click: () => store.open(id, number) } },
        name,
      ),
    ),
    iconButton("add", words.newTopic, newTopic),
  );
}

async function newTopic() {
  const made = await form({ title: words.newTopic, fields: [{ name: "name", label: words.topicName }] });
  if (!made) return;
  const topic = await complain(act("topic", { chat_id: store.openId, user_id: store.me, name: made.name }));
  if (!topic) return;
  await store.loadChat(store.openId);
  store.open(store.openId, topic.message_thread_id);
}
