// Telegram on a bad day: delays and failures, switched on and off.

import { ask } from "./api.js";
import { node, one } from "./dom.js";
import { on, state } from "./store.js";
import { onLanguage, word } from "./words.js";

const DELAYS = [0, 0.1, 0.5, 2, 5];
const FAILURES = ["off", "too_many", "server_error", "drop_after"];
const WHEN = ["once", "third", "always"];

function select(key, values, label, chosen) {
  const row = node("label", "fault-row");
  const field = node("select");
  field.name = key;
  for (const value of values) {
    const option = node("option", "", label(value));
    option.value = String(value);
    option.selected = String(value) === String(chosen);
    field.append(option);
  }
  field.addEventListener("change", () => {
    const faults = { ...state.faults, [key]: key === "latency" ? Number(field.value) : field.value };
    ask("faults", faults);
  });
  row.append(node("span", "", word(`fault-${key}`)), field);
  return row;
}

const faultsOn = () => state.faults.latency > 0 || state.faults.failure !== "off";

function draw() {
  const { latency, failure, when } = state.faults;
  const rows = one("#fault-rows");
  const focused = rows.contains(document.activeElement) ? document.activeElement.name : "";
  rows.replaceChildren(
    select("latency", DELAYS, (value) => (value ? word("ms", { n: value * 1000 }) : word("none")), latency),
    select("failure", FAILURES, (value) => word(`failure-${value}`), failure),
    select("when", WHEN, (value) => word(`when-${value}`), when),
  );
  if (focused) rows.querySelector(`[name="${focused}"]`)?.focus();
  const chip = one("#fault-chip");
  chip.hidden = !faultsOn();
  chip.textContent = word("faults-on");
  one("#faults-clear").disabled = !faultsOn();
}

export function wireFaults() {
  one("#faults-clear").addEventListener("click",
    () => ask("faults", { latency: 0, failure: "off", when: "once" }));
  on("faults", draw);
  onLanguage(draw);
}
