// The day's pill stays at the top while one scrolls through its messages, and fades when one has stopped.

const FADE_MS = 1200;

/** Watch the days of a log. */
export function mountSticky(log) {
  let timer = 0;
  log.addEventListener(
    "scroll",
    () => {
      log.classList.add("scrolling");
      clearTimeout(timer);
      timer = setTimeout(() => log.classList.remove("scrolling"), FADE_MS);
      for (const day of log.querySelectorAll(".day")) day.classList.toggle("stuck", day.offsetTop > day.parentElement.offsetTop + 8);
    },
    { passive: true },
  );
}
