// A list to pick from by typing: the jump list (Ctrl K) and “act as”.

import { glyph, h } from "./dom.js";

/** Open a picker. Items: {group, label, note, mark, take}. */
export function pick({ title, placeholder, items }) {
  let shown = items;
  let at = 0;
  const list = h("div", { role: "listbox", id: "picks", "aria-label": title });
  const input = h("input", {
    type: "text", role: "combobox", placeholder, autocomplete: "off", spellcheck: false,
    "aria-label": title, "aria-expanded": "true", "aria-controls": "picks", "aria-autocomplete": "list",
  });
  const dialog = h("dialog.picker", { "aria-label": title }, h("div.search", {}, glyph("search"), input, h("kbd", {}, "Esc")), list);

  const take = (item) => {
    dialog.close();
    item?.take();
  };
  const draw = () => {
    const rows = shown.flatMap((item, index) => [
      item.group !== shown[index - 1]?.group && h("div.group", { role: "presentation" }, item.group),
      h("div", {
        role: "option", id: `pick-${index}`, "aria-selected": String(index === at),
        onclick: () => take(item), onpointermove: () => index !== at && move(index),
      }, item.mark, h("span", {}, item.label), h("small", {}, item.note)),
    ]);
    list.replaceChildren(...(shown.length ? rows.filter(Boolean) : [h("p.none", {}, "Nothing is called like that.")]));
    input.setAttribute("aria-activedescendant", shown.length ? `pick-${at}` : "");
  };
  const move = (to) => {
    if (!shown.length) return;
    list.querySelector(`#pick-${at}`)?.setAttribute("aria-selected", "false");
    at = (to + shown.length) % shown.length;
    const row = list.querySelector(`#pick-${at}`);
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", row.id);
  };
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    shown = items.filter((item) => `${item.label} ${item.note}`.toLowerCase().includes(wanted));
    shown = [...shown].sort((a, b) => starts(b, wanted) - starts(a, wanted));
    at = 0;
    draw();
  });
  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      move(at + steps[event.key]);
    }
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      take(shown[at]);
    }
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  draw();
  dialog.showModal();
  input.focus();
}

const starts = (item, wanted) => Number(wanted && item.label.toLowerCase().startsWith(wanted));
