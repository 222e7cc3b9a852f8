// What the page asks of the sandbox. Every request is same-origin and says so.

import { word } from "./words.js";
import { toast } from "./notices.js";

async function send(path, init) {
  let answer;
  try {
    answer = await fetch(`/page/${path}`, { method: "POST", ...init });
  } catch {
    toast(word("failed", { why: word("no-server") }));
    return null;
  }
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  const why = answer.status === 413 ? word("too-big") : body.error ?? word("refused");
  toast(word("failed", { why }));
  return null;
}

/** Post plain values; return the answer, or null after the person was told why not. */
export function ask(path, values = {}) {
  return send(path, {
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(values),
  });
}

/** Post files with their words. */
export function upload(path, form) {
  return send(path, { body: form });
}

/** Return the messages that stand before message `id` in a person's chat. */
export async function earlierMessages(person, id) {
  const answer = await fetch(`/page/people/${person}/before/${id}`).catch(() => null);
  return answer?.ok ? answer.json() : { messages: [], more: false };
}
