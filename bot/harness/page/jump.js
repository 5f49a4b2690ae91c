// Keeping the log at its end while one is there, and the round button that leads back to it.

import { fill, h, icon } from "./dom.js";
import { store } from "./store.js";
import { words } from "./words.js";

const NEAR_PX = 60;

/** Watch a log and what is in it. `keeping(draw)` draws and stays at the end if one was there; `toEnd()` goes there. */
export function mountJump(log, list) {
  const place = document.getElementById("jump");
  let missed = 0;
  let isAtEnd = true;
  let lastTop = 0;

  const isNear = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
  const draw = () => {
    place.hidden = isAtEnd;
    if (isAtEnd) return;
    const count = missed > 0 && h("span", { class: "count", "aria-label": words.unread(missed) }, String(missed));
    fill(place, h("button", { type: "button", class: "jump", "aria-label": words.toBottom, on: { click: toEnd } }, icon("down"), count));
  };
  const toEnd = () => {
    log.scrollTop = log.scrollHeight;
    [missed, isAtEnd] = [0, true];
    draw();
  };
  const keeping = (change, { isOwn = false } = {}) => {
    const wasAtEnd = isAtEnd;
    change();
    if (wasAtEnd || isOwn) toEnd();
  };
  log.addEventListener(
    "scroll",
    () => {
      const before = isAtEnd;
      // Only who scrolls up leaves the end; what grows above it does not drive anybody away.
      if (isNear()) isAtEnd = true;
      else if (log.scrollTop < lastTop) isAtEnd = false;
      lastTop = log.scrollTop;
      if (isAtEnd) missed = 0;
      if (before !== isAtEnd) draw();
    },
    { passive: true },
  );
  // What comes in late, such as a picture or a quote that is folded, must not push the end out of sight.
  const grown = new ResizeObserver(() => isAtEnd && toEnd());
  grown.observe(log);
  grown.observe(list);
  store.on("message", ({ chat, message, isNew }) => {
    if (isNew && !isAtEnd && chat.id === store.openId && message.from.id !== store.me) {
      missed += 1;
      draw();
    }
  });
  draw();
  return { keeping, toEnd };
}
