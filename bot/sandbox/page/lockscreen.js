// What anyone sees on a locked screen: the clock, and the first words of the bot's last message.

import { button, icon, node } from "./dom.js";
import { briefOf } from "./media.js";
import { nowMs, state } from "./store.js";
import { clockTime, lockDay } from "./time.js";
import { view } from "./view.js";
import { word } from "./words.js";

export const SEEN = 80; // about what a notification shows

/** Return the beginning of the bot's last visible message, as a notification tells it. */
export function glance(person) {
  const last = person.messages.findLast((message) => !message.mine);
  if (!last) return null;
  const letters = [...briefOf(last)];
  return {
    text: letters.length > SEEN ? `${letters.slice(0, SEEN).join("")}…` : letters.join(""),
    time: clockTime(Date.parse(last.at)),
    silent: last.silent,
    from: person.bot.name || state.bot.name,
  };
}

function card(seen) {
  const made = node("div", "lock-card");
  const top = node("p", "lock-card-top");
  const logo = node("img");
  logo.src = "/page/assets/logo.svg";
  logo.alt = "";
  top.append(logo, node("b", "", seen.from), node("span", "", seen.time));
  if (seen.silent) top.append(icon("silent", word("silent")));
  made.append(top, node("p", "lock-card-text", seen.text));
  return made;
}

/** Draw the locked screen over a phone, or take it away. */
export function drawLock(box, phone) {
  const locked = view.locked.has(phone.id);
  for (const part of box.parentElement.children) {
    if (part !== box) part.inert = locked;
  }
  const had = box.contains(document.activeElement);
  const opening = locked && box.hidden;
  box.hidden = !locked;
  if (!locked) { box.replaceChildren(); return; }
  const now = nowMs();
  const seen = glance(phone.person);
  const open = button("lock-open", "", () => {
    view.locked.delete(phone.id);
    phone.drawAll();
    phone.composer.focus();
  });
  open.append(icon("lock"), node("span", "", word("unlock")));
  box.replaceChildren(
    node("p", "lock-time", clockTime(now)),
    node("p", "lock-date", lockDay(now)),
    seen ? card(seen) : node("p", "lock-none", word("no-notice")),
    node("p", "lock-hint", word("lock-hint")),
    open,
  );
  if (opening || had) open.focus({ preventScroll: true });
}
