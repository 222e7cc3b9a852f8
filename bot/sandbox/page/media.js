// Photos, files, and the things that are only simulated: voice, place, sticker, contact.

import { icon, node } from "./dom.js";
import { word } from "./words.js";

const ICONS = {
  document: "file", voice: "voice", audio: "voice", location: "location", contact: "contact",
  video: "photo", animation: "photo", video_note: "photo", sticker: "sticker",
};

export function sizeOf(bytes) {
  if (!bytes) return "";
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function photo(message) {
  const image = node("img", "photo");
  image.src = message.media.url;
  image.alt = word(message.mine ? "photo-of-me" : "photo-of-bot");
  image.loading = "lazy";
  if (message.media.width) {
    image.width = message.media.width;
    image.height = message.media.height;
  }
  return image;
}

function wave() {
  const bars = node("span", "wave");
  bars.setAttribute("aria-hidden", "true");
  for (let at = 0; at < 28; at += 1) bars.append(node("i", `h${(at * 7 + (at % 5) * 3) % 9}`));
  return bars;
}

function card(message) {
  const { kind, name, size, url, detail } = message.media;
  const made = node(url ? "a" : "div", `file ${kind}`);
  if (url) {
    made.href = url;
    made.download = name || "file";
    made.setAttribute("aria-label", word("download", { name: name || word(kind) }));
  }
  const badge = node("span", "file-icon");
  badge.append(icon(ICONS[kind] ?? "file"));
  const lines = node("span", "file-lines");
  if (kind === "voice") lines.append(wave());
  lines.append(node("b", "", name || word(kind)), node("small", "", detail || sizeOf(size)));
  made.append(badge, lines);
  return made;
}

function mediaNode(message) {
  if (message.media.kind === "photo") return photo(message);
  if (message.media.kind === "sticker") {
    const sticker = node("span", "big-sticker", message.media.detail || "🙂");
    sticker.role = "img";
    sticker.setAttribute("aria-label", `${word("sticker")} ${message.media.detail ?? ""}`);
    return sticker;
  }
  return card(message);
}

/** Return the node of a group's media, or null when it has none. */
export function mediaOf(group) {
  const shown = group.filter((message) => message.media);
  if (!shown.length) return null;
  const photos = shown.every((message) => message.media.kind === "photo");
  const box = node("div", photos ? `photos n${Math.min(shown.length, 4)}` : "files");
  box.append(...shown.map(mediaNode));
  return box;
}

/** Return the few words that stand for a message in a notification. */
export function briefOf(message) {
  const words = message.text.replace(/\s+/g, " ").trim();
  if (!message.media) return words;
  const kind = word(message.media.kind);
  return words ? `${kind}: ${words}` : message.media.name ? `${kind}: ${message.media.name}` : kind;
}
