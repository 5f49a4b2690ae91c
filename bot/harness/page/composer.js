// The foot of a chat: where one writes, or the one button that there is to press.

import { act } from "./api.js";
import { mountChoices } from "./choices.js";
import { mountCompletion } from "./completion.js";
import { complain } from "./dialogs.js";
import { fill, h, icon, iconButton } from "./dom.js";
import { mountFiles } from "./files.js";
import { start } from "./links.js";
import { place } from "./log.js";
import { nameOf } from "./people.js";
import { store } from "./store.js";
import { summary } from "./summary.js";
import { words } from "./words.js";

const kept = new Map(); // what was begun in other chats
let context = null; // {kind: "reply" | "edit", message}

/** Put the foot into its element; `payload` is that of the link which the page was opened with, or null. */
export function mountFoot(element, payload) {
  const pending = { payload };
  let wasOpen = 0;
  let drawn = "";
  const draw = () => {
    const bar = barInstead(pending);
    // Who is writing must not lose the input because something else has changed.
    const needed = [bar?.textContent, bar ? "" : `${store.openId} ${store.topic}`, store.chat.commands.length > 0].join("|");
    if (needed === drawn) return;
    drawn = needed;
    const input = element.querySelector("textarea");
    if (input) kept.set(wasOpen, input.value);
    if (wasOpen !== store.openId) context = null;
    wasOpen = store.openId;
    fill(element, bar ?? composer());
  };
  store.on("language", () => (drawn = ""));
  store.on("all opened chat message deleted", draw);
}

/** The button, or the notice, that is there in place of the input; null where one can write. */
function barInstead(pending) {
  const { chat, topic } = store;
  if (chat.id < 0) {
    if (chat.closedTopics.includes(topic) && topic) return h("p", { class: "bar" }, words.closed);
    return null;
  }
  if (chat.standing === "kicked") return bar(words.unblock, () => start());
  if (pending.payload === null && chat.messages.size > 0) return null;
  return bar(words.start, async () => {
    const { payload } = pending;
    pending.payload = null;
    history.replaceState(null, "", location.pathname + location.hash);
    await start(payload ?? "");
  });
}

function bar(label, onClick) {
  return h("button", { type: "button", class: "bar", on: { click: onClick } }, label);
}

function composer() {
  const input = h("textarea", { rows: "1", placeholder: words.write, "aria-label": words.writeLabel, maxlength: "4096", autocomplete: "off" });
  const box = h("div", { class: "choices" });
  const about = h("div", { class: "context" });
  const choices = mountChoices(box, input);
  const sendButton = h("button", { type: "submit", class: "send", "aria-label": words.send, title: words.send }, icon("send"));
  const write = (text) => {
    input.value = text;
    input.dispatchEvent(new Event("input"));
    input.focus();
  };
  const send = (text) => submit(text, { input, write, about });
  const completion = mountCompletion(input, choices, { write, send });
  const form = h(
    "form",
    { class: "composer" },
    box,
    h("div", { class: "box" }, about, h("div", { class: "line" }, menuButton(input, write, choices), input, mountFiles())),
    sendButton,
  );
  const grow = () => {
    sendButton.disabled = input.value.trim() === "";
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight}px`;
  };
  input.addEventListener("input", grow);
  input.addEventListener("keydown", (event) => onKey(event, { input, choices, form, about }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(input.value);
  });
  listen({ input, write, about });
  input.value = kept.get(store.openId) ?? "";
  requestAnimationFrame(grow);
  showContext(about);
  if (input.value) completion.offer();
  return form;
}

/** The blue button that lists the commands. */
function menuButton(input, write, choices) {
  if (store.chat.commands.length === 0) return null;
  const toggle = () => {
    const isOpen = choices.isOpen();
    write(isOpen ? "" : "/");
    if (isOpen) choices.hide();
  };
  return h("button", { type: "button", class: "commands", "aria-label": words.commands, on: { click: toggle } }, icon("menu"), h("span", {}, words.commandsShort));
}

let listener = new AbortController();

/** Other parts of the page ask to reply, to edit, or to begin a text; the composer that is there hears it. */
function listen({ input, write, about }) {
  listener.abort();
  listener = new AbortController();
  const { signal } = listener;
  const hear = (name, take) => store.addEventListener(name, (event) => take(event.detail), { signal });
  hear("reply", (message) => {
    context = { kind: "reply", message };
    showContext(about);
    input.focus();
  });
  hear("edit", (message) => {
    context = { kind: "edit", message };
    showContext(about);
    write(message.text);
  });
  hear("compose", write);
}

function showContext(about) {
  about.hidden = !context;
  if (!context) return;
  const { kind, message } = context;
  fill(
    about,
    icon(kind),
    h("div", { class: "replied" }, h("span", { class: "who" }, kind === "edit" ? words.editing : words.replyTo(nameOf(message.from))), h("span", { class: "line" }, summary(message))),
    iconButton("close", words.cancel, () => {
      context = null;
      showContext(about);
    }),
  );
}

function onKey(event, { input, choices, form, about }) {
  if (event.isComposing) return; // an input method is at work: the key is its own
  if (choices.onKey(event)) event.preventDefault();
  else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === "Escape" && context) {
    context = null;
    showContext(about);
  } else if (event.key === "ArrowUp" && input.value === "") {
    const mine = [...store.chat.messages.values()].findLast((message) => message.from.id === store.me && message.text);
    if (mine) store.tell("edit", mine);
  }
}

async function submit(text, { write, about }) {
  if (text.trim() === "") return;
  const before = context;
  context = null;
  showContext(about);
  write("");
  if (await complain(sent(text, before))) return;
  context = before;
  showContext(about);
  write(text);
}

function sent(text, about) {
  if (about?.kind === "edit") return act("edit", { chat_id: store.openId, message_id: about.message.message_id, text });
  if (isForGuest(text)) return act("guest", { chat_id: store.openId, user_id: store.me, text });
  return act("message", { ...place(), text, ...(about ? { reply_to: about.message.message_id } : {}) });
}

/** Whether the bot is called into a group where it is no member. */
function isForGuest(text) {
  const isThere = ["member", "administrator"].includes(store.chat.standing);
  return store.openId < 0 && !isThere && text.toLowerCase().includes(`@${store.bot.username}`.toLowerCase());
}
