// Where links lead: out of the page only after a question, and t.me/<bot>?start=… to the bot itself.

import { act } from "./api.js";
import { ask, complain } from "./dialogs.js";
import { store } from "./store.js";
import { words } from "./words.js";

const SAFE = new Set(["http:", "https:", "mailto:", "tg:"]);

/** Whether a link may be offered at all. */
export function isSafe(href) {
  return URL.canParse(href) && SAFE.has(new URL(href).protocol);
}

/** Open a link whose address is in plain sight. */
export function openHref(href) {
  const payload = startPayload(href);
  if (payload !== null) return start(payload);
  window.open(href, "_blank", "noopener,noreferrer");
  return undefined;
}

/** Open a link that hides its address: it is shown first, as Telegram does. */
export async function followLink(href) {
  if (startPayload(href) !== null) return openHref(href);
  if (!isSafe(href)) return undefined;
  const isSure = await ask({ title: words.openLink, text: words.openLinkAsk, detail: href, yes: words.open });
  return isSure ? openHref(href) : undefined;
}

/** Press START, or follow a link with a payload: in the chat with the bot. */
export async function start(payload = "") {
  if (store.openId !== store.me) store.open(store.me);
  await complain(act("start", { payload, user_id: store.me }));
}

/** What stands behind ?start= of a link to this bot, null for every other link. */
function startPayload(href) {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  const isTelegram = url.hostname === "t.me" && url.pathname.toLowerCase() === `/${store.bot.username}`.toLowerCase();
  const isScheme = url.protocol === "tg:" && url.searchParams.get("domain") === store.bot.username;
  return isTelegram || isScheme ? (url.searchParams.get("start") ?? "") : null;
}
