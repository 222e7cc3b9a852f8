// The messages of one chat. Only what changed is drawn again, and the focus stays where it was.

import { node } from "./dom.js";
import { messageNode } from "./message.js";
import { shortDay } from "./time.js";
import { pageLanguage } from "./words.js";

/** Put the messages of one album together, and each other message alone. */
export function grouped(messages) {
  const groups = [];
  for (const message of messages) {
    const last = groups.at(-1);
    if (message.album && last?.[0].album === message.album) last.push(message);
    else groups.push([message]);
  }
  return groups;
}

function placeOfFocus(list) {
  const item = document.activeElement?.closest?.(".message");
  if (!item || !list.contains(item)) return null;
  const keys = [...item.querySelectorAll(".key")];
  return { id: item.dataset.id, at: keys.indexOf(document.activeElement) };
}

function focusAgain(list, kept) {
  if (list.contains(document.activeElement)) return true;
  const item = list.querySelector(`[data-id="${kept.id}"]`);
  const keys = item ? [...item.querySelectorAll(".key")] : [];
  const target = keys[Math.max(kept.at, 0)] ?? keys.at(-1);
  target?.focus({ preventScroll: true });
  return Boolean(target);
}

export class MessageList {
  constructor(list, tools) {
    this.list = list;
    this.tools = tools;
    this.drawn = new Map(); // key → { print, item }
  }

  /** Draw `messages`; returns false when the focus was in a message that is gone. */
  draw(messages) {
    const kept = placeOfFocus(this.list);
    const next = new Map();
    const items = [];
    let day = "";
    for (const group of grouped(messages)) {
      const date = shortDay(Date.parse(group[0].at));
      if (date !== day) items.push(this.item(next, `day ${date}`, date, () => node("li", "day", date)));
      day = date;
      const waiting = this.tools.waitingOf(group[0].id);
      const print = JSON.stringify([group, waiting, pageLanguage(), this.tools.canEdit]);
      items.push(this.item(next, `m${group[0].id}`, print, () => messageNode(group, this.tools)));
    }
    this.drawn.forEach(({ item }, key) => { if (next.get(key)?.item !== item) item.remove(); });
    this.drawn = next;
    items.forEach((item, at) => {
      if (this.list.children[at] !== item) this.list.insertBefore(item, this.list.children[at] ?? null);
    });
    return !kept || focusAgain(this.list, kept);
  }

  item(next, key, print, make) {
    const known = this.drawn.get(key);
    const entry = known?.print === print ? known : { print, item: make() };
    if (!known && this.drawn.size) entry.item.classList.add("fresh");
    if (known && known !== entry) entry.item.classList.add("changed");
    next.set(key, entry);
    return entry.item;
  }
}
