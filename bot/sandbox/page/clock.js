// The sandbox's clock: shown everywhere, moved from here.

import { ask } from "./api.js";
import { one } from "./dom.js";
import { nowMs, on, state } from "./store.js";
import { clockTime, fieldValue, longDay, shiftWords } from "./time.js";
import { onLanguage, word } from "./words.js";

const ASIDE_SECONDS = 30; // a shift below this is the time that a click took

function draw() {
  const now = nowMs();
  const { moved } = state.clock;
  const shifted = Math.abs(moved) >= ASIDE_SECONDS;
  const time = one("#clock-time");
  time.textContent = clockTime(now);
  time.dateTime = new Date(now).toISOString();
  one("#clock-date").textContent = `${word("clock-place")}, ${longDay(now)}`;
  one("#clock-shift").textContent = shifted
    ? word("clock-moved", { shift: shiftWords(moved) }) : word("clock-real");
  const chip = one("#clock-chip");
  chip.textContent = shifted ? `${clockTime(now)} · ${shiftWords(moved)}` : clockTime(now);
  chip.classList.toggle("warm", shifted);
  chip.setAttribute("aria-label", `${word("clock")}: ${clockTime(now)}, ${one("#clock-shift").textContent}`);
}

function fillField() {
  one("#clock-form input").value = fieldValue(nowMs());
}

export function wireClock(onTick) {
  for (const press of document.querySelectorAll("#clock [data-move]")) {
    const seconds = Number(press.dataset.move);
    press.addEventListener("click", () => ask("clock", seconds ? { move: seconds } : { back: true }));
  }
  one("#clock-form").addEventListener("submit", (event) => {
    event.preventDefault();
    ask("clock", { at: one("#clock-form input").value });
  });
  on("clock", () => { draw(); fillField(); onTick(); });
  onLanguage(draw);
  let minute = "";
  setInterval(() => {
    draw();
    const shown = clockTime(nowMs());
    if (shown !== minute) onTick();
    minute = shown;
  }, 1000);
}
