// A message in one line: for the list of chats, replies, the pinned bar; and notices that are nobody's message.

import { nameOf } from "./people.js";
import { words } from "./words.js";

const MAX_PINNED = 30;

/** What a message says, in one line. */
export function summary(message) {
  const said = message.text ?? message.caption ?? "";
  const kind = message.document ? message.document.file_name || words.file : message.photo ? words.photo : "";
  const line = [kind, said].filter(Boolean).join(" · ");
  return (line || notice(message) || words.unsupported).replace(/\s+/g, " ");
}

function shorten(text) {
  return text.length > MAX_PINNED ? `${text.slice(0, MAX_PINNED)}…` : text;
}

function joined({ from, new_chat_members: people }, who) {
  const names = people.map(nameOf).join(", ");
  return people.some(({ id }) => id === from.id) ? words.joined(names) : words.added(who, names);
}

function left({ from, left_chat_member: user }, who) {
  return user.id === from.id ? words.left(who) : words.removed(who, nameOf(user));
}

/** The text of a notice, such as that of a new topic; empty for what a person or the bot wrote. */
export function notice(message) {
  const who = nameOf(message.from);
  if (message.new_chat_members) return joined(message, who);
  if (message.left_chat_member) return left(message, who);
  if (message.forum_topic_created) return words.topicMade(who, message.forum_topic_created.name);
  if (message.forum_topic_edited) return words.topicRenamed(who, message.forum_topic_edited.name);
  if (message.forum_topic_closed) return words.topicClosed(who);
  if (message.forum_topic_reopened) return words.topicReopened(who);
  if (message.pinned_message) return words.pinnedBy(who, shorten(summary(message.pinned_message)));
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return words.becameSupergroup;
  return "";
}
