// What can be done with the open chat: block the bot, or take it into a group, out of it, up and down.

import { act } from "./api.js";
import { complain } from "./dialogs.js";
import { start } from "./links.js";
import { openMenu } from "./menu.js";
import { store } from "./store.js";
import { words } from "./words.js";

/** Open the menu of the open chat. */
export function chatMenu(at) {
  openMenu(at, store.chat.id > 0 ? ofPrivate() : ofGroup(), { label: words.menu });
}

function ofPrivate() {
  const isBlocked = store.chat.standing === "kicked";
  return [
    { label: words.start, icon: "send", choose: () => start() },
    isBlocked
      ? { label: words.unblock, icon: "reset", choose: () => stand("member") }
      : { label: words.block, icon: "block", isGrave: true, choose: () => stand("kicked") },
  ];
}

function ofGroup() {
  const { standing, type } = store.chat;
  const isThere = standing === "member" || standing === "administrator";
  return [
    !isThere && { label: words.addBot, icon: "add", choose: () => stand("member") },
    standing === "member" && { label: words.promoteBot, icon: "person", choose: () => stand("administrator") },
    standing === "administrator" && { label: words.demoteBot, icon: "person", choose: () => stand("member") },
    type === "group" && { label: words.migrate, icon: "group", choose: () => complain(act("migrate", { chat_id: store.openId, user_id: store.me })) },
    isThere && { label: words.removeBot, icon: "block", isGrave: true, choose: () => stand("kicked") },
  ];
}

function stand(status) {
  return complain(act("member", { chat_id: store.openId, user_id: store.me, status }));
}
