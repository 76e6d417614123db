// Suggestions above the box: /sre and its words from the server, @names from here.

import { complete } from "./api.js";
import { h } from "./dom.js";
import { here, me, model } from "./model.js";

const ASKING = /^\s*(\/sre|@(?:sre|rapport))\s+(?<words>.*)$/is;

/** Completion for one text box; `box.complete(text)` is called with what was taken. */
export class Completion {
  constructor(input, holder) {
    this.input = input;
    this.shown = [];
    this.at = -1;
    this.turn = 0;
    this.id = `${input.id}-options`;
    this.list = h("div.completion", { hidden: true });
    this.status = h("div.unseen", { role: "status" });
    holder.append(this.list, this.status);
    input.setAttribute("aria-autocomplete", "list");
    input.addEventListener("input", () => this.refresh());
    input.addEventListener("blur", () => setTimeout(() => this.close(), 120));
  }

  get open() {
    return this.shown.length > 0;
  }

  async refresh() {
    const turn = ++this.turn;
    const found = await this.find(this.input.value);
    if (turn !== this.turn) return;
    this.shown = document.activeElement === this.input ? found : [];
    this.at = -1;
    this.draw();
  }

  async find(text) {
    if (/^\/[a-z]*$/i.test(text) && "/sre".startsWith(text.toLowerCase())) {
      return [{ text: "/sre ", label: "/sre", help: "Ask Rapport; only you see the answer" }];
    }
    const name = /(?<before>^|\s)@(?<start>[\w-]*)$/.exec(text.slice(0, this.input.selectionStart));
    if (name && this.input.selectionStart === text.length) return this.names(text, name.groups.start);
    const asking = ASKING.exec(text);
    if (!asking && !(here()?.with_rapport && text.trim() && !/^\s*[/@]/.test(text))) return [];
    const before = asking ? text.slice(0, text.length - asking.groups.words.length) : "";
    const found = await complete(model.here, asking ? asking.groups.words : text);
    return found.map((each) => ({ ...each, text: before + each.text + (each.more ? " " : "") }));
  }

  names(text, start) {
    const before = text.slice(0, text.length - start.length);
    const bot = { key: "sre", name: "Rapport", help: "Ask Rapport; everybody here sees the answer" };
    const people = [...model.people.values()].filter((each) => each !== me());
    return [bot, ...people]
      .filter((each) => [each.key, each.name].some((word) => word.toLowerCase().startsWith(start.toLowerCase())))
      .slice(0, 7)
      .map((each) => ({ text: `${before}${each.key} `, label: `@${each.key}`, help: each.help ?? `${each.name}, ${each.role}` }));
  }

  draw() {
    this.list.hidden = !this.open;
    this.input.toggleAttribute("aria-controls", this.open);
    if (this.open) this.input.setAttribute("aria-controls", this.id);
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = this.open ? `${this.shown.length} suggestions. Arrow keys choose, Tab takes.` : "";
    const rows = this.shown.map((each, at) => {
      const [verb, ...rest] = each.label.split(" ");
      return h("div", {
        role: "option", id: `${this.id}-${at}`, "aria-selected": "false",
        onpointerdown: (event) => event.preventDefault(), onclick: () => this.take(at),
      }, h("code", {}, verb, rest.length > 0 && h("span", {}, ` ${rest.join(" ")}`)), h("small", {}, each.help));
    });
    const keys = [["↑↓", "choose"], ["Tab", "complete"], ["Enter", "send"], ["Esc", "close"]];
    this.list.replaceChildren(
      h("div", { role: "listbox", id: this.id, "aria-label": "Suggestions" }, rows),
      h("p.keys", { "aria-hidden": "true" }, keys.map(([key, does]) => h("span", {}, h("kbd", {}, key), ` ${does}`))),
    );
  }

  /** Handle a key; true when it was ours. Enter takes only what was chosen, else it sends. */
  key(event) {
    if (!this.open) return false;
    if (event.key === "Escape") this.close();
    else if (event.key === "ArrowDown") this.move(this.at + 1);
    else if (event.key === "ArrowUp") this.move(this.at < 0 ? this.shown.length - 1 : this.at - 1);
    else if (event.key === "Tab" && !event.shiftKey) this.take(Math.max(this.at, 0));
    else if (event.key === "Enter" && this.at >= 0) this.take(this.at);
    else return false;
    return true;
  }

  move(to) {
    this.at = (to + this.shown.length) % this.shown.length;
    for (const [at, row] of this.list.querySelectorAll("[role=option]").entries()) {
      row.setAttribute("aria-selected", String(at === this.at));
      if (at === this.at) row.scrollIntoView({ block: "nearest" });
    }
    this.input.setAttribute("aria-activedescendant", `${this.id}-${this.at}`);
  }

  take(at) {
    this.input.value = this.shown[at].text;
    this.input.focus();
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  close() {
    this.turn += 1;
    this.shown = [];
    this.draw();
  }
}
