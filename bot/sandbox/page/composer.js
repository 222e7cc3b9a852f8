// Where a person writes: START at first, then words, files and commands.

import { ask, upload } from "./api.js";
import { Attachments } from "./attachments.js";
import { button, fromTemplate, icon, node, one } from "./dom.js";
import { menuOf } from "./menu.js";
import { view } from "./view.js";
import { word } from "./words.js";

const SIMULATED = ["voice", "location", "sticker", "contact"];
const TALLEST = 140;

export class Composer {
  constructor(place, phone) {
    this.phone = phone;
    this.editing = null;
    place.append(fromTemplate("composer-template"));
    this.place = place;
    this.form = one(".compose", place);
    this.field = one("textarea", place);
    this.startBar = one(".start-bar", place);
    this.keyboard = node("div", "reply-keyboard");
    this.keyboard.hidden = true;
    place.append(this.keyboard);
    this.files = new Attachments(this.form, phone.node, () => this.drawState());
    this.wire();
  }

  wire() {
    const find = (selector) => one(selector, this.place);
    find(".attach").append(icon("attach"));
    find(".send").append(icon("send"));
    menuOf(find(".attach"), find(".attach-menu"), (menu) => this.fillAttach(menu));
    menuOf(find(".commands"), find(".commands-menu"), (menu) => this.fillCommands(menu));
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    this.field.addEventListener("input", () => this.drawState());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.send();
      } else if (event.key === "Escape" && this.editing) {
        this.stopEdit();
      }
    });
    this.field.addEventListener("paste", (event) => {
      if (event.clipboardData.files.length) { event.preventDefault(); this.files.add(event.clipboardData.files); }
    });
    find(".edit-cancel").addEventListener("click", () => this.stopEdit());
    find(".start").addEventListener("click", () => this.start());
    find(".start-cancel").addEventListener("click", () => {
      view.payload.delete(this.phone.id);
      this.phone.drawAll();
      this.focus();
    });
  }

  focus() {
    (this.startBar.hidden ? this.field : one(".start", this.startBar)).focus({ preventScroll: true });
  }

  fillAttach(menu) {
    const item = (sign, key, onPress) => {
      const made = button("menu-item", "", onPress);
      made.append(icon(sign), node("span", "", word(key)));
      return made;
    };
    menu.replaceChildren(
      item("photo", "attach-photo", () => one(".pick-photo", this.form).click()),
      item("file", "attach-file", () => one(".pick-file", this.form).click()),
      ...SIMULATED.map((kind) => item(kind, `attach-${kind}`,
        () => ask(`people/${this.phone.id}/simulate`, { kind }))),
    );
  }

  fillCommands(menu) {
    const { commands } = this.phone.person.bot;
    menu.replaceChildren(...commands.map(({ command, description }) => {
      const made = button("menu-item command", "", () => this.say(`/${command}`));
      made.append(node("b", "", `/${command}`), node("span", "", description));
      return made;
    }));
    if (!commands.length) menu.append(node("p", "hint", word("no-commands")));
  }

  say(text) {
    this.phone.sticky = true;
    return ask(`people/${this.phone.id}/say`, { text });
  }

  async start() {
    const payload = view.payload.get(this.phone.id) ?? "";
    const blocked = this.phone.person.blocked;
    view.payload.delete(this.phone.id);
    this.phone.sticky = true;
    if (blocked) await ask(`people/${this.phone.id}/block`, { blocked: false });
    if (!blocked || payload) await ask(`people/${this.phone.id}/start`, { payload });
    this.phone.drawAll();
    this.focus();
  }

  startEdit(message) {
    this.editing = message;
    this.field.value = message.text;
    this.drawState();
    this.field.focus();
  }

  stopEdit() {
    this.editing = null;
    this.field.value = "";
    this.drawState();
    this.focus();
  }

  async send() {
    const text = this.field.value.trim();
    this.phone.sticky = true;
    if (this.editing) {
      const { id } = this.editing;
      this.stopEdit();
      if (text) await ask(`people/${this.phone.id}/edit`, { message: id, text });
      return;
    }
    const form = this.files.take(text);
    if (!form && !text) return;
    this.field.value = "";
    this.drawState();
    const sent = form ? await upload(`people/${this.phone.id}/files`, form) : await this.say(text);
    if (!sent && !form && !this.field.value) this.field.value = text; // not lost: it can be sent again
    this.drawState();
  }

  drawState() {
    this.form.classList.toggle("writing", Boolean(this.field.value.trim()) || this.files.any);
    one(".editing", this.form).hidden = !this.editing;
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, TALLEST)}px`;
  }

  drawKeyboard() {
    const rows = this.phone.person.keyboard ?? [];
    this.keyboard.hidden = !rows.length;
    this.keyboard.replaceChildren(...rows.map((row) => {
      const line = node("div", "keys-row");
      line.append(...row.map((text) => button("key", text, () => this.say(text))));
      return line;
    }));
  }

  draw() {
    const { person } = this.phone;
    const payload = view.payload.get(person.id);
    const starting = !person.started || person.blocked || payload !== undefined;
    const had = this.place.contains(document.activeElement) && this.startBar.hidden === starting;
    this.startBar.hidden = !starting;
    this.form.hidden = starting;
    if (had) this.focus(); // what had the focus is hidden now
    one(".start", this.startBar).textContent = person.blocked ? word("unblock")
      : payload ? word("start-with", { payload }) : word("start");
    one(".start-cancel", this.startBar).hidden = payload === undefined || !person.started;
    this.drawKeyboard();
    if (starting) this.keyboard.hidden = true;
    this.drawState();
  }
}
