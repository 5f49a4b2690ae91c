// A message in one line: for the list of chats, replies, the pinned bar; and notices that are nobody's message.

import { nameOf } from "./people.js";
import { words } from "./words.js";

/** What a message says, in one line. */
export function summary(message) {
  const said = message.text ?? message.caption ?? "";
  const kind = message.document ? message.document.file_name || words.file : message.photo ? words.photo : "";
  const line = [kind, said].filter(Boolean).join(" · ");
  return (line || notice(message) || words.unsupported).replace(/\s+/g, " ");
}

/** The text of a notice, such as that of a new topic; empty for what a person or the bot wrote. */
export function notice(message) {
  const who = nameOf(message.from);
  if (message.new_chat_members) return words.botJoined(who);
  if (message.forum_topic_created) return words.topicMade(who, message.forum_topic_created.name);
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return words.becameSupergroup;
  return "";
}
