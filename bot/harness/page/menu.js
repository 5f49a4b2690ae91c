// A menu that opens beside what was pressed, worked with arrow keys, closed by Escape or a press elsewhere.

import { h, icon } from "./dom.js";

let close = () => {};

/**
 * Open a menu at an element or at a point {x, y}. `items` are {label, icon, choose, isChecked?, isGrave?}, with null
 * for a line between them; `head` is put above them.
 */
export function openMenu(at, items, { label, head = null } = {}) {
  close();
  const opener = document.activeElement;
  const shown = items.filter((item) => item !== false);
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label }, head, shown.map(entry));
  close = () => {
    menu.remove();
    removeEventListener("pointerdown", closeElsewhere, true);
    removeEventListener("resize", close);
    close = () => {};
    if (opener?.isConnected) opener.focus();
  };
  const closeElsewhere = (event) => !menu.contains(event.target) && close();
  addEventListener("pointerdown", closeElsewhere, true);
  addEventListener("resize", close);
  menu.addEventListener("keydown", (event) => onKey(event, menu));
  document.querySelector("main").append(menu);
  place(menu, at);
  choices(menu)[0]?.focus();
}

function entry(item) {
  if (item === null) return h("hr", { role: "separator" });
  const role = item.isChecked === undefined ? "menuitem" : "menuitemcheckbox";
  const choose = () => {
    close();
    item.choose();
  };
  return h(
    "button",
    {
      type: "button",
      class: item.isGrave ? "entry grave" : "entry",
      role,
      tabindex: "-1",
      "aria-checked": item.isChecked === undefined ? null : String(item.isChecked),
      on: { click: choose },
    },
    item.picture ?? icon(item.icon),
    h("span", { class: "label" }, item.label),
    item.isChecked ? icon("check") : null,
  );
}

/** Close the open menu, if any. */
export function closeMenu() {
  close();
}

function choices(menu) {
  return [...menu.querySelectorAll("button")];
}

function onKey(event, menu) {
  const all = choices(menu);
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) all.at(to % all.length).focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Beside its opener, but inside the window. */
function place(menu, at) {
  const box = at instanceof Element ? at.getBoundingClientRect() : { left: at.x, right: at.x, top: at.y, bottom: at.y };
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = box.left + width > innerWidth - 8 ? box.right - width : box.left;
  const top = box.bottom + height > innerHeight - 8 ? box.top - height : box.bottom;
  menu.style.left = `${Math.min(Math.max(8, left), Math.max(8, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.min(Math.max(8, top), Math.max(8, innerHeight - height - 8))}px`;
}
