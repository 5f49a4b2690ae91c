// Files, pictures, and the card of a link.

import { fileUrl } from "./api.js";
import { h, icon } from "./dom.js";
import { isSafe, openHref } from "./links.js";
import { size, words } from "./words.js";

/** A document: its name, its size, and a way to save it. */
export function file(document) {
  const name = document.file_name || words.file;
  return h(
    "a",
    { class: "file", href: fileUrl(document.file_id, name), download: name },
    h("span", { class: "sheet" }, icon("file")),
    h("span", { class: "about" }, h("span", { class: "file-name" }, name), h("span", { class: "size" }, size(document.file_size))),
  );
}

/** A photo. */
export function picture(message) {
  return h("img", { class: "photo", src: fileUrl(message.photo.at(-1).file_id), alt: message.caption ?? words.photo });
}

/**
 * The card of a message's first link, null where previews are switched off. Nothing is fetched: what the message
 * itself tells of the link is all there is.
 */
export function preview(message) {
  const options = message.link_preview_options ?? {};
  const link = firstLink(message, options.url);
  if (options.is_disabled || !link || !isSafe(link.href)) return null;
  const url = new URL(link.href);
  const onClick = (event) => {
    event.preventDefault();
    openHref(link.href);
  };
  return h(
    "a",
    { class: "preview", href: link.href, target: "_blank", rel: "noopener noreferrer", on: { click: onClick } },
    h("span", { class: "site" }, url.hostname),
    link.title && h("span", { class: "headline" }, link.title),
    h("span", { class: "path" }, decodeURI(url.pathname)),
  );
}

function firstLink({ text = "", entities = [] }, chosen) {
  const links = entities.filter(({ type }) => type === "url" || type === "text_link").map(({ type, url, offset, length }) => {
    const label = text.slice(offset, offset + length);
    if (type === "text_link") return { href: url, title: label };
    return { href: label.includes("://") ? label : `http://${label}`, title: "" };
  });
  if (chosen) return links.find(({ href }) => href === chosen) ?? { href: chosen, title: "" };
  return links.find(({ href }) => /^https?:/.test(href));
}
