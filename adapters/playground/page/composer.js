// The box to write in: sends on Enter, recalls with Up, keeps a draft for each place.

import { Completion } from "./completion.js";
import { glyph, h } from "./dom.js";
import { model } from "./model.js";

const drafts = new Map();
const sent = new Map();
const SLOW = 250;

/** A box. `place()` names where it writes; `send(text)` sends, and may refuse with a Problem. */
export class Composer {
  constructor(holder, { id, label, place, send }) {
    Object.assign(this, { label, place, send, recalled: -1, busy: 0 });
    this.input = h("textarea", { id, rows: 1, maxLength: 4000, spellcheck: true, enterKeyHint: "send" });
    this.button = h("button.icon.send", { type: "submit", "aria-label": "Send" }, glyph("send"));
    this.status = h("span", { role: "status" });
    this.hint = h("span.hint");
    const box = h("form.box", { onsubmit: (event) => { event.preventDefault(); this.submit(); } }, this.input, this.button);
    const frame = h("div.composer", {}, box, h("div.under", {}, this.status, this.hint));
    holder.append(frame);
    this.completion = new Completion(this.input, frame);
    this.input.addEventListener("input", () => this.edited());
    this.input.addEventListener("keydown", (event) => this.key(event));
  }

  /** Show the draft of where we are now. */
  show(where, hint) {
    this.input.placeholder = where;
    this.input.setAttribute("aria-label", `${this.label}: ${where}`);
    this.hint.replaceChildren(...hint);
    const key = this.draftKey();
    if (key === this.shown) return;
    this.shown = key;
    this.recalled = -1;
    this.status.replaceChildren();
    this.completion.close();
    this.put(drafts.get(key) ?? "");
  }

  put(text) {
    this.input.value = text;
    this.fit();
    this.input.setSelectionRange(text.length, text.length);
  }

  /** Begin anew: what was typed anywhere goes, and `show` looks again. */
  forget() {
    drafts.clear();
    this.shown = null;
  }

  focus() {
    this.input.focus();
  }

  draftKey() {
    return `${model.me} ${this.place()}`;
  }

  edited() {
    this.recalled = -1;
    this.status.replaceChildren();
    this.fit();
  }

  fit() {
    drafts.set(this.draftKey(), this.input.value);
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight}px`;
    this.button.disabled = !this.input.value.trim();
  }

  key(event) {
    if (event.isComposing) return;
    if (this.completion.key(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "ArrowUp" && (!this.input.value || this.recalled >= 0)) {
      this.recall(event, 1);
    } else if (event.key === "ArrowDown" && this.recalled >= 0) {
      this.recall(event, -1);
    }
  }

  recall(event, step) {
    const mine = sent.get(model.me) ?? [];
    const to = Math.min(this.recalled + step, mine.length - 1);
    if (!mine.length) return;
    event.preventDefault();
    this.recalled = to;
    this.put(to < 0 ? "" : mine.at(-1 - to));
  }

  async submit() {
    const text = this.input.value.trim();
    if (!text) return;
    const key = this.draftKey();
    const mine = sent.get(model.me) ?? [];
    if (mine.at(-1) !== text) sent.set(model.me, [...mine, text]);
    this.put("");
    this.recalled = -1;
    this.completion.close();
    const waiting = setTimeout(() => this.think(), SLOW);
    try {
      this.status.replaceChildren();
      await this.send(text);
    } catch (problem) {
      if (key === this.draftKey() && !this.input.value) this.put(text);
      this.status.replaceChildren(h("span.problem", {}, problem.message));
      return;
    } finally {
      clearTimeout(waiting);
    }
    this.status.replaceChildren();
  }

  think() {
    this.status.replaceChildren(h("span.thinking", {}, h("i", { "aria-hidden": "true" }), "Rapport is looking…"));
  }
}

/** Put words into a place's box before anybody has typed there. */
export function prepare(person, place, text) {
  const key = `${person} ${place}`;
  if (!drafts.has(key)) drafts.set(key, text);
}
