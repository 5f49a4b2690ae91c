// What stands above the page: questions, alerts, forms, and toasts that go by themselves.

import { h } from "./dom.js";
import { Refused } from "./api.js";
import { words } from "./words.js";

const TOAST_MS = 4000;
let dialogs = 0;

/** Ask yes or no; `detail` is what it is about, such as an address. Whether yes. */
export async function ask({ title, text, detail = "", yes = words.ok, isGrave = false }) {
  const body = [h("p", {}, text), detail && h("p", { class: "detail" }, detail)];
  return (await show({ title, body, buttons: [no(), yesButton(yes, isGrave)] })) === "yes";
}

/** Say something that has to be read before one goes on. */
export async function alert(text, title = "") {
  await show({ title, body: [h("p", {}, text)], buttons: [yesButton(words.ok)], role: "alertdialog" });
}

/** Ask for values: `fields` are {name, label, value?, options?: [[value, label]]}. The values, or null for none. */
export async function form({ title, fields, yes = words.ok }) {
  const body = fields.map(({ name, label, ...more }) => labelled(label, field(name, more)));
  const dialog = build({ title, body, buttons: [no(), yesButton(yes)] });
  if ((await answer(dialog)) !== "yes") return null;
  return Object.fromEntries(new FormData(dialog.querySelector("form")));
}

/** A field with its label, for dialogs and for the panel. */
export function labelled(label, input) {
  return h("label", { class: "field" }, h("span", {}, label), input);
}

/** An input of one line, or a choice where there are `options`. */
export function field(name, { value = "", options = null, ...more } = {}) {
  if (!options) return h("input", { name, value, autocomplete: "off", required: true, ...more });
  return h("select", { name, ...more }, options.map(([key, label]) => h("option", { value: key, selected: key === value }, label)));
}

function no() {
  return h("button", { class: "plain", value: "no", formnovalidate: true }, words.cancel);
}

function yesButton(label, isGrave = false) {
  return h("button", { class: isGrave ? "plain grave" : "plain", value: "yes", "data-first": true }, label);
}

function show(wish) {
  return answer(build(wish));
}

function build({ title, body, buttons, role = "dialog" }) {
  const id = `dialog-${(dialogs += 1)}`;
  const head = title && h("h2", { id }, title);
  const content = h("form", { method: "dialog" }, head, h("div", { id: `${id}-text` }, body), h("div", { class: "answers" }, buttons));
  const names = head ? { "aria-labelledby": id, "aria-describedby": `${id}-text` } : { "aria-labelledby": `${id}-text` };
  return h("dialog", { role, ...names }, content);
}

/** The value of the button that closes the dialog; "no" for Escape and for a click beside it. */
function answer(dialog) {
  document.body.append(dialog);
  dialog.returnValue = "no";
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close("no"));
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue || "no");
    });
    dialog.showModal();
    (dialog.querySelector("input, select") ?? dialog.querySelector("[data-first]")).focus();
  });
}

/** Say something in passing. */
export function toast(text) {
  const note = h("div", { class: "toast" }, text);
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), TOAST_MS);
}

/** Put a text into the clipboard, and say whether it is there. */
export async function copyText(text) {
  const isCopied = await navigator.clipboard.writeText(text).then(() => true, () => false);
  toast(isCopied ? words.copied : words.notCopied);
}

/** Wait for what the server does; where it refuses, say why. Its answer, or null. */
export async function complain(promise) {
  try {
    return await promise;
  } catch (error) {
    if (!(error instanceof Refused || error instanceof TypeError)) throw error;
    toast(error instanceof Refused ? error.message : words.connecting);
    return null;
  }
}
