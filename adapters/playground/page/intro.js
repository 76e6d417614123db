// How a conversation begins: what it is for, and what to try.

import { byId, h } from "./dom.js";
import { model } from "./model.js";
import { avatar } from "./people.js";

let shown = null;

/** Introduce a conversation; `put(text)` is called with an example that was chosen. */
export function showIntro(room, name, put) {
  const key = `${model.me} ${room.key} ${model.examples.length}`;
  if (key === shown) return;
  shown = key;
  const face = room.kind === "channel" ? h("span.face", { "aria-hidden": "true" }, "#") : avatar(room.with_rapport ? "rapport" : room.other);
  const examples = model.examples.filter((example) => !(example.public && room.with_rapport)); // nobody to show it to
  const asks = room.with_rapport ? "" : "/sre ";
  byId("intro").replaceChildren(
    face,
    h("h2", {}, name),
    h("p", {}, room.topic),
    room.kind === "channel" || room.with_rapport
      ? h("div.tries", { role: "group", "aria-label": "Things to try" }, examples.map((example) =>
        h("button", { type: "button", onclick: () => put(asks + example.says) },
          h("code", {}, asks + example.says), h("small", {}, example.summary))))
      : "",
  );
}
