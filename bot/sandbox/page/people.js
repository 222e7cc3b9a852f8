// The people of the sandbox, each with what a stranger would see on their locked screen.

import { ask } from "./api.js";
import { fillAvatar, fromTemplate, icon, one } from "./dom.js";
import { glance } from "./lockscreen.js";
import { state } from "./store.js";
import { narrow, openChat, showTab, view } from "./view.js";
import { hasWord, word } from "./words.js";

const items = new Map();

function noteOf(person) {
  const language = hasWord(`lang-${person.language}`) ? word(`lang-${person.language}`) : person.language;
  return [person.note, language, person.blocked ? word("blocked") : ""].filter(Boolean).join(" · ");
}

function draw(id) {
  const person = state.people.get(id);
  const item = items.get(id);
  const press = one(".person-open", item);
  const shown = narrow() ? view.current === id : view.open.includes(id);
  press.setAttribute("aria-pressed", String(shown));
  item.classList.toggle("current", view.current === id);
  fillAvatar(one(".avatar", item), person.name);
  one(".person-name", item).textContent = person.name;
  one(".person-note", item).textContent = noteOf(person);
  const seen = glance(person);
  const notice = one(".notice", item);
  notice.classList.toggle("empty", !seen);
  one(".notice-from", item).textContent = seen ? seen.from : "";
  const time = one(".notice-time", item);
  time.replaceChildren(...(seen?.silent ? [icon("silent", word("silent"))] : []), seen ? seen.time : "");
  one(".notice-text", item).textContent = seen ? seen.text : word("nothing-yet");
}

function add(id) {
  const item = fromTemplate("person-template");
  one(".person-open", item).addEventListener("click", () => {
    openChat(id);
    showTab("chats");
    const phone = one(`.phone[data-person="${id}"]`);
    phone?.scrollIntoView({ block: "nearest", inline: "nearest" });
    phone?.querySelector("textarea:not([hidden]), .start")?.focus({ preventScroll: true });
  });
  items.set(id, item);
  one("#people-list").append(item);
}

/** Draw everybody, in the world's order. */
export function drawPeople() {
  for (const [id, item] of items) {
    if (!state.people.has(id)) { item.remove(); items.delete(id); }
  }
  for (const id of state.people.keys()) {
    if (!items.has(id)) add(id);
    draw(id);
  }
}

export const drawPerson = (id) => { if (items.has(id)) draw(id); };

export function wirePeople() {
  const form = one("#add-person");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { name, language } = Object.fromEntries(new FormData(form));
    const made = await ask("people", { name, language });
    if (!made) return;
    form.reset();
    openChat(made.id);
    showTab("chats");
  });
}
