// Photos and files that wait to be sent: chosen, pasted or dropped.

import { button, icon, node, one } from "./dom.js";
import { sizeOf } from "./media.js";
import { word } from "./words.js";

const MOST = 10; // of one album

const isPhoto = (file) => /^image\/(jpeg|png|webp|gif)$/.test(file.type);

export class Attachments {
  constructor(form, target, onChange) {
    this.files = [];
    this.list = one(".attached", form);
    this.asFiles = one(".as-files", form);
    this.onChange = onChange;
    for (const picker of form.querySelectorAll("input[type=file]")) {
      picker.addEventListener("change", () => {
        this.add(picker.files);
        if (picker.classList.contains("pick-file")) one("input", this.asFiles).checked = true;
        picker.value = "";
        one("textarea", form).focus();
      });
    }
    this.catchDrops(target);
  }

  get any() {
    return this.files.length > 0;
  }

  catchDrops(target) {
    const carries = (event) => [...event.dataTransfer.types].includes("Files");
    target.addEventListener("dragover", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      target.dataset.drop = word("drop-here");
    });
    target.addEventListener("dragleave", (event) => {
      if (!target.contains(event.relatedTarget)) delete target.dataset.drop;
    });
    target.addEventListener("drop", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      delete target.dataset.drop;
      this.add(event.dataTransfer.files);
    });
  }

  add(files) {
    this.files = [...this.files, ...files].slice(0, MOST);
    this.draw();
  }

  remove(file) {
    this.files = this.files.filter((each) => each !== file);
    this.draw();
  }

  draw() {
    this.list.hidden = !this.any;
    this.asFiles.hidden = !this.files.some(isPhoto);
    this.list.replaceChildren(...this.files.map((file) => {
      const item = node("li", "attached-file");
      const off = button("round", "", () => this.remove(file));
      off.setAttribute("aria-label", word("remove-file", { name: file.name }));
      off.append(icon("close"));
      item.append(icon(isPhoto(file) ? "photo" : "file"), node("span", "", file.name),
        node("small", "", sizeOf(file.size)), off);
      return item;
    }));
    this.onChange();
  }

  /** Return the form to send and forget the files; null when there are none. */
  take(caption) {
    if (!this.any) return null;
    const asPhotos = this.files.every(isPhoto) && !one("input", this.asFiles).checked;
    const form = new FormData();
    form.append("kind", asPhotos ? "photo" : "document");
    form.append("caption", caption);
    this.files.forEach((file) => form.append("file", file, file.name));
    this.files = [];
    one("input", this.asFiles).checked = false;
    this.draw();
    return form;
  }
}
