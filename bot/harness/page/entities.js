// Text and entities → nodes. Offsets and lengths are UTF-16 units, which is what JavaScript's strings count in.

import { copyText } from "./dialogs.js";
import { h, icon } from "./dom.js";
import { followLink, isSafe, openHref } from "./links.js";
import { words } from "./words.js";

const QUOTES = new Set(["blockquote", "expandable_blockquote"]);
const SHOWN_LINES = 3;

/** A message's text as it looks. `onCommand` is called with the /command that is clicked. */
export function formatted(text, entities, onCommand) {
  return tree(text, entities).map((node) => render(node, onCommand));
}

/**
 * The same as a tree: texts, and {entity, text, children}. Quotes stand outermost, and the line break on either side
 * of one is left out, because a quote is a block. Entities that cross are split where the other one ends.
 */
export function tree(text, entities = []) {
  const spans = entities
    .map((entity) => ({ entity, start: Math.max(0, entity.offset), end: entity.offset + entity.length }))
    .filter(({ start, end }) => start < end && end <= text.length);
  const quotes = spans.filter(({ entity }) => QUOTES.has(entity.type)).sort((one, other) => one.start - other.start);
  const rest = spans.filter(({ entity }) => !QUOTES.has(entity.type));
  const nodes = [];
  let at = 0;
  for (const quote of quotes) {
    if (quote.start < at) continue; // Telegram sends none that overlap
    nodes.push(...branch(text, at, before(text, at, quote.start), rest), node(text, quote, rest));
    at = quote.end + (text[quote.end] === "\n" ? 1 : 0);
  }
  return [...nodes, ...branch(text, at, text.length, rest)];
}

function before(text, from, to) {
  return to > from && text[to - 1] === "\n" ? to - 1 : to;
}

function node(text, { entity, start, end }, inner) {
  return { entity, text: text.slice(start, end), children: branch(text, start, end, inner) };
}

/** The nodes of text[from:to]. */
function branch(text, from, to, spans) {
  let rest = spans
    .filter(({ start, end }) => start < to && end > from)
    .map((span) => ({ ...span, start: Math.max(from, span.start), end: Math.min(to, span.end) }))
    .sort(outermostFirst);
  const nodes = [];
  let at = from;
  while (rest.length > 0) {
    const [first, ...others] = rest;
    if (first.start > at) nodes.push(text.slice(at, first.start));
    nodes.push(node(text, first, others.filter(({ start }) => start < first.end)));
    at = first.end;
    rest = others.filter(({ end }) => end > at).map((span) => ({ ...span, start: Math.max(at, span.start) }));
    rest.sort(outermostFirst);
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function outermostFirst(one, other) {
  return one.start - other.start || other.end - one.end;
}

function render(found, onCommand) {
  if (typeof found === "string") return found;
  const children = found.children.map((child) => render(child, onCommand));
  const make = MAKERS[found.entity.type];
  return make ? make(children, found, onCommand) : h("span", {}, children);
}

const MAKERS = {
  bold: (children) => h("strong", {}, children),
  italic: (children) => h("em", {}, children),
  underline: (children) => h("u", {}, children),
  strikethrough: (children) => h("s", {}, children),
  code: (children, { text }) => h("code", { class: "code", title: words.copyText, on: { click: () => copyText(text) } }, children),
  pre: (children, { entity }) => h("pre", { "data-language": entity.language, tabindex: "0" }, h("code", {}, children)),
  spoiler: spoiler,
  hashtag: (children) => h("span", { class: "tag" }, children),
  cashtag: (children) => h("span", { class: "tag" }, children),
  mention: (children) => h("span", { class: "tag" }, children),
  text_mention: (children) => h("span", { class: "tag" }, children),
  bot_command: command,
  url: (children, { text }) => anchor(children, text.includes("://") ? text : `http://${text}`, openHref),
  email: (children, { text }) => anchor(children, `mailto:${text}`, openHref),
  text_link: (children, { entity }) => anchor(children, entity.url, followLink),
  blockquote: (children) => h("blockquote", {}, children),
  expandable_blockquote: expandable,
};

function anchor(children, href, follow) {
  if (!isSafe(href)) return h("span", {}, children);
  const onClick = (event) => {
    event.preventDefault();
    follow(href);
  };
  return h("a", { href, target: "_blank", rel: "noopener noreferrer", title: href, on: { click: onClick } }, children);
}

function command(children, { text }, onCommand) {
  return h("button", { type: "button", class: "tag", on: { click: () => onCommand(text) } }, children);
}

function spoiler(children) {
  const reveal = ({ currentTarget }) => {
    currentTarget.replaceWith(h("span", { class: "spoiler shown" }, children));
  };
  const veil = h("span", { class: "veil", "aria-hidden": "true", inert: true }, children);
  return h("button", { type: "button", class: "spoiler", "aria-label": words.spoiler, on: { click: reveal } }, veil);
}

/** A quote that shows a few lines until it is opened; one that is short anyway has nothing to open. */
function expandable(children) {
  const body = h("div", { class: "clamped" }, children);
  const toggle = h(
    "button",
    { type: "button", class: "unfold", "aria-expanded": "false", "aria-label": words.expand, hidden: true },
    icon("down"),
  );
  const quote = h("blockquote", { class: "expandable" }, body, toggle);
  const flip = () => {
    const isOpen = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(isOpen));
    toggle.setAttribute("aria-label", isOpen ? words.collapse : words.expand);
  };
  quote.addEventListener("click", (event) => {
    if (!toggle.hidden && !event.target.closest("a")) flip();
  });
  new ResizeObserver(() => {
    const line = parseFloat(getComputedStyle(body).lineHeight);
    toggle.hidden = body.scrollHeight <= line * (SHOWN_LINES + 0.5);
    quote.classList.toggle("foldable", !toggle.hidden);
  }).observe(body);
  return quote;
}
