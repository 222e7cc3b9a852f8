// Telegram on a bad day: delays and failures, switched on and off.

import { ask } from "./api.js";
import { node, one } from "./dom.js";
import { on, state } from "./store.js";
import { onLanguage, word } from "./words.js";

const DELAYS = [0, 0.1, 0.5, 2, 5];
const KINDS = ["too_many", "server_error", "drop_after"];
const MODES = ["off", "once", "always"];

function select(key, values, label, chosen, onChoose) {
  const row = node("label", "fault-row");
  const field = node("select");
  field.name = key;
  for (const value of values) {
    const option = node("option", "", label(value));
    option.value = String(value);
    option.selected = String(value) === String(chosen);
    field.append(option);
  }
  field.addEventListener("change", () => onChoose(field.value));
  row.append(node("span", "", word(key)), field);
  return row;
}

const modeOf = (kind) => state.faults.kinds[kind] ?? "off";

export function faultsOn() {
  return state.faults.latency > 0 || KINDS.some((kind) => modeOf(kind) !== "off");
}

function draw() {
  const rows = one("#fault-rows");
  const focused = rows.contains(document.activeElement) ? document.activeElement.name : "";
  rows.replaceChildren(
    select("latency", DELAYS, (value) => (value ? word("ms", { n: value * 1000 }) : word("latency-none")),
      state.faults.latency, (value) => ask("faults", { latency: Number(value) })),
    ...KINDS.map((kind) => select(`fault-${kind}`, MODES, word, modeOf(kind),
      (mode) => ask("faults", { kind, mode }))),
  );
  if (focused) rows.querySelector(`[name="${focused}"]`)?.focus();
  const chip = one("#fault-chip");
  chip.hidden = !faultsOn();
  chip.textContent = word("faults-on");
  one("#faults-clear").disabled = !faultsOn();
}

export function wireFaults() {
  one("#faults-clear").addEventListener("click", () => ask("faults", { clear: true }));
  on("faults", draw);
  onLanguage(draw);
}
