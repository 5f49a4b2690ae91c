// The messages of the open chat, by day and in runs of one sender; it stays at the bottom while one is there.

import { openActions } from "./actions.js";
import { act } from "./api.js";
import { draftElement, messageElement } from "./bubble.js";
import { complain } from "./dialogs.js";
import { fill, h } from "./dom.js";
import { mountJump } from "./jump.js";
import { mountSticky } from "./sticky.js";
import { store } from "./store.js";
import { dayKey, dayName, words } from "./words.js";

const RUN_S = 600; // later messages of the same sender begin a new run
const STEP = 200; // so many are drawn at first, and so many more when one scrolls up
const DRAFT_MS = 30_000;

let log;
let list; // in the log, so that its growing can be watched
let jump;
let drawn = STEP;
let draftTimer = 0;

const doing = {
  command: (text) => complain(act("message", { ...place(), text })),
  jump: (id) => reveal(id),
  menu: openActions,
};

/** Put the log into its element. */
export function mountLog(element) {
  log = element;
  list = h("div", { class: "list" });
  log.append(list);
  jump = mountJump(log, list);
  mountSticky(log);
  let shownPlace = "";
  store.on("all opened", () => {
    const now = `${store.me} ${store.openId} ${store.topic}`;
    const isNew = now !== shownPlace;
    shownPlace = now;
    if (isNew) drawn = STEP;
    jump.keeping(draw, { isOwn: isNew });
  });
  store.on("message", onMessage);
  store.on("deleted", ({ chat, message_ids: ids }) => chat.id === store.openId && jump.keeping(() => remove(ids)));
  store.on("chat", () => list.querySelector(".welcome") && draw());
  store.on("draft", ({ chat }) => chat.id === store.openId && jump.keeping(drawDraft));
  log.addEventListener("keydown", onKey);
  log.addEventListener("contextmenu", onMenu);
  log.addEventListener("dblclick", onDouble);
  log.addEventListener("scroll", onScroll, { passive: true });
}

/** Where one writes: chat, person, topic. */
export function place() {
  return { chat_id: store.openId, user_id: store.me, ...(store.topic ? { message_thread_id: store.topic } : {}) };
}

function shown() {
  const all = [...store.chat.messages.values()];
  return store.topic ? all.filter((message) => message.message_thread_id === store.topic) : all;
}

function draw() {
  log.setAttribute("aria-label", words.messages);
  log.setAttribute("aria-description", words.logHint);
  log.setAttribute("aria-busy", "true"); // a whole chat is not news
  const messages = shown().slice(-drawn);
  const days = Map.groupBy(messages, ({ date }) => dayKey(date));
  fill(list, messages.length ? [...days.values()].map(day) : welcome());
  drawDraft();
  log.setAttribute("aria-busy", "false");
}

function day(messages) {
  const pill = h("div", { class: "day" }, h("span", { class: "pill" }, dayName(messages[0].date)));
  const section = h("div", { class: "of-day", "data-day": dayKey(messages[0].date) }, pill, messages.map(element));
  markRuns(section);
  return section;
}

function element(message) {
  const made = messageElement(store.chat, message, doing);
  made.data = message;
  return made;
}

/** The first and the last of a run have the name and the tail. */
function markRuns(section) {
  const all = [...section.querySelectorAll("[data-id]")];
  for (const [index, one] of all.entries()) {
    one.classList.toggle("first", !isRun(all[index - 1], one));
    one.classList.toggle("last", !isRun(one, all[index + 1]));
  }
}

function isRun(one, next) {
  if (!one || !next || [one, next].some((element) => element.classList.contains("notice"))) return false;
  return one.data.from.id === next.data.from.id && next.data.date - one.data.date < RUN_S;
}

