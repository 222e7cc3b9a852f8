// The page's own words, in two languages. What the bot says never passes through here.

const KEPT = "sandbox-language";
let all = { uk: {}, en: {} };
let language = localStorage.getItem(KEPT) === "en" ? "en" : "uk";
const listeners = new Set();

export async function loadWords() {
  all = await (await fetch("/page/assets/words.json")).json();
}

export function pageLanguage() {
  return language;
}

/** Return the words of `key` with `{values}` filled in; an unknown key shows itself. */
export function word(key, values = {}) {
  const found = all[language][key] ?? key;
  return found.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function hasWord(key) {
  return key in all[language];
}

const PLACES = [
  ["words", (node, text) => { node.textContent = text; }],
  ["wordsLabel", (node, text) => node.setAttribute("aria-label", text)],
  ["wordsTitle", (node, text) => node.setAttribute("title", text)],
  ["wordsPlaceholder", (node, text) => node.setAttribute("placeholder", text)],
];

/** Put words into every element under `root` that names a key in data-words…. */
export function putWords(root) {
  for (const [place, put] of PLACES) {
    const attribute = place.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    for (const node of root.querySelectorAll(`[data-${attribute}]`)) {
      put(node, word(node.dataset[place]));
    }
  }
}

export function onLanguage(listener) {
  listeners.add(listener);
}

export function speak(chosen) {
  language = chosen;
  localStorage.setItem(KEPT, chosen);
  dressPage();
}

/** Show the page in the language that is chosen now. */
export function dressPage() {
  document.documentElement.lang = language;
  document.title = `${word("title")} · ${word("subtitle")}`;
  putWords(document);
  listeners.forEach((listener) => listener());
}
