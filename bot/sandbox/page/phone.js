// One person's phone: the chat with the bot, from its top to the words that are being typed.

import { ask, earlierMessages } from "./api.js";
import { Composer } from "./composer.js";
import { avatarOf, fromTemplate, icon, one } from "./dom.js";
import { drawLock } from "./lockscreen.js";
import { MessageList } from "./message-list.js";
import { announce } from "./notices.js";
import { fillPhoneMenu } from "./phone-menu.js";
import { menuOf } from "./menu.js";
import { state } from "./store.js";
import { briefOf } from "./media.js";
import { changed, view } from "./view.js";
import { hasWord, word } from "./words.js";

const WAIT_FOR_ANSWER_MS = 30_000;

/** Return the payload of a link to this very bot, "" without one, null for other links. */
function payloadOf(url) {
  const found = /^(?:https?:\/\/)?t\.me\/(\w+)(?:\?start=([\w-]{0,64}))?$/i.exec(url)
    ?? /^tg:\/\/resolve\?domain=(\w+)(?:&start=([\w-]{0,64}))?$/i.exec(url);
  if (!found || found[1].toLowerCase() !== state.bot.username.toLowerCase()) return null;
  return found[2] ?? "";
}

export class Phone {
  constructor(id) {
    this.id = id;
    this.waiting = new Map(); // "message place" → when it was pressed
    this.older = [];
    this.node = fromTemplate("phone-template");
    this.scroll = one(".scroll", this.node);
    this.toEnd = one(".to-end", this.node);
    this.composer = new Composer(one(".composer", this.node), this);
    this.list = new MessageList(one(".messages", this.node), this.tools());
    this.wire();
  }

  get person() {
    return state.people.get(this.id);
  }

  tools() {
    return {
      payloadOf,
      language: this.person.language || "uk",
      canEdit: true,
      say: (text) => ask(`people/${this.id}/say`, { text }),
      openLink: (payload) => this.offerStart(payload),
      press: (message, place) => this.press(message, place),
      startEdit: (message) => this.composer.startEdit(message),
      isWaiting: (message, place) => this.waiting.has(`${message} ${place}`),
      waitingOf: (message) => [...this.waiting.keys()].filter((key) => key.startsWith(`${message} `)),
    };
  }

  wire() {
    const more = one(".phone-more", this.node);
    more.append(icon("more"));
    menuOf(more, one(".phone-menu", this.node), (menu) => fillPhoneMenu(menu, this));
    this.toEnd.append(icon("down"));
    this.toEnd.addEventListener("click", () => this.goToEnd());
    this.scroll.addEventListener("scroll", () => { this.toEnd.hidden = this.atEnd(); }, { passive: true });
    one(".earlier", this.node).addEventListener("click", () => this.showEarlier());
    this.node.addEventListener("focusin", () => {
      if (view.current !== this.id) { view.current = this.id; changed(); }
    });
    new ResizeObserver(() => { if (this.sticky) this.goToEnd(); }).observe(one(".messages", this.node));
  }

  atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroll;
    this.sticky = scrollHeight - scrollTop - clientHeight < 80;
    return this.sticky;
  }

  goToEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.toEnd.hidden = true;
    this.sticky = true;
  }

  offerStart(payload) {
    view.payload.set(this.id, payload);
    this.drawAll();
    one(".start", this.node).focus();
  }

  async showEarlier() {
    const first = this.older[0] ?? this.person.messages[0];
    const { messages } = await earlierMessages(this.id, first.id);
    this.older = [...messages, ...this.older];
    this.sticky = false;
    this.drawAll();
    if (!messages.length) one(".earlier", this.node).hidden = true;
  }

  async press(message, place) {
    const key = `${message.id} ${place}`;
    if (this.waiting.has(key)) return;
    this.waiting.set(key, performance.now());
    this.drawMessages();
    setTimeout(() => this.answered(message.id), WAIT_FOR_ANSWER_MS);
    const [row, column] = place.split(".").map(Number);
    const { data } = message.buttons[row][column];
    const taken = await ask(`people/${this.id}/press`, { message: message.id, data });
    if (!taken) this.answered(message.id);
  }

  /** Stop the progress of a message's buttons. */
  answered(messageId) {
    for (const key of this.waiting.keys()) {
      if (key.startsWith(`${messageId} `)) this.waiting.delete(key);
    }
    if (this.person) this.drawMessages();
  }

  drawMessages() {
    const sticky = this.sticky !== false;
    const shown = [...this.older.filter((old) => old.id < (this.person.messages[0]?.id ?? Infinity)),
      ...this.person.messages];
    if (!this.list.draw(shown)) this.composer.focus();
    if (sticky) this.goToEnd();
    else this.toEnd.hidden = this.atEnd();
  }

  drawTop() {
    const { person } = this;
    const name = person.bot.name || state.bot.name;
    this.node.setAttribute("aria-label", word("chat-of", { name: person.name }));
    this.node.classList.toggle("current", view.current === this.id);
    this.scroll.setAttribute("aria-label", word("messages-of", { name: person.name }));
    one(".phone-more", this.node).setAttribute("aria-label", word("more", { name: person.name }));
    one(".bot-name", this.node).textContent = name;
    one(".owner", this.node).textContent = `${person.name} · ${(person.language || "–").toUpperCase()}`;
    for (const avatar of this.node.querySelectorAll(".bot-avatar")) avatar.textContent = avatarOf(name).letters;
    const acting = person.action && person.action.until > performance.now() ? person.action.kind : "";
    const action = hasWord(`action-${acting}`) ? `action-${acting}` : "typing";
    const status = one(".phone-status", this.node);
    status.textContent = person.blocked ? word("blocked") : word(acting ? action : "bot");
    status.classList.toggle("acting", Boolean(acting));
  }

  drawAll() {
    const { person } = this;
    this.drawTop();
    one(".earlier", this.node).hidden = !(person.more && (!this.older.length || this.older[0].id > person.first));
    const profile = one(".profile", this.node);
    profile.hidden = person.started && person.messages.length > 0;
    const about = one(".profile-text", profile);
    about.textContent = person.bot.description || word("no-description");
    about.lang = person.language || "uk";
    this.composer.draw();
    this.drawMessages();
    drawLock(one(".lock", this.node), this);
  }

  /** Take a fresh snapshot of the person; `before` is the one it replaces. */
  hear(before) {
    const ids = new Map((before?.messages ?? []).map((message) => [message.id, message]));
    this.person.messages.forEach((message) => {
      const old = ids.get(message.id);
      if (old && JSON.stringify(old) !== JSON.stringify(message)) this.answered(message.id);
    });
    this.drawAll();
    if (before) this.tellAloud(ids);
  }

  tellAloud(before) {
    const { name, messages } = this.person;
    const said = messages.filter((message) => !message.mine);
    for (const message of said) {
      const old = before.get(message.id);
      const text = briefOf(message);
      if (!old) announce(word("announce-new", { name, text }));
      else if (old.text !== message.text) announce(word("announce-edited", { name, text }));
    }
    const left = new Set(messages.map((message) => message.id));
    const gone = [...before.values()].some((message) => !message.mine && !left.has(message.id));
    if (gone && !said.some((message) => !before.has(message.id))) announce(word("announce-removed", { name }));
  }
}
