// What the page knows of people, chats and messages. The server's events alone change it; the parts of the page listen.

import { get } from "./api.js";

// Calls of the bot after which a chat is not what it was, though no event of its own says so.
const CHANGES_CHAT = /^(leaveChat|editForumTopic|closeForumTopic|reopenForumTopic|deleteForumTopic)$/;
const LOADS_CHATS = new Set(["chat", "member", "migrate", "topic", "user", "restore"]);

class Store extends EventTarget {
  bot = {};
  people = new Map();
  chats = new Map();
  me = 0;
  openId = 0;
  topic = 0; // 0: all of them
  isConnected = true;

  /** Call `listener` with the detail of every change of that name. */
  on(name, listener) {
    for (const one of name.split(" ")) this.addEventListener(one, (event) => listener(event.detail));
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** The chat that is looked at. */
  get chat() {
    return this.chats.get(this.openId);
  }

  /** The person who looks. */
  get person() {
    return this.people.get(this.me) ?? {};
  }

  /** The chats that the person sees, the latest first. */
  get visible() {
    const seen = [...this.chats.values()].filter(({ id, migratedTo }) => (id < 0 ? !migratedTo : id === this.me));
    return seen.sort((one, other) => (last(other)?.date ?? 0) - (last(one)?.date ?? 0));
  }

  /** Everything anew; the number of the last event that it holds. */
  async load() {
    const state = await get("state");
    this.bot = state.bot;
    this.people = new Map(state.users.map((user) => [user.id, user]));
    if (!this.people.has(this.me)) this.me = state.users[0].id;
    const wanted = state.chats.map((chat) => chat.id).filter((id) => id < 0 || id === this.me);
    const known = new Set(wanted);
    for (const id of this.chats.keys()) if (!known.has(id)) this.chats.delete(id);
    await Promise.all(wanted.map((id) => this.loadChat(id)));
    this.openId = this.chat?.migratedTo ?? this.openId;
    if (!this.visible.some((chat) => chat.id === this.openId)) this.openId = this.me;
    this.tell("all");
    return state.last_event;
  }

  /** One chat as it is now. */
  async loadChat(id) {
    const found = await get(`chat/${id}?user_id=${this.me}`);
    const before = this.chats.get(id);
    this.chats.set(id, {
      id,
      title: id > 0 ? this.bot.first_name : found.chat.title,
      type: found.chat.type,
      isForum: Boolean(found.chat.is_forum),
      messages: new Map(found.messages.map((message) => [message.message_id, message])),
      commands: found.commands,
      description: found.description || found.short_description,
      draft: found.draft,
      pinned: found.pinned,
      topics: found.topics,
      closedTopics: found.closed_topics,
      standing: found.standing,
      migratedTo: found.migrated_to,
      typingUntil: found.typing ? Date.now() + 5000 : 0,
      unread: before?.unread ?? 0,
    });
  }

  /** Look at a chat, and there at a topic. */
  open(id, topic = 0) {
    if (!this.chats.has(id)) return;
    this.openId = id;
    this.topic = topic;
    this.chat.unread = 0;
    this.tell("opened");
  }

  /** Be another person. */
  async become(id) {
    const wasPrivate = this.openId === this.me;
    this.me = id;
    if (wasPrivate) this.openId = id;
    await this.load();
  }

  /** Take in an event of the server. */
  async apply(event) {
    const handler = HANDLERS[event.type];
    if (handler) await handler(this, event);
  }
}

function last(chat) {
  return [...chat.messages.values()].at(-1);
}

async function put(store, event, isNew) {
  if (!(await isKnown(store, event.chat_id))) return;
  const chat = store.chats.get(event.chat_id);
  const { message } = event;
  const fromBot = message.from.id === store.bot.id;
  chat.messages.set(message.message_id, message);
  if (isNew && fromBot) [chat.draft, chat.typingUntil] = [null, 0];
  if (isNew && chat.standing === "kicked" && message.from.id === chat.id) chat.standing = "member"; // took it back
  if (isNew && message.from.id !== store.me && chat.id !== store.openId) chat.unread += 1;
  if (message.forum_topic_created) await store.loadChat(chat.id);
  store.tell("message", { chat: store.chats.get(chat.id), message, isNew });
}

/** Whether the person sees that chat; a new one is fetched first. */
async function isKnown(store, id) {
  if (id > 0 && id !== store.me) return false;
  if (!store.chats.has(id)) {
    await store.loadChat(id);
    store.tell("chats");
  }
  return true;
}

function change(store, event, name, apply) {
  const chat = store.chats.get(event.chat_id);
  if (!chat) return;
  apply(chat);
  store.tell(name, { ...event, chat });
}

function react(store, { chat_id, message_id, by, emoji }) {
  const chat = store.chats.get(chat_id);
  const message = chat?.messages.get(message_id);
  if (!message) return;
  if (by === store.bot.id) message.bot_reactions = emoji;
  else message.reactions = { ...message.reactions, [by]: emoji };
  store.tell("message", { chat, message, isNew: false });
}

async function reload(store) {
  await store.loadChat(store.openId);
  store.tell("chat");
}

const HANDLERS = {
  message: (store, event) => put(store, event, true),
  edited: (store, event) => put(store, event, false),
  deleted: (store, event) =>
    change(store, event, "deleted", (chat) => event.message_ids.forEach((id) => chat.messages.delete(id))),
  typing: (store, event) =>
    change(store, event, "typing", (chat) => (chat.typingUntil = Date.now() + event.for_s * 1000)),
  draft: (store, event) =>
    change(store, event, "draft", (chat) => (chat.draft = { text: event.text, entities: event.entities })),
  pinned: (store, event) => change(store, event, "pinned", (chat) => (chat.pinned = event.message_ids)),
  reaction: react,
  commands: reload,
  description: reload,
  callback_answer: (store, event) => store.tell("callback", event),
  inline_answer: (store, event) => store.tell("inline", event),
  fault: (store, event) => store.tell("fault", event),
  reset: (store) => store.load(),
  call: async (store, event) => {
    store.tell("call", event.call);
    if (CHANGES_CHAT.test(event.call.method)) await reload(store);
  },
  act: async (store, event) => {
    if (LOADS_CHATS.has(event.name)) await store.load();
    store.tell("act", event);
  },
};

export const store = new Store();
