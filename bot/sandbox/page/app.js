// Puts the page together: words, the stream, the people, their phones, the tools.

import { drawPeople, drawPerson, wirePeople } from "./people.js";
import { wireCalls } from "./calls.js";
import { wireClock } from "./clock.js";
import { icon, one } from "./dom.js";
import { wireFaults } from "./faults.js";
import { alertFrom, toast } from "./notices.js";
import { Phone } from "./phone.js";
import { on, state } from "./store.js";
import { listen } from "./stream.js";
import { wireTheme } from "./theme.js";
import { narrow, onView, openChat, settle, showTab, view } from "./view.js";
import { dressPage, loadWords, onLanguage, pageLanguage, speak, word } from "./words.js";

const phones = new Map();
let connection = "connecting";

/** Show the phones that the view names, in its order. */
function drawPhones() {
  const place = one("#chats");
  for (const [id, phone] of phones) {
    if (view.open.includes(id) && state.people.has(id)) continue;
    phone.node.remove();
    phones.delete(id);
  }
  for (const id of view.open) {
    if (phones.has(id)) { phones.get(id).drawTop(); continue; }
    const phone = new Phone(id);
    phone.node.dataset.person = String(id);
    phones.set(id, phone);
    place.append(phone.node);
    phone.drawAll();
    phone.goToEnd();
  }
  one("#no-chats").hidden = phones.size > 0;
  drawPeople();
}

function drawConnection() {
  const line = one("#connection");
  line.textContent = word(connection);
  line.dataset.state = connection;
}

/** `/?start=i3` opens as a deep link does: the chat offers START, and nothing is sent before. */
function takeDeepLink() {
  const payload = new URLSearchParams(location.search).get("start");
  if (payload === null || view.current === null) return;
  history.replaceState(null, "", location.pathname);
  if (!/^[\w-]{0,64}$/.test(payload)) return;
  openChat(view.current);
  showTab("chats");
  phones.get(view.current).offerStart(payload);
}

function wireStore() {
  on("people", () => { settle(); takeDeepLink(); });
  on("person", (id, before) => { phones.get(id)?.hear(before); drawPerson(id); });
  on("action", (id) => {
    phones.get(id)?.drawTop();
    setTimeout(() => { if (state.people.has(id)) phones.get(id)?.drawTop(); }, 5100);
  });
  on("answer", ({ person, message, text, alert }) => {
    const phone = phones.get(person);
    phone?.answered(message);
    if (!text) return;
    const who = `${state.people.get(person)?.name ?? ""} · ${word("notice")}`;
    if (alert) alertFrom(who, text);
    else toast(text);
  });
}

function wireBar() {
  for (const press of document.querySelectorAll("#languages button")) {
    press.addEventListener("click", () => speak(press.value));
  }
  for (const tab of document.querySelectorAll("#tabs button")) {
    tab.addEventListener("click", () => showTab(tab.value));
  }
  const toggle = one("#tools-toggle");
  toggle.append(icon("tools"));
  const hideTools = (hidden) => {
    document.body.classList.toggle("no-tools", hidden);
    toggle.setAttribute("aria-expanded", String(!hidden));
    localStorage.setItem("sandbox-no-tools", hidden ? "yes" : "");
  };
  const kept = localStorage.getItem("sandbox-no-tools");
  hideTools(kept === null ? innerWidth < 1180 : kept === "yes");
  toggle.addEventListener("click", () => hideTools(!document.body.classList.contains("no-tools")));
  for (const chip of [one("#clock-chip"), one("#fault-chip")]) {
    chip.addEventListener("click", () => {
      if (narrow()) showTab("tools");
      else hideTools(false);
      one("#tools").focus();
    });
  }
  one('.skips a[href="#tools"]').addEventListener("click", () => { showTab("tools"); hideTools(false); });
  one('.skips a[href="#people"]').addEventListener("click", () => showTab("people"));
  one('.skips a[href="#chats"]').addEventListener("click", () => showTab("chats"));
}

onView(drawPhones);
onLanguage(() => {
  for (const press of document.querySelectorAll("#languages button")) {
    press.setAttribute("aria-pressed", String(press.value === pageLanguage()));
  }
  drawConnection();
  drawPeople();
  phones.forEach((phone) => phone.drawAll());
});
await loadWords();
wireTheme();
wireBar();
wireStore();
wirePeople();
wireFaults();
wireCalls();
wireClock(() => { drawPeople(); phones.forEach((phone) => { if (view.locked.has(phone.id)) phone.drawAll(); }); });
dressPage();
showTab("chats");
listen((now) => { connection = now; drawConnection(); });