function onMessage({ chat, message, isNew }) {
  if (chat.id !== store.openId || (store.topic && message.message_thread_id !== store.topic)) return;
  // What was drawn with the whole chat just before its news came is there already.
  if (!isNew || log.querySelector(`[data-id="${message.message_id}"]`)) {
    jump.keeping(() => redraw(message));
    return;
  }
  const isOwn = message.from.id === store.me;
  jump.keeping(() => append(message), { isOwn });
}

function redraw(message) {
  const old = log.querySelector(`[data-id="${message.message_id}"]`);
  if (!old) return;
  const focused = old.contains(document.activeElement) ? pressable(old).indexOf(document.activeElement) : null;
  const now = element(message);
  old.replaceWith(now);
  markRuns(now.parentElement);
  if (focused !== null) (pressable(now)[focused] ?? now).focus({ preventScroll: true });
}

function remove(ids) {
  for (const id of ids) {
    const gone = log.querySelector(`[data-id="${id}"]`);
    const section = gone?.parentElement;
    gone?.remove();
    if (section) markRuns(section);
  }
  if (!log.querySelector("[data-id]")) draw();
}

function pressable(message) {
  return [...message.querySelectorAll("a, button")];
}

function append(message) {
  let section = log.querySelector(`[data-day="${dayKey(message.date)}"]`);
  if (!section || log.querySelector(".welcome")) {
    draw();
    section = log.querySelector(`[data-day="${dayKey(message.date)}"]`);
  } else {
    section.append(element(message));
    markRuns(section);
    drawDraft();
  }
  section.lastElementChild.classList.add("fresh");
}

function drawDraft() {
  log.querySelector(".draft")?.remove();
  clearTimeout(draftTimer);
  const { draft } = store.chat;
  if (!draft) return;
  list.append(draftElement(draft, doing));
  draftTimer = setTimeout(() => {
    store.chat.draft = null;
    drawDraft();
  }, DRAFT_MS);
}

/** What an empty chat shows: in private what the bot says of itself. */
function welcome() {
  const { description, id } = store.chat;
  const picture = h("img", { class: "portrait", src: "/page/icon.svg", alt: "" });
  const text = id > 0 && description ? [picture, h("h3", {}, words.what), h("p", {}, description)] : [h("p", {}, words.noMessages)];
  return h("div", { class: "welcome" }, h("div", { class: "card" }, text));
}

/** Bring a message into view and let it flash. */
export function reveal(id) {
  const target = log.querySelector(`[data-id="${id}"]`);
  if (!target) return;
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
  target.classList.remove("flash");
  requestAnimationFrame(() => target.classList.add("flash"));
}

function messageAt(event) {
  return event.target.closest?.(".message");
}

function onKey(event) {
  const isHere = event.target === log || event.target.hasAttribute("data-id");
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!isHere) return;
  if (step) {
    event.preventDefault();
    walk(event.target, step);
  } else if (event.key === "Enter" && messageAt(event)) {
    event.preventDefault();
    openActions(event.target.data, event.target.querySelector(".bubble"));
  }
}

function walk(from, step) {
  const all = [...log.querySelectorAll("[data-id]")];
  const at = all.indexOf(from);
  const next = at < 0 ? all.at(-1) : all[at + step];
  next?.focus();
}

function onMenu(event) {
  const found = messageAt(event);
  if (!found || event.target.closest("a") || String(getSelection())) return;
  event.preventDefault();
  const isKey = event.clientX === 0 && event.clientY === 0;
  openActions(found.data, isKey ? found.querySelector(".bubble") : { x: event.clientX, y: event.clientY });
}

/** Two clicks beside a bubble answer it. */
function onDouble(event) {
  const found = messageAt(event);
  if (found && !event.target.closest(".bubble, .keyboard")) store.tell("reply", found.data);
}

function onScroll() {
  if (log.scrollTop > 80 || shown().length <= drawn) return;
  const height = log.scrollHeight;
  drawn += STEP;
  draw();
  log.scrollTop += log.scrollHeight - height;
}
