// One message: a notice, or a bubble with its sender, reply, text, files, reactions, and the keyboard under it.

import { picture, file, preview } from "./attachments.js";
import { h, icon, iconButton } from "./dom.js";
import { formatted } from "./entities.js";
import { inlineKeyboard } from "./keyboard.js";
import { avatar, colourOf, nameOf } from "./people.js";
import { reactionRow } from "./reactions.js";
import { store } from "./store.js";
import { notice, summary } from "./summary.js";
import { clock, words } from "./words.js";

/**
 * The element of a message. `doing` is what one can do from it: {command(text), jump(message id), menu(message, at)}.
 */
export function messageElement(chat, message, doing) {
  const said = notice(message);
  const properties = { role: "article", tabindex: "-1", "data-id": message.message_id };
  if (said) return h("div", { ...properties, class: "notice" }, h("span", { class: "pill" }, said));
  const isOwn = message.from.id === store.me;
  const isAbroad = chat.id < 0 && !isOwn;
  return h(
    "div",
    { ...properties, class: `message ${isOwn ? "own" : "other"}`, "aria-label": `${nameOf(message.from)}, ${clock(message.date)}` },
    isAbroad && h("span", { class: "face" }, avatar(message.from.id, nameOf(message.from))),
    h("div", { class: "column" }, bubble(message, isOwn, isAbroad, doing), inlineKeyboard(chat, message)),
    iconButton("more", words.actions, (event) => doing.menu(message, event.currentTarget), { class: "icon-button dots", tabindex: "-1" }),
  );
}

function bubble(message, isOwn, isAbroad, doing) {
  const card = preview(message);
  const isAbove = message.link_preview_options?.show_above_text;
  const text = message.text ?? message.caption ?? "";
  const reactions = reactionRow(message);
  const stamp = meta(message, isOwn);
  if (reactions) reactions.append(stamp);
  const isInText = !reactions && (!card || isAbove);
  const pieces = formatted(text, message.entities ?? message.caption_entities ?? [], doing.command);
  return h(
    "div",
    { class: "bubble" },
    isAbroad && h("div", { class: "name", "data-colour": colourOf(message.from.id) }, nameOf(message.from)),
    message.forward_origin && h("div", { class: "via" }, words.forwarded(originOf(message.forward_origin))),
    message.via_bot && h("div", { class: "via" }, `${words.via} @${message.via_bot.username}`),
    message.guest_bot_caller_user && h("div", { class: "via" }, words.forGuest(nameOf(message.guest_bot_caller_user))),
    message.reply_to_message && reply(message, doing.jump),
    message.photo && picture(message),
    message.document && file(message.document),
    card && isAbove && card,
    h("div", { class: text ? "text" : "text bare", dir: "auto" }, pieces, isInText && stamp),
    card && !isAbove && card,
    card && !isAbove && !reactions && stamp,
    reactions,
  );
}

function originOf(origin) {
  if (origin.sender_user) return nameOf(origin.sender_user);
  return origin.sender_user_name ?? (origin.sender_chat ?? origin.chat)?.title ?? "";
}

function meta(message, isOwn) {
  return h(
    "span",
    { class: "meta" },
    message.edit_date && h("span", {}, words.edited),
    h("time", { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date)),
    isOwn && h("span", { class: "ticks", role: "img", "aria-label": words.sent }, icon("checks")),
  );
}

function reply(message, jump) {
  const { reply_to_message: target, quote } = message;
  return h(
    "button",
    { type: "button", class: `replied${quote ? " quoted" : ""}`, "data-colour": colourOf(target.from.id), on: { click: () => jump(target.message_id) } },
    h("span", { class: "who" }, nameOf(target.from)),
    h("span", { class: "line" }, quote ? quote.text : summary(target)),
  );
}

/** What the bot is about to say. */
export function draftElement(draft, doing) {
  const text = draft.text
    ? formatted(draft.text, draft.entities, doing.command)
    : h("span", { class: "thinking" }, words.thinking);
  return h(
    "div",
    // It changes with every word, which nobody wants read out; the message that follows is.
    { class: "message other draft first last", "aria-hidden": "true", inert: true },
    h("div", { class: "column" }, h("div", { class: "bubble" }, h("div", { class: "text" }, text))),
  );
}
