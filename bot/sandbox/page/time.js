// The sandbox's time, told as a clock in Kyiv would tell it.

import { pageLanguage, word } from "./words.js";
import { state } from "./store.js";

const made = new Map();

function format(name, options) {
  const key = `${name} ${pageLanguage()} ${state.clock.zone}`;
  if (!made.has(key)) {
    const locale = pageLanguage() === "en" ? "en-GB" : "uk";
    made.set(key, new Intl.DateTimeFormat(locale, { timeZone: state.clock.zone, ...options }));
  }
  return made.get(key);
}

export const clockTime = (ms) => format("time", { hour: "2-digit", minute: "2-digit" }).format(ms);
export const clockSeconds = (ms) =>
  format("seconds", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(ms);
export const shortDay = (ms) => format("short", { day: "numeric", month: "long" }).format(ms);
export const longDay = (ms) =>
  format("long", { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(ms);
export const lockDay = (ms) =>
  format("lock", { weekday: "long", day: "numeric", month: "long" }).format(ms);

/** Return the value of a datetime-local field for this moment in Kyiv. */
export function fieldValue(ms) {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: state.clock.zone, year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit",
  }).format(ms);
  return parts.replace(" ", "T");
}

/** Return a shift of the clock in words: "+1 d 2 h". */
export function shiftWords(seconds) {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const parts = [
    [Math.floor(minutes / 1440), "days"],
    [Math.floor((minutes % 1440) / 60), "hours"],
    [minutes % 60, "minutes"],
  ].filter(([count]) => count > 0).slice(0, 2);
  return `${seconds < 0 ? "−" : "+"}${parts.map(([n, key]) => word(key, { n })).join(" ")}`;
}
