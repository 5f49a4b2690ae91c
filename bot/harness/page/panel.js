// The developers' panel: what the bot called, faults to order, limits, time, a fresh start.

import { act, get } from "./api.js";
import { mountCalls } from "./calls.js";
import { ask, complain } from "./dialogs.js";
import { fill, h, iconButton } from "./dom.js";
import { faultForm } from "./faults.js";
import { store } from "./store.js";
import { words } from "./words.js";

const FAR_MINUTES = 5; // past the 150 s in which a press can be answered

/** Fill the panel; returns what opens and closes it. */
export function mountPanel(element) {
  const state = h("div", { class: "facts" });
  const calls = mountCalls();
  const refresh = async () => {
    if (!element.hidden) fill(state, facts(await get("state"), refresh));
  };
  const toggle = () => {
    element.hidden = !element.hidden;
    const opener = document.querySelector("[aria-controls=panel]");
    opener.setAttribute("aria-expanded", String(!element.hidden));
    if (element.hidden) {
      opener.focus();
      return;
    }
    refresh();
    calls.draw();
    element.querySelector("button").focus();
  };
  const draw = () => {
    element.setAttribute("aria-label", words.developer);
    const head = h("div", { class: "panel-head" }, iconButton("close", words.close, toggle), h("h2", {}, words.developer));
    fill(element, head, h("div", { class: "sections" }, section(words.connection, state), section(words.faults, faultForm()), section(words.limits, limits(refresh)), section(words.calls, calls.element, true)));
    calls.draw();
    refresh();
  };
  element.addEventListener("keydown", (event) => event.key === "Escape" && toggle());
  store.on("language", draw);
  store.on("act fault", refresh);
  return toggle;
}

function section(title, body, isOpen = true) {
  return h("details", { open: isOpen }, h("summary", {}, h("h3", {}, title)), body);
}

function facts({ polling, webhook, pending_updates: pending, faults, flood }) {
  const link = webhook ? words.hasWebhook : polling ? words.isPolling : words.noBot;
  document.getElementById("flood").checked = flood.enabled;
  return [
    h("p", {}, h("span", { class: webhook || polling ? "lamp on" : "lamp" }), `${link}; ${words.pending(pending)}`),
    faults.length === 0
      ? h("p", { class: "quiet" }, words.noFaults)
      : h("ul", {}, faults.map((fault) => h("li", {}, h("code", {}, `${fault.action} ${fault.method} ×${fault.times}`)))),
  ];
}

function limits() {
  const flood = h("input", { type: "checkbox", id: "flood", role: "switch" });
  flood.addEventListener("change", () => complain(act("flood", { enabled: flood.checked })));
  return h(
    "div",
    { class: "stack" },
    h("label", { class: "switch" }, flood, h("span", {}, words.flood)),
    plain(words.advance(FAR_MINUTES), () => complain(act("clock", { advance_s: FAR_MINUTES * 60 }))),
    plain(words.redeliver, () => complain(act("redeliver"))),
    plain(words.reset, reset, "plain grave"),
  );
}

async function reset() {
  const isSure = await ask({ title: words.reset, text: words.resetAsk, yes: words.reset, isGrave: true });
  if (isSure) await complain(act("reset"));
}

function plain(label, onClick, style = "plain") {
  return h("button", { type: "button", class: style, on: { click: onClick } }, label);
}
