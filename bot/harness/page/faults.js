// Ordering faults: the common ones by one press, every other by a form.

import { act } from "./api.js";
import { complain, field, labelled } from "./dialogs.js";
import { h } from "./dom.js";
import { words } from "./words.js";

const OUTAGE_S = 5;
const ACTIONS = ["error", "raw", "drop", "drop_after", "half", "delay", "slow"];
const FRONT_END = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";
const COMMON = {
  "429": { action: "error", method: "sendMessage", status: 429, description: "Too Many Requests: retry after 3", parameters: { retry_after: 3 } },
  "403": { action: "error", method: "sendMessage", status: 403, description: "Forbidden: bot was blocked by the user" },
  "502": { action: "raw", method: "sendMessage", status: 502, body: FRONT_END },
  drop: { action: "drop", method: "sendMessage" },
  drop_after: { action: "drop_after", method: "sendMessage" },
};
const NUMBERS = ["skip", "times", "status", "seconds"];

/** Buttons and form. */
export function faultForm() {
  const form = h(
    "form",
    { class: "grid" },
    labelled(words.action, field("action", { options: ACTIONS.map((name) => [name, name]), value: "error" })),
    labelled(words.method, field("method", { value: "sendMessage" })),
    labelled(words.contains, field("contains", { required: false })),
    labelled(words.skip, field("skip", { type: "number", min: "0", value: "0" })),
    labelled(words.times, field("times", { type: "number", min: "1", value: "1" })),
    labelled(words.status, field("status", { type: "number", min: "200", max: "599", value: "500" })),
    labelled(words.description, field("description", { value: "Internal Server Error: restart" })),
    labelled(words.seconds, field("seconds", { type: "number", min: "0", step: "0.5", value: "0" })),
    h("button", { class: "plain" }, words.orderFault),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    complain(act("fault", wish(new FormData(form))));
  });
  return h("div", { class: "stack" }, common(), form);
}

function wish(data) {
  const values = Object.fromEntries(data);
  for (const name of NUMBERS) values[name] = Number(values[name]);
  return values;
}

function common() {
  const chips = Object.entries(COMMON).map(([label, order]) => chip(label, () => act("fault", order)));
  chips.push(chip(words.outage(OUTAGE_S), () => act("outage", { seconds: OUTAGE_S })));
  chips.push(chip(words.heal, () => act("heal")));
  return h("div", { class: "chips" }, chips);
}

function chip(label, order) {
  return h("button", { type: "button", class: "chip", on: { click: () => complain(order()) } }, label);
}
