// The control side of the server: see bot/harness/control.py for what it takes and gives.

/** The server said no: `message` is its description. */
export class Refused extends Error {}

/** POST /sim/<name>; what came back. Throws Refused. */
export async function act(name, wish = {}) {
  return answer(
    await fetch(`/sim/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(wish),
    }),
  );
}

/** GET /sim/<path>; what came back. Throws Refused. */
export async function get(path) {
  return answer(await fetch(`/sim/${path}`));
}

async function answer(response) {
  const body = await response.json();
  if (!response.ok) throw new Refused(body.description ?? response.statusText);
  return body;
}

/**
 * Listen to what happens after event number `since`. `onBreak` hears that the connection is lost; the browser tries
 * again by itself, and `onBack` hears that it is there again.
 */
export function listen(since, { onEvent, onBreak, onBack }) {
  const source = new EventSource(`/sim/events?since=${since}`);
  let isBroken = false;
  source.onmessage = (message) => onEvent(JSON.parse(message.data));
  source.onerror = () => {
    isBroken = true;
    onBreak();
  };
  source.onopen = () => {
    if (isBroken) onBack();
    isBroken = false;
  };
  return source;
}

/** Where a file of a chat can be fetched; with a name it is saved under it. */
export function fileUrl(fileId, name = "") {
  return `/sim/file/${encodeURIComponent(fileId)}${name ? `?name=${encodeURIComponent(name)}` : ""}`;
}

/** The content of a chosen file in base64. */
export function asBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] ?? "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
