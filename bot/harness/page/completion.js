// What the input offers while one types: the bot's commands after "/", its inline results after "@bot ".

import { act } from "./api.js";
import { complain } from "./dialogs.js";
import { h } from "./dom.js";
import { start } from "./links.js";
import { avatar, colourOf } from "./people.js";
import { store } from "./store.js";
import { words } from "./words.js";

const PAUSE_MS = 300;

/** Offer while one types in `input`; `write(text)` puts text there, `send(text)` sends it. */
export function mountCompletion(input, choices, { write, send }) {
  const inline = mountInline(choices, write);
  const offer = () => {
    const text = input.value;
    const query = inlineQuery(text);
    if (query !== null) return inline.ask(query);
    inline.forget();
    return /^\/\S*$/.test(text) ? offerCommands(text.slice(1).toLowerCase()) : choices.hide();
  };
  const offerCommands = (begun) => {
    const fitting = store.chat.commands.filter(({ command }) => command.startsWith(begun));
    choices.show(fitting.map(commandChoice), { label: words.commands });
  };
  const commandChoice = ({ command, description }) => {
    const full = store.openId > 0 ? `/${command}` : `/${command}@${store.bot.username}`;
    return {
      title: `/${command}`,
      text: description,
      picture: avatar(store.bot.id, store.bot.first_name),
      choose: () => send(full),
      complete: () => write(`${full} `),
    };
  };
  input.addEventListener("input", offer);
  return { offer };
}

/** What stands behind "@bot ", null where the text does not begin so. */
function inlineQuery(text) {
  const mention = `@${store.bot.username} `;
  return text.toLowerCase().startsWith(mention.toLowerCase()) ? text.slice(mention.length) : null;
}

function mountInline(choices, write) {
  let timer = 0;
  let asked = {}; // the query under way: {id, query, items}
  const early = new Map(); // answers that came before the server had told us the query's id

  const ask = (query) => {
    clearTimeout(timer);
    timer = setTimeout(() => request({ query, items: [] }, ""), PAUSE_MS);
  };
  const forget = () => {
    clearTimeout(timer);
    asked = {};
  };
  const request = async (wanted, offset) => {
    asked = wanted;
    const wish = { query: wanted.query, offset, user_id: store.me, chat_id: store.openId };
    const made = await complain(act("inline", wish));
    if (!made || asked !== wanted) return;
    wanted.id = made.inline_query_id;
    if (early.has(wanted.id)) show(early.get(wanted.id));
    early.clear();
  };
  const choose = async (queryId, resultId) => {
    const done = await complain(act("choose", { inline_query_id: queryId, result_id: resultId, chat_id: store.openId }));
    if (done) write("");
  };
  const choice = (queryId) => (result) => ({
    title: result.title,
    text: result.description ?? result.input_message_content.message_text,
    picture: h("span", { class: "thumb", "data-colour": colourOf(result.title.length) }, [...result.title][0]),
    choose: () => choose(queryId, result.id),
  });

  const show = (event) => {
    const isFirst = asked.items.length === 0;
    asked.items.push(...event.results.map(choice(asked.id)));
    const onMore = event.next_offset ? () => request(asked, event.next_offset) : null;
    choices.show(asked.items, { label: words.results, head: headOf(event.button), onMore, keep: !isFirst });
  };

  store.on("inline", (event) => {
    if (event.inline_query_id === asked.id) show(event);
    else if (asked.query !== undefined) early.set(event.inline_query_id, event);
  });
  return { ask, forget };
}

function headOf(button) {
  if (!button?.start_parameter) return null;
  return h("button", { type: "button", class: "inline-start", on: { click: () => start(button.start_parameter) } }, button.text);
}
