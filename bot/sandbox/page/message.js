// One message, or one album: its bubble, its media and the buttons under it.

import { icon, node, roveInside } from "./dom.js";
import { mediaOf } from "./media.js";
import { toast } from "./notices.js";
import { richText } from "./rich-text.js";
import { clockTime } from "./time.js";
import { word } from "./words.js";

function metaOf(message) {
  const meta = node("span", "meta");
  if (message.edited) meta.append(node("span", "edited", word("edited")));
  if (message.silent) meta.append(icon("silent", word("silent")));
  const time = node("time", "", clockTime(Date.parse(message.at)));
  time.dateTime = message.at;
  meta.append(time);
  if (message.mine) meta.append(icon("sent", word("sent")));
  return meta;
}

function keyOf(message, key, place, tools) {
  if (key.url && !key.data) {
    const payload = tools.payloadOf(key.url);
    const link = node("a", "key", key.text);
    link.href = payload === null && /^(https?|tg|tel):/i.test(key.url) ? key.url : "#";
    if (payload !== null) {
      link.addEventListener("click", (event) => { event.preventDefault(); tools.openLink(payload); });
    } else {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    }
    link.append(icon("out"));
    return link;
  }
  const press = node("button", "key", key.text);
  press.type = "button";
  press.dataset.place = place;
  if (tools.isWaiting(message.id, place)) {
    press.setAttribute("aria-busy", "true");
    press.append(node("span", "unseen", ` – ${word("waiting")}`), node("span", "ring"));
  }
  press.addEventListener("click", () => (key.copy ? copy(key.copy) : tools.press(message, place)));
  return press;
}

async function copy(text) {
  await navigator.clipboard.writeText(text).then(() => toast(word("copied")), () => toast(text));
}

function keyboardOf(message, tools) {
  const box = node("div", "keys");
  box.role = "group";
  box.setAttribute("aria-label", word("buttons"));
  message.buttons.forEach((row, y) => {
    const line = node("div", "keys-row");
    row.forEach((key, x) => line.append(keyOf(message, key, `${y}.${x}`, tools)));
    box.append(line);
  });
  roveInside(box);
  return box;
}

/** Return the list item of one album's messages (or of one message). */
export function messageNode(group, tools) {
  const first = group[0];
  const told = group.find((message) => message.text) ?? first;
  const item = node("li", `message ${first.mine ? "mine" : "theirs"}`);
  item.dataset.id = String(first.id);
  const bubble = node("div", "bubble");
  bubble.append(node("span", "unseen", `${word(first.mine ? "from-me" : "from-bot")}: `));
  if (first.forwarded) bubble.append(node("p", "forwarded", word("forwarded", { from: first.forwarded })));
  const media = mediaOf(group);
  if (media) bubble.append(media);
  if (media && !told.text) bubble.classList.add("only-media");
  if (told.text) {
    const text = node("div", "text");
    text.lang = tools.language;
    text.dir = "auto";
    const words = node("span", "words");
    words.append(...richText(told.text, told.entities, tools));
    text.append(words, metaOf(told)); // the time stands in the last line where it fits
    bubble.append(text);
  } else {
    bubble.append(metaOf(told));
  }
  item.append(bubble);
  if (told.mine && told.text && !first.media && tools.canEdit) item.append(editButton(told, tools));
  if (first.buttons?.length) item.append(keyboardOf(first, tools));
  return item;
}

function editButton(message, tools) {
  const press = node("button", "round edit-mine");
  press.type = "button";
  press.setAttribute("aria-label", word("edit"));
  press.title = word("edit");
  press.append(icon("edit"));
  press.addEventListener("click", () => tools.startEdit(message));
  return press;
}
