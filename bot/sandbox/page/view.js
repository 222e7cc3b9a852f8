// What this browser shows: which chats are open, which is current. Kept here, never on the server.

import { state } from "./store.js";

const KEPT = "sandbox-chats";
const listeners = new Set();
const kept = JSON.parse(localStorage.getItem(KEPT) ?? "{}");

export const view = {
  open: Array.isArray(kept.open) ? kept.open : null,
  current: kept.current ?? null,
  locked: new Set(),
  payload: new Map(), // person → deep link that waits for START
};

/** True where the page shows one chat at a time, as a phone does. */
export const narrow = () => matchMedia("(max-width: 759px)").matches;

export function onView(listener) {
  listeners.add(listener);
}

export function changed() {
  localStorage.setItem(KEPT, JSON.stringify({ open: view.open, current: view.current }));
  listeners.forEach((listener) => listener());
}

/** Keep the view to people who exist; at first two of them are shown. */
export function settle() {
  const known = [...state.people.keys()];
  view.open = (view.open ?? known.slice(0, 2)).filter((id) => state.people.has(id));
  if (!view.open.length && known.length) view.open = known.slice(0, 1);
  if (!view.open.includes(view.current)) view.current = view.open[0] ?? null;
  changed();
}

export function openChat(id) {
  if (!view.open.includes(id)) view.open = [...view.open, id];
  view.current = id;
  changed();
}

export function closeChat(id) {
  view.open = view.open.filter((each) => each !== id);
  if (view.current === id) view.current = view.open[0] ?? null;
  changed();
}

export function showTab(name) {
  document.body.dataset.tab = name;
  for (const tab of document.querySelectorAll("#tabs button")) {
    if (tab.value === name) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
}
