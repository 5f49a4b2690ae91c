// Sending files: chosen with the paper clip, dropped on the chat, or pasted.

import { act, asBase64 } from "./api.js";
import { complain, form } from "./dialogs.js";
import { h, iconButton } from "./dom.js";
import { store } from "./store.js";
import { words } from "./words.js";

/** The paper clip. */
export function mountFiles() {
  const input = h("input", { type: "file", hidden: true, tabindex: "-1", "aria-label": words.attach });
  input.addEventListener("change", async () => {
    await sendFiles(input.files);
    input.value = "";
  });
  return [iconButton("attach", words.attach, () => input.click()), input];
}

/** Files dropped on an element are sent, as are those pasted there. */
export function mountDrop(element) {
  element.addEventListener("dragover", (event) => event.preventDefault());
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    sendFiles(event.dataTransfer.files);
  });
  element.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    sendFiles(event.clipboardData.files);
  });
}

async function sendFiles(files) {
  for (const file of files) {
    const fields = [{ name: "caption", label: file.name, required: false, placeholder: words.write, maxlength: "1024" }];
    const wanted = await form({ title: words.attach, fields, yes: words.send });
    if (!wanted) return;
    const wish = { file_name: file.name, content: await asBase64(file), caption: wanted.caption };
    await complain(act("document", { ...wish, chat_id: store.openId, user_id: store.me }));
  }
}
