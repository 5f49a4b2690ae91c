// The page as a table of contents: its parts, and the events of the server that keep them up to date.

import { listen } from "./api.js";
import { mountFoot } from "./composer.js";
import { fill } from "./dom.js";
import { mountDrop } from "./files.js";
import { mountHeader } from "./header.js";
import { mountLog } from "./log.js";
import { mountPanel } from "./panel.js";
import { mountSidebar } from "./sidebar.js";
import { store } from "./store.js";
import { mountTheme } from "./theme.js";
import { setLanguage, words } from "./words.js";

const part = (id) => document.getElementById(id);
const root = document.documentElement;

function showChat(id) {
  root.dataset.view = "chat";
  store.open(id);
}

function showList() {
  root.dataset.view = "list";
}

/** Who one is stays with the tab: two tabs can be two people. */
function rememberPlace() {
  sessionStorage.setItem("me", String(store.me));
  const hash = store.openId === store.me ? "" : `#${store.openId}`;
  if (location.hash !== hash) history.replaceState(null, "", location.pathname + location.search + hash);
}

function onAll() {
  document.title = store.bot.first_name;
  rememberPlace();
  if (!setLanguage(store.person.language_code)) return;
  fill(part("banner"), words.banner);
  store.tell("language");
}

function mount() {
  mountTheme();
  store.on("all", onAll); // first: the others use the words
  store.on("opened", rememberPlace);
  const togglePanel = mountPanel(part("panel"));
  mountSidebar(part("sidebar"), { show: showChat, togglePanel });
  mountHeader({ head: part("header"), topics: part("topics"), pinned: part("pinned") }, { showList, togglePanel });
  mountFoot(part("foot"), new URLSearchParams(location.search).get("start"));
  mountLog(part("log"));
  mountDrop(part("chat"));
}

function setConnected(isConnected) {
  store.isConnected = isConnected;
  store.tell("connection");
}

/** Load everything, then follow the events one after the other. */
async function follow() {
  const since = await store.load();
  setConnected(true);
  let earlier = Promise.resolve();
  const source = listen(since, {
    onEvent: (event) => (earlier = earlier.then(() => store.apply(event)).catch(console.error)),
    onBreak: () => setConnected(false),
    onBack: () => {
      // The server may be another one, which counts its events anew.
      source.close();
      follow();
    },
  });
}

store.me = Number(sessionStorage.getItem("me"));
store.openId = Number(location.hash.slice(1));
mount();
await follow();
