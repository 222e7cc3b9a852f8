// Short words that appear and go: toasts, the bot's alerts, and what a screen reader is told.

import { node, one } from "./dom.js";

const TOAST_MS = 5_000;

/** Show a line that goes away by itself; a status region, so it is read aloud. */
export function toast(text) {
  const line = node("p", "toast", text);
  const place = one("#toasts");
  place.append(line);
  while (place.childElementCount > 3) place.firstElementChild.remove();
  setTimeout(() => line.remove(), TOAST_MS);
}

/** Show the bot's alert, which waits for the person. */
export function alertFrom(who, text) {
  const dialog = one("#alert");
  if (dialog.open) dialog.close();
  one("#alert-from").textContent = who;
  one("#alert-text").textContent = text;
  dialog.showModal();
}

let waiting = [];
let timer = 0;

/** Tell a screen reader, politely; what comes in one breath is said as one. */
export function announce(text) {
  waiting.push(text);
  clearTimeout(timer);
  timer = setTimeout(() => {
    one("#announce").textContent = waiting.slice(-3).join("\n");
    waiting = [];
  }, 150);
}
