// Building the page's nodes. Text goes in as text: nothing here parses markup.

import { putWords } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

export function one(selector, root = document) {
  return root.querySelector(selector);
}

/** Return a fresh copy of a template's only child, its own words filled in. */
export function fromTemplate(id) {
  const copy = document.getElementById(id).content.cloneNode(true);
  putWords(copy);
  return id === "composer-template" ? copy : copy.firstElementChild;
}

export function node(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

export function icon(name, label = "") {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/page/assets/icons.svg#${name}`);
  svg.append(use);
  svg.classList.add("icon");
  if (label) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  } else {
    svg.setAttribute("aria-hidden", "true");
  }
  return svg;
}

export function button(className, text, onPress) {
  const made = node("button", className, text);
  made.type = "button";
  if (onPress) made.addEventListener("click", onPress);
  return made;
}

/** Return the letters and one of eight hues that stand for a name. */
export function avatarOf(name) {
  const letters = name.trim().split(/\s+/).slice(0, 2).map((part) => [...part][0] ?? "");
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 997;
  return { letters: letters.join("").toUpperCase() || "?", hue: sum % 8 };
}

export function fillAvatar(element, name) {
  const { letters, hue } = avatarOf(name);
  element.textContent = letters;
  element.dataset.hue = String(hue);
}

/** Let arrow keys, Home and End move between the enabled buttons of `box`; Tab leaves it. */
export function roveInside(box, selector = "button, a[href]") {
  const stops = () => [...box.querySelectorAll(selector)];
  const settle = (current) => stops().forEach((stop) => { stop.tabIndex = stop === current ? 0 : -1; });
  settle(stops()[0]);
  box.addEventListener("focusin", (event) => settle(event.target.closest(selector)));
  box.addEventListener("keydown", (event) => {
    const list = stops();
    const at = list.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? list.length - 1
      : step ? (at + step + list.length) % list.length : -1;
    if (at < 0 || to < 0) return;
    event.preventDefault();
    list[to].focus();
  });
}
