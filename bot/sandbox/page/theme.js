// Light, dark, or as the system says.

import { icon, one } from "./dom.js";
import { onLanguage, word } from "./words.js";

const KEPT = "sandbox-theme";
const THEMES = ["auto", "light", "dark"];
let theme = THEMES.includes(localStorage.getItem(KEPT)) ? localStorage.getItem(KEPT) : "auto";

function draw() {
  document.documentElement.dataset.theme = theme;
  const press = one("#theme");
  press.replaceChildren(icon(theme));
  const told = `${word("theme")}: ${word(`theme-${theme}`)}`;
  press.setAttribute("aria-label", told);
  press.title = told;
}

export function wireTheme() {
  one("#theme").addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    localStorage.setItem(KEPT, theme);
    draw();
  });
  onLanguage(draw);
  draw();
}
