// What can be done with a message: react, reply, copy, edit one's own.

import { copyText } from "./dialogs.js";
import { h } from "./dom.js";
import { closeMenu, openMenu } from "./menu.js";
import { OFFERED, toggleReaction } from "./reactions.js";
import { store } from "./store.js";
import { words } from "./words.js";

/** Open the menu of a message at an element or a point. */
export function openActions(message, at) {
  const text = message.text ?? message.caption ?? "";
  const isMine = message.from.id === store.me && Boolean(message.text);
  openMenu(
    at,
    [
      { label: words.reply, icon: "reply", choose: () => store.tell("reply", message) },
      Boolean(text) && { label: words.copyText, icon: "copy", choose: () => copyText(text) },
      isMine && { label: words.edit, icon: "edit", choose: () => store.tell("edit", message) },
    ],
    { label: words.actions, head: h("div", { class: "offered" }, OFFERED.map((emoji) => offer(message, emoji))) },
  );
}

function offer(message, emoji) {
  const choose = () => {
    closeMenu();
    toggleReaction(message, emoji);
  };
  const name = words.react(emoji);
  return h("button", { type: "button", class: "emoji", role: "menuitem", tabindex: "-1", "aria-label": name, on: { click: choose } }, emoji);
}
