// The keyboard under a bubble: buttons wait for the bot's answer, open links, copy, or begin an inline query.

import { act } from "./api.js";
import { alert, complain, copyText, toast } from "./dialogs.js";
import { h, icon } from "./dom.js";
import { followLink } from "./links.js";
import { store } from "./store.js";
import { words } from "./words.js";

const PATIENCE_MS = 15_000;
const busy = new Set(); // keys of the buttons that wait
const waiting = new Map(); // query id → what to do with its answer
const early = new Map(); // answers that came before the server had told us the query's id

const MARKS = { url: "link", copy_text: "copy", switch_inline_query: "reply", switch_inline_query_current_chat: "reply" };

/** The keyboard of a message, null where it has none. */
export function inlineKeyboard(chat, message) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return h("div", { class: "keyboard" }, rows.map((row) => h("div", { class: "keys" }, row.map((button) => key(chat, message, button)))));
}

function key(chat, message, button) {
  const kind = Object.keys(PRESSES).find((name) => name in button);
  const mark = MARKS[kind];
  const isBusy = busy.has(keyOf(message, button));
  const onClick = ({ currentTarget }) => PRESSES[kind](button, { chat, message, element: currentTarget });
  return h(
    "button",
    { type: "button", class: `key${isBusy ? " busy" : ""}`, "aria-busy": isBusy && "true", disabled: !kind, on: { click: onClick } },
    h("span", { class: "label" }, button.text),
    mark && icon(mark),
  );
}

const PRESSES = {
  callback_data: press,
  url: ({ url }) => followLink(url),
  copy_text: ({ copy_text: { text } }) => copyText(text),
  switch_inline_query: ({ switch_inline_query: query }) => store.tell("compose", `@${store.bot.username} ${query}`),
  switch_inline_query_current_chat: ({ switch_inline_query_current_chat: query }) =>
    store.tell("compose", `@${store.bot.username} ${query}`),
};

function keyOf(message, button) {
  return `${message.chat.id} ${message.message_id} ${button.callback_data}`;
}

async function press(button, { chat, message, element }) {
  const name = keyOf(message, button);
  if (busy.has(name)) return;
  busy.add(name);
  mark(element, true);
  const wish = { chat_id: chat.id, message_id: message.message_id, data: button.callback_data, user_id: store.me };
  const pressed = await complain(act("callback", wish));
  const answer = pressed && (await answerTo(pressed.callback_query_id));
  busy.delete(name);
  // While the bot was at it, it may have edited the message, which was then drawn anew with a button that waits.
  if (element.isConnected) mark(element, false);
  else store.tell("message", { chat, message: chat.messages.get(message.message_id) ?? message, isNew: false });
  if (pressed && !answer) toast(words.noAnswer);
  if (answer) await show(answer);
}

function mark(element, isBusy) {
  element.classList.toggle("busy", isBusy);
  element.setAttribute("aria-busy", String(isBusy));
}

/** The bot's answer to a query, null where none comes in time. */
function answerTo(id) {
  if (early.has(id)) return early.get(id);
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(null), PATIENCE_MS);
    const done = (answer) => {
      clearTimeout(timer);
      waiting.delete(id);
      resolve(answer);
    };
    waiting.set(id, done);
  });
}

store.on("callback", (event) => {
  const id = event.callback_query_id;
  if (waiting.has(id)) {
    waiting.get(id)(event);
    return;
  }
  early.set(id, event);
  setTimeout(() => early.delete(id), PATIENCE_MS);
});

async function show({ text, show_alert: isAlert, url }) {
  if (url) await followLink(url);
  else if (text && isAlert) await alert(text, store.bot.first_name);
  else if (text) toast(text);
}
