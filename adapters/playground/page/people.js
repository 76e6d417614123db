// How people look: an avatar in their side's hue, and whom we act as.

import { byId, glyph, h } from "./dom.js";
import { me, model } from "./model.js";
import { pick } from "./picker.js";

const HUES = { sre: [176, 205], product: [272, 315], sponsor: [28, 40] };

export function avatar(key) {
  if (key === "rapport") return h("span.avatar", { "aria-hidden": "true" }, h("img", { src: "/page/mark.svg", alt: "" }));
  const person = model.people.get(key);
  const [from, to] = HUES[person?.side] ?? [210, 220];
  const place = [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 97, 7) / 97;
  const node = h("span.avatar", { "aria-hidden": "true" }, (person?.name ?? key).slice(0, 1).toUpperCase());
  node.style.setProperty("--tint", `hsl(${Math.round(from + (to - from) * place)} 42% 32%)`);
  return node;
}

export const nameOfAuthor = (key) => (key === "rapport" ? "Rapport" : model.people.get(key)?.name ?? key);

export function showMe() {
  const person = me();
  byId("me").replaceChildren(
    avatar(person.key),
    h("span.who", {}, h("span", {}, h("span.unseen", {}, "Acting as "), h("strong", {}, person.name)), h("small", {}, person.role || person.side_name)),
    glyph("swap"),
  );
}

/** Ask whom to act as. */
export function chooseMe(act) {
  const groups = new Map();
  for (const person of model.people.values()) {
    const group = person.role.replace(/ (lead|manager)$/, "") || person.side_name;
    groups.set(group, [...(groups.get(group) ?? []), person]);
  }
  const items = [...groups].flatMap(([group, people]) =>
    people.map((person) => ({
      group,
      label: person.name,
      note: person.key === model.me ? "you, now" : person.role === group ? person.side_name : person.role.slice(group.length).trim() || person.side_name,
      mark: avatar(person.key),
      take: () => act(person.key),
    })),
  );
  pick({ title: "Act as", placeholder: "Act as…", items });
}
