// Elements are made here and nowhere else. Text goes in as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element. `properties`: `class`, `on` ({event: listener}), `data` (dataset); everything else is an attribute,
 * left out where it is false, null or undefined. Children are nodes, texts, and lists of them; empty ones are left out.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) set(element, name, value);
  element.append(...present(children));
  return element;
}

function present(children) {
  return children.flat().filter((child) => ![null, undefined, false, ""].includes(child));
}

function set(element, name, value) {
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
  } else if (name === "data") {
    Object.assign(element.dataset, value);
  } else if (value !== false && value !== null && value !== undefined) {
    element.setAttribute(name, value === true ? "" : value);
  }
}

// Line drawings on a field of 24 × 24.
const ICONS = {
  menu: "M4 7h16M4 12h16M4 17h16",
  back: "M19 12H5m6-7-7 7 7 7",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zm5 12 4.5 4.5",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  code: "m8 7-5 5 5 5m8-10 5 5-5 5M13.5 5l-3 14",
  send: "M4 12 3.5 4.5 21 12 3.5 19.5 4 12h8",
  attach: "m20 11.5-8.3 8.2a5 5 0 0 1-7.1-7l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.4a1.7 1.7 0 0 1-2.4-2.4l7.6-7.5",
  close: "M6 6l12 12M18 6 6 18",
  reply: "M10 7V3.5L3.5 10 10 16.5V13c5 0 8 1.5 10.5 5.5C20 12 17 7.5 10 7z",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  edit: "M4 20h4L19.5 8.5l-4-4L4 16zM13.5 6.5l4 4",
  check: "m5 12.5 4.5 4.5L19 7",
  checks: "m2 13 4.5 4.5L15 8M10.8 16l1.5 1.5L21 8",
  down: "m6 9.5 6 6 6-6",
  link: "M8 16 16.5 7.5M9 7h8v8",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  globe: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c-5 5-5 13 0 18 5-5 5-13 0-18z",
  group: "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 19.5c0-7 13-7 13 0M16 5.3a3.5 3.5 0 0 1 0 6.4M18 14.5c2 .7 3.5 2.4 3.5 5",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c0-8 15-8 15 0",
  add: "M12 5v14M5 12h14",
  reset: "M5 8a8.5 8.5 0 1 1-1.2 7M4.5 3v5.5H10",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  pin: "M9 3h6l-1 7 3.5 3.5h-11L10 10zM12 13.5V21",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.5 14.5c2 2.5 5 2.5 7 0M9 9.5v.01M15 9.5v.01",
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.8 5.8l12.4 12.4",
  topic: "M4 5h16v11H10l-4 4v-4H4z",
};

/** A drawing that says nothing by itself: what holds it needs a name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button with a drawing and a name for those who do not see it. */
export function iconButton(name, label, onClick, properties = {}) {
  return h(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, on: { click: onClick }, ...properties },
    icon(name),
  );
}

/** Put other children in place of those that are there. */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
}
