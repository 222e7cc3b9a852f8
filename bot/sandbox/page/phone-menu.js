// What a person can do with the phone itself: lock it, block the bot, open a link.

import { ask } from "./api.js";
import { button, icon, node } from "./dom.js";
import { closeMenu } from "./menu.js";
import { state } from "./store.js";
import { closeChat, narrow, view } from "./view.js";
import { word } from "./words.js";

function item(sign, key, onPress) {
  const made = button("menu-item", "", onPress);
  made.append(icon(sign), node("span", "", word(key)));
  return made;
}

function linkForm(phone) {
  const form = node("form", "link-form");
  const label = node("label");
  const input = node("input");
  input.name = "payload";
  input.maxLength = 64;
  input.pattern = "[A-Za-z0-9_\\-]{0,64}";
  input.autocapitalize = "off";
  input.spellcheck = false;
  input.autocomplete = "off";
  label.append(node("span", "", word("deep-link")),
    node("small", "link-start", `t.me/${state.bot.username}?start=`), input);
  input.setAttribute("aria-label", `${word("deep-link")}. ${word("deep-link-field")}`);
  const go = node("button", "solid", word("open"));
  form.append(label, go);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const payload = input.value.trim();
    closeMenu();
    phone.offerStart(payload);
  });
  return form;
}

/** Fill the menu of one phone. */
export function fillPhoneMenu(menu, phone) {
  const { person } = phone;
  const blocked = person.blocked;
  menu.replaceChildren(
    item("lock", "lock", () => { view.locked.add(phone.id); phone.drawAll(); }),
    item("block", blocked ? "unblock" : "block",
      () => ask(`people/${person.id}/block`, { blocked: !blocked })),
    linkForm(phone),
  );
  if (!narrow() && view.open.length > 1) {
    menu.append(item("close", "close-chat", () => closeChat(person.id)));
  }
}
