// The list of conversations, and the jump list over all of them.

import { byId, glyph, h, narrow } from "./dom.js";
import { messagesIn, model, nameOf, unread } from "./model.js";
import { avatar } from "./people.js";
import { pick } from "./picker.js";

const channels = () => [...model.conversations.values()].filter((each) => each.kind === "channel");
const direct = () => [...model.conversations.values()].filter((each) => each.kind === "direct");

/** In the list: every channel, Rapport, and the people one has talked with. */
export function listed() {
  const talked = direct().filter(
    (each) => each.with_rapport || each.key === model.here || messagesIn(each.key).length,
  );
  return [...channels(), ...talked.sort((a, b) => b.with_rapport - a.with_rapport)];
}

const mark = (conversation) =>
  conversation.kind === "channel"
    ? h("span.hash", { "aria-hidden": "true" }, "#")
    : avatar(conversation.with_rapport ? "rapport" : conversation.other);

export function showRooms(open) {
  const row = (conversation) => {
    const count = conversation.key === model.here ? 0 : unread(conversation.key);
    return h("li", {}, h(`button.room${count ? ".unread" : ""}`, {
      "aria-current": conversation.key === model.here && "page",
      data: { key: conversation.key },
      onclick: () => open(conversation.key),
    }, mark(conversation), h("span.name", {}, nameOf(conversation)),
    count > 0 && h("span.count", {}, String(count), h("span.unseen", {}, " unread"))));
  };
  const rooms = byId("rooms");
  const focused = rooms.contains(document.activeElement) && document.activeElement.dataset.key;
  const rows = listed();
  rooms.replaceChildren(
    h("h2", { id: "channels" }, "Channels"),
    h("ul", { "aria-labelledby": "channels" }, rows.filter((each) => each.kind === "channel").map(row)),
    h("h2", { id: "direct" }, "Direct messages"),
    h("ul", { "aria-labelledby": "direct" }, rows.filter((each) => each.kind === "direct").map(row)),
  );
  if (focused) rooms.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

export function jump({ open, act }) {
  const rooms = [...channels(), ...direct()].map((each) => ({
    group: each.kind === "channel" ? "Channels" : "Direct messages",
    label: nameOf(each),
    note: unread(each.key) ? `${unread(each.key)} unread` : "",
    mark: mark(each),
    take: () => open(each.key),
  }));
  const people = [...model.people.values()].filter((each) => each.key !== model.me).map((each) => ({
    group: "Act as",
    label: `Act as ${each.name}`,
    note: each.side_name,
    mark: avatar(each.key),
    take: () => act(each.key),
  }));
  const order = [rooms.filter((each) => each.group === "Channels"), rooms.filter((each) => each.group !== "Channels"), people];
  pick({ title: "Jump to a conversation or a person", placeholder: "Jump to…", items: order.flat() });
}

/** On a phone the list is a drawer. */
export function drawer(open) {
  const side = byId("side");
  side.classList.toggle("open", open);
  byId("veil").hidden = !open;
  byId("main").inert = open && narrow();
  if (open) byId("close-side").focus();
}

export function dressSidebar() {
  byId("open-side").append(glyph("menu"));
  byId("close-side").append(glyph("close"));
  byId("jump").firstElementChild.append(glyph("search"));
  byId("open-side").onclick = () => drawer(true);
  byId("close-side").onclick = () => {
    drawer(false);
    byId("open-side").focus();
  };
  byId("veil").onclick = () => drawer(false);
}
