// Menus that open beside their button: arrows move, Esc closes and gives the focus back.

import { roveInside } from "./dom.js";

let opened = null;

function close(giveBack) {
  if (!opened) return;
  const { trigger, menu } = opened;
  opened = null;
  menu.hidden = true;
  menu.replaceChildren();
  trigger.setAttribute("aria-expanded", "false");
  if (giveBack) trigger.focus();
}

export const closeMenu = () => close(false);

/** Let `trigger` open `menu`, which `fill` fills anew each time. */
export function menuOf(trigger, menu, fill) {
  const open = () => {
    close(false);
    fill(menu);
    menu.hidden = false;
    trigger.setAttribute("aria-expanded", "true");
    opened = { trigger, menu };
    menu.querySelector("button, input, a[href]")?.focus();
  };
  roveInside(menu, "button");
  trigger.addEventListener("click", () => (opened?.menu === menu ? close(true) : open()));
  trigger.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && opened?.menu !== menu) { event.preventDefault(); open(); }
  });
  // In the capture phase: the item's own listener runs after this and may move the focus on.
  menu.addEventListener("click", (event) => {
    if (event.target.closest("button:not([type=submit])")) close(true);
  }, true);
  return { open };
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && opened) { event.stopPropagation(); close(true); }
});
document.addEventListener("pointerdown", (event) => {
  if (opened && !opened.menu.contains(event.target) && !opened.trigger.contains(event.target)) close(false);
});
document.addEventListener("focusin", (event) => {
  if (opened && !opened.menu.contains(event.target) && !opened.trigger.contains(event.target)) close(false);
});
