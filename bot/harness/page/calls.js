// The log of the bot's calls: method, verdict, parameters and response, the newest first.

import { get } from "./api.js";
import { fill, h } from "./dom.js";
import { store } from "./store.js";
import { clock, words } from "./words.js";

const SHOWN = 150;

/** The log; `draw()` fetches it when it is looked at. */
export function mountCalls() {
  const list = h("div", { class: "calls" });
  const refused = h("input", { type: "checkbox" });
  const head = h("div", {});
  const element = h("div", { class: "stack" }, head, list);
  let calls = [];

  const drawList = () => {
    const shown = calls.filter(({ status }) => !refused.checked || status >= 400);
    fill(list, shown.length === 0 ? h("p", { class: "quiet" }, words.noCalls) : shown.slice(-SHOWN).reverse().map(entry));
  };
  const draw = async () => {
    fill(head, h("label", { class: "switch" }, refused, h("span", {}, words.refusedOnly)));
    ({ calls } = await get("calls"));
    drawList();
  };
  refused.addEventListener("change", drawList);
  store.on("call", (call) => {
    calls.push(call);
    if (!element.isConnected || element.closest("[hidden]") || (refused.checked && call.status < 400)) return;
    list.querySelector(".quiet")?.remove();
    list.prepend(entry(call));
    if (list.childElementCount > SHOWN) list.lastElementChild.remove();
  });
  return { element, draw };
}

function entry(call) {
  const verdict = h("span", { class: call.status < 400 ? "verdict" : "verdict bad" }, String(call.status));
  const body = h("div", {}, json(call.parameters), json(call.response));
  return h("details", { class: "call" }, h("summary", {}, verdict, h("code", {}, call.method), h("time", {}, clock(call.at))), body);
}

function json(value) {
  return h("pre", { tabindex: "0" }, JSON.stringify(value, null, 2));
}
