// Draws one message: who, when, what; and its thread's door.

import { card } from "./card.js";
import { glyph, h } from "./dom.js";
import { model, repliesTo } from "./model.js";
import { avatar, nameOfAuthor } from "./people.js";
import { full, hour } from "./time.js";

const MENTION = /(?<![\w@.])@[\w-]+/g;

/** One message. `acts`: {press(message, says, button), openThread(key)}; no thread doors in a thread. */
export function message(said, { follows, inThread, fresh, meant }, acts) {
  const at = new Date(said.at);
  const author = model.people.get(said.author);
  const threadable = !inThread && !said.private;
  return h(`li.message${follows ? ".follows" : ""}${fresh ? ".fresh" : ""}${said.private ? ".private" : ""}${author ? "" : ".rapport"}`, { "aria-current": meant && "true" },
    avatar(said.author),
    h("article", { "aria-label": `${nameOfAuthor(said.author)}, ${hour(at)}` },
      h("div.from", {},
        h("strong", {}, nameOfAuthor(said.author)),
        h("span.part", {}, author ? author.side_name : "bot"),
        h("time", { dateTime: said.at, title: full(at) }, hour(at))),
      said.private && h("p.privacy", {}, glyph("private"), "Only visible to you"),
      said.question && asked(said.question),
      said.card
        ? card(said.card, (says, button) => acts.press(said, says, button))
        : h("p.words", {}, withNames(said.text)),
      threadable && replies(said, acts)),
    threadable && h("div.tools", {}, h("button", {
      type: "button", onclick: () => acts.openThread(said.key),
      "aria-label": `Reply to ${nameOfAuthor(said.author)} in a thread`,
    }, glyph("reply"), "Reply")),
  );
}

function asked({ by, words }) {
  const who = by === model.me ? "You" : nameOfAuthor(by);
  return h("p.asked", {}, glyph("turn"), h("span", {}, `${who} asked`), h("code", {}, `/sre ${words}`));
}

function replies(said, acts) {
  const found = repliesTo(said.key);
  if (!found.length) return null;
  const faces = [...new Set(found.map((each) => each.author))].slice(0, 3).map(avatar);
  const word = found.length === 1 ? "1 reply" : `${found.length} replies`;
  return h("button.replies", { type: "button", onclick: () => acts.openThread(said.key) },
    faces, word, h("small", {}, `last at ${hour(new Date(found.at(-1).at))}`));
}

function withNames(text) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(MENTION)) {
    const name = found[0].slice(1).toLowerCase();
    if (!["sre", "rapport"].includes(name) && !model.people.has(name)) continue;
    parts.push(text.slice(from, found.index), h("span.name", {}, found[0]));
    from = found.index + found[0].length;
  }
  return [...parts, text.slice(from)];
}
