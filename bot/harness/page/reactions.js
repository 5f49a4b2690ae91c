// Reactions: those that a message has, and giving or taking back one's own.

import { act } from "./api.js";
import { complain } from "./dialogs.js";
import { h } from "./dom.js";
import { store } from "./store.js";
import { words } from "./words.js";

/** What can be given with one touch. */
export const OFFERED = ["👍", "👎", "❤", "🔥", "🎉", "🤔", "😢"];

/** Give a reaction, or take it back where one has given it. */
export async function toggleReaction(message, emoji) {
  const mine = message.reactions?.[store.me] ?? [];
  const wanted = mine.includes(emoji) ? [] : [emoji];
  const wish = { chat_id: message.chat.id, message_id: message.message_id, user_id: store.me, emoji: wanted };
  await complain(act("reaction", wish));
}

/** The reactions under a text, null where there are none. */
export function reactionRow(message) {
  const counts = new Map();
  const given = [...Object.values(message.reactions ?? {}), message.bot_reactions ?? []].flat();
  for (const emoji of given) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  if (counts.size === 0) return null;
  const mine = message.reactions?.[store.me] ?? [];
  return h(
    "div",
    { class: "reactions", role: "group", "aria-label": words.reactions },
    [...counts].map(([emoji, count]) => reaction(message, emoji, count, mine.includes(emoji))),
  );
}

function reaction(message, emoji, count, isMine) {
  const toggle = () => toggleReaction(message, emoji);
  return h(
    "button",
    { type: "button", class: "reaction", "aria-pressed": String(isMine), "aria-label": `${emoji} ${count}`, on: { click: toggle } },
    h("span", { class: "emoji" }, emoji),
    h("span", {}, String(count)),
  );
}
