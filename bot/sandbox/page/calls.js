// The log of Bot API calls, newest first; only the newest are kept in the page.

import { node, one } from "./dom.js";
import { on, state } from "./store.js";
import { clockSeconds } from "./time.js";
import { onLanguage, word } from "./words.js";

const MOST_SHOWN = 200;
const KEPT = "sandbox-calls-cleared";

let paused = null; // the last number that is shown while the log stands still
let cleared = Number(sessionStorage.getItem(KEPT) ?? 0);
let due = false;

function wanted() {
  const polls = one("#calls-polls").checked;
  const filter = one("#calls-filter").value.trim().toLowerCase();
  return state.calls.filter((call) => call.n > cleared
    && (paused === null || call.n <= paused)
    && (polls || call.method !== "getUpdates")
    && (!filter || `${call.method} ${call.params} ${call.answer}`.toLowerCase().includes(filter)));
}

const keyOf = (call) => `${call.n} ${call.at}`; // numbers begin anew when the sandbox does

function details(call, item) {
  if (item.querySelector(".call-more")) return;
  const more = node("div", "call-more");
  const part = (key, text) => {
    const box = node("p");
    box.append(node("b", "", word(key)), node("code", "", text || "–"));
    more.append(box);
  };
  part("call-params", call.params);
  part("call-answer", call.answer);
  item.append(more);
}

function row(call) {
  const item = node("li", call.ok ? "call" : "call bad");
  item.dataset.key = keyOf(call);
  const box = node("details");
  const line = node("summary");
  line.append(
    node("time", "", clockSeconds(Date.parse(call.at))),
    node("b", "", call.method),
    node("span", "call-status", call.status ? String(call.status) : word("cut")),
    node("span", "call-ms", word("ms", { n: call.ms })),
    node("span", "call-brief", call.ok ? call.params : call.answer),
  );
  box.append(line);
  box.addEventListener("toggle", () => details(call, box));
  item.append(box);
  return item;
}

function draw() {
  due = false;
  const list = one("#calls-list");
  const shown = wanted().slice(-MOST_SHOWN).reverse();
  const known = new Map([...list.children].map((item) => [item.dataset.key, item]));
  const items = shown.map((call) => known.get(keyOf(call)) ?? row(call));
  const keep = new Set(items);
  for (const item of known.values()) if (!keep.has(item)) item.remove();
  items.forEach((item, at) => {
    if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null);
  });
  one("#calls-none").hidden = items.length > 0;
}

function drawSoon() {
  if (due) return;
  due = true;
  requestAnimationFrame(draw);
}

function drawPause() {
  const press = one("#calls-pause");
  press.textContent = word(paused === null ? "pause" : "resume");
  press.setAttribute("aria-pressed", String(paused !== null));
}

export function wireCalls() {
  one("#calls-filter").addEventListener("input", drawSoon);
  one("#calls-polls").addEventListener("change", drawSoon);
  one("#calls-pause").addEventListener("click", () => {
    paused = paused === null ? state.calls.at(-1)?.n ?? 0 : null;
    drawPause();
    drawSoon();
  });
  one("#calls-clear").addEventListener("click", () => {
    cleared = state.calls.at(-1)?.n ?? 0;
    sessionStorage.setItem(KEPT, String(cleared));
    drawSoon();
  });
  on("calls", () => {
    if ((state.calls.at(-1)?.n ?? 0) < cleared) cleared = 0; // the sandbox began anew
    drawSoon();
  });
  onLanguage(() => {
    one("#calls-list").replaceChildren();
    drawPause();
    drawSoon();
  });
}
