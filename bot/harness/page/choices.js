// The list above the input: commands while one types "/", results of an inline query. The input keeps the focus.

import { fill, h } from "./dom.js";

/**
 * A list for an input. `show(items, wish)` fills it: an item is {title, text, picture?, choose, complete?}; `wish` has
 * its `label`, a `head` above the items, and `onMore`, called when one comes near the end. `onKey(event)` is true
 * where the list has used the key.
 */
export function mountChoices(box, input) {
  const list = h("div", { id: "choices", role: "listbox" });
  const above = h("div", { class: "above" });
  let items = [];
  let active = 0;
  let more = null;
  box.append(above, list);
  box.hidden = true;
  input.setAttribute("aria-controls", "choices");
  input.setAttribute("aria-autocomplete", "list"); // a text of several lines cannot be a combobox

  const hide = () => {
    items = [];
    box.hidden = true;
    input.removeAttribute("aria-activedescendant");
  };

  const wantMore = () => {
    const ask = more;
    more = null;
    ask?.();
  };

  const point = (index) => {
    active = index;
    for (const [at, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(at === index));
      if (at !== index) continue;
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
    if (index >= items.length - 2) wantMore();
  };

  const show = (wanted, { label, head = null, onMore = null, keep = false } = {}) => {
    items = wanted;
    more = onMore;
    if (items.length === 0 && !head) return hide();
    list.setAttribute("aria-label", label);
    fill(above, head);
    fill(list, items.map(option));
    box.hidden = false;
    return items.length > 0 ? point(keep ? active : 0) : undefined;
  };

  list.addEventListener("scroll", () => {
    if (list.scrollTop + list.clientHeight > list.scrollHeight - 80) wantMore();
  });

  const onKey = (event) => {
    if (box.hidden || items.length === 0) return false;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (steps[event.key]) point((active + steps[event.key] + items.length) % items.length);
    else if (event.key === "Tab" && !event.shiftKey && items[active].complete) items[active].complete();
    else if (event.key === "Enter" && !event.shiftKey) items[active].choose();
    else if (event.key === "Escape") hide();
    else return false;
    return true;
  };

  return { show, hide, onKey, isOpen: () => !box.hidden };
}

function option(item, index) {
  // A press must not take the focus from the input.
  const on = { pointerdown: (event) => event.preventDefault(), click: item.choose };
  return h(
    "div",
    { role: "option", id: `choice-${index}`, class: "choice", "aria-selected": "false", on },
    item.picture,
    h("span", { class: "what" }, h("span", { class: "choice-title" }, item.title), h("span", { class: "choice-text" }, item.text)),
  );
}
