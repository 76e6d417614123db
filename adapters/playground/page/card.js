// Draws Rapport's cards, block by block.

import { drawing, glyph, h } from "./dom.js";

const TONES = { good: "Good", watch: "Watch", at_risk: "At risk", bad: "Critical", unknown: "Not known" };
const LINK = /(https?:\/\/\S*[^\s.,;:!?)])/;
const NAME = /^\S{1,12}$/; // such as D-14, which no line breaks in two
const NUMBER = /^[−+-]?[\d.,\s]+(\s?(%|×|x|s|min|h|d|M|k))?$/;

const BLOCKS = {
  text: (block) => h("p.text", {}, block.text),
  note: (block) => h("p.note", {}, block.text),
  code: (block) => h("div.code", {}, h("pre", { tabIndex: 0 }, h("code", {}, block.text)), copyButton(block.text)),
  facts: (block) =>
    h("dl.facts", {}, block.facts.map((fact) => h("div", {}, h("dt", {}, fact.label), h("dd", {}, linked(fact.value))))),
  table,
  meter,
  chart: picture,
  timeline: picture,
  actions: (block, press) =>
    h("div.actions", {}, block.buttons.map((button) => h("button.plain", {
      type: "button", title: `/sre ${button.says}`,
      onclick: (event) => press(button.says, event.currentTarget),
    }, button.label))),
};

/** One card; `press` is called with what a button says and the button. */
export function card(content, press) {
  const word = TONES[content.tone];
  const slim = content.blocks.every((block) => ["text", "note", "actions"].includes(block.type));
  return h(`div.card${slim ? ".slim" : ""}`, { data: { tone: content.tone } },
    word && h("span.badge", {}, glyph(content.tone), word),
    h("h3", {}, content.headline),
    content.blocks.map((block) => BLOCKS[block.type](block, press)),
  );
}

/** Text in which addresses can be followed: what was said here, here. */
function linked(text) {
  const away = (address) => !address.startsWith(`${location.origin}/`) && "_blank";
  return text.split(LINK).map((part, at) =>
    (at % 2 ? h("a", { href: part, target: away(part), rel: "noopener noreferrer" }, part) : part));
}

function meter(block) {
  const share = Math.min(Math.max(block.share, 0), 1);
  const fill = h("div.fill");
  fill.style.setProperty("--share", `${share * 100}%`);
  return h("div.meter", { data: { tone: block.tone } },
    h("div.said", {}, h("span", {}, block.label), h("span", {}, block.text)),
    h("div.track", {
      role: "meter", "aria-label": block.label, "aria-valuetext": block.text,
      "aria-valuemin": "0", "aria-valuemax": "100", "aria-valuenow": String(Math.round(share * 100)),
    }, fill),
  );
}

function picture(block) {
  return h("figure.chart", {},
    h("div.large", {}, drawing(block.svg, `${block.title}. ${block.alt}`)),
    h("div.small", {},
      h("p.title", { "aria-hidden": "true" }, block.title), drawing(block.small, `${block.title}. ${block.alt}`)));
}

function table(block) {
  const numeric = block.columns.map((_, at) => block.rows.every((row) => NUMBER.test(row[at])));
  const cell = (text, at) =>
    h(`td${numeric[at] ? ".number" : ""}${NAME.test(text) ? ".name" : ""}`, { data: { label: block.columns[at] } }, text);
  return h("div.table", { role: "region", "aria-label": block.columns.join(", "), tabIndex: 0 },
    h("table", {},
      h("thead", {}, h("tr", {}, block.columns.map((column, at) =>
        h(`th${numeric[at] ? ".number" : ""}`, { scope: "col" }, column)))),
      h("tbody", {}, block.rows.map((row) => h("tr", {}, row.map(cell)))),
    ));
}

function copyButton(text) {
  const button = h("button.icon", { type: "button", "aria-label": "Copy" }, glyph("copy"));
  button.onclick = async () => {
    await navigator.clipboard?.writeText(text).catch(() => {});
    button.setAttribute("aria-label", "Copied");
    button.replaceChildren(glyph("good"));
  };
  return button;
}
