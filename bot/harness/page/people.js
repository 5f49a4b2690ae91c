// Faces and names: a bot has its picture, everybody else their initials on a colour of their own.

import { h } from "./dom.js";
import { store } from "./store.js";

const COLOURS = 7;

/** The name of a sender. */
export function nameOf(user) {
  return [user.first_name, user.last_name].filter(Boolean).join(" ");
}

/** A number from 0 on that is always the same for the same person or chat; styles give it a colour. */
export function colourOf(id) {
  return [...String(id)].reduce((sum, digit) => sum + (Number(digit) || 0), 0) % COLOURS;
}

/** A round picture; it says nothing to those who do not see it, because the name stands beside it. */
export function avatar(id, name) {
  if (id === store.bot.id) return botPicture();
  return h("span", { class: "avatar", "data-colour": colourOf(id), "aria-hidden": "true" }, initials(name));
}

/** The picture of a chat: that of the bot for the private one. */
export function chatAvatar(chat) {
  return chat.id > 0 ? botPicture() : avatar(chat.id, chat.title);
}

function botPicture() {
  return h("img", { class: "avatar", src: "/page/icon.svg", alt: "" });
}

function initials(name) {
  const letters = name.trim().split(/\s+/).map((word) => [...word][0] ?? "");
  return letters.slice(0, 2).join("").toUpperCase() || "?";
}
