// Telegram's entities → nodes. Text stays text; only these tags, and only safe links, are made.

import { node } from "./dom.js";
import { word } from "./words.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s",
  code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?|tg|mailto|tel):/i;
const FOUND = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])|((?<![\w/])\/[a-z0-9_]{1,32}\b)|(\+380[\d\s()-]{8,14}\d|\b0[ -]?800[\d\s-]{6,9}\d)/gi;

function link(text, href) {
  const made = node("a", "", text);
  made.href = href;
  if (/^https?:/i.test(href)) {
    made.target = "_blank";
    made.rel = "noopener noreferrer";
    made.title = `${href} – ${word("opens-link")}`;
  }
  return made;
}

/** As Telegram does: addresses, commands and phone numbers in plain words can be pressed. */
function plain(text, tools) {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(FOUND)) {
    const [whole, address, command] = found;
    if (found.index > at) parts.push(text.slice(at, found.index));
    at = found.index + whole.length;
    if (address) parts.push(link(address, address));
    else if (command) {
      const press = node("button", "command-link", command);
      press.type = "button";
      press.addEventListener("click", () => tools.say(command));
      parts.push(press);
    } else parts.push(link(whole, `tel:${whole.replace(/[^\d+]/g, "")}`));
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

function spoiler() {
  const cover = node("span", "spoiler");
  cover.role = "button";
  cover.tabIndex = 0;
  cover.setAttribute("aria-label", word("reveal"));
  const reveal = (event) => {
    if (event.key && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    cover.classList.add("revealed");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  };
  cover.addEventListener("click", reveal, { once: true });
  cover.addEventListener("keydown", reveal);
  return cover;
}

function wrapperOf(entity, covered, tools) {
  if (entity.type === "spoiler") return spoiler();
  if (entity.type === "text_link") {
    const payload = tools.payloadOf(entity.url);
    if (payload !== null) {
      const press = node("button", "command-link");
      press.type = "button";
      press.addEventListener("click", () => tools.openLink(payload));
      return press;
    }
    return SAFE.test(entity.url) ? link("", entity.url) : node("span");
  }
  const tag = TAGS[entity.type];
  if (!tag) return null;
  const made = node(tag);
  if (entity.type === "expandable_blockquote" && covered.length > 180) {
    made.className = "folded";
    made.tabIndex = 0;
    made.addEventListener("click", () => made.classList.toggle("folded"));
    made.addEventListener("keydown", (event) => { if (event.key === "Enter") made.classList.toggle("folded"); });
  }
  return made;
}

function build(text, entities, start, end, tools, linkable) {
  const parts = [];
  let at = start;
  const put = (to) => {
    const words = text.slice(at, to);
    if (words) parts.push(...(linkable ? plain(words, tools) : [words]));
    at = to;
  };
  while (entities.length && entities[0].offset < end) {
    const entity = entities.shift();
    put(entity.offset);
    const stop = Math.min(entity.offset + entity.length, end);
    const wrapper = wrapperOf(entity, text.slice(entity.offset, stop), tools);
    const isLink = !linkable || ["text_link", "code", "pre"].includes(entity.type);
    const inside = build(text, entities, entity.offset, stop, tools, wrapper ? !isLink : linkable);
    if (wrapper) { wrapper.append(...inside); parts.push(wrapper); } else parts.push(...inside);
    at = BLOCKS.has(entity.type) && text[stop] === "\n" ? stop + 1 : stop; // a block ends its line
  }
  put(end);
  return parts;
}

/** Return nodes for `text` and its entities (offsets in UTF-16 units, as JavaScript counts). */
export function richText(text, entities = [], tools) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, sorted, 0, text.length, tools, true);
}
