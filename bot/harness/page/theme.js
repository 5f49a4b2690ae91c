// Light and dark: as the system says, until one chooses.

const KEY = "theme";
const system = matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark now. */
export function isDark() {
  return document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : system.matches;
}

/** Use what was chosen in this browser, if anything was. */
export function mountTheme() {
  const chosen = localStorage.getItem(KEY);
  if (chosen) document.documentElement.dataset.theme = chosen;
}

/** Change between light and dark, for good. */
export function flipTheme() {
  const chosen = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = chosen;
  localStorage.setItem(KEY, chosen);
}
