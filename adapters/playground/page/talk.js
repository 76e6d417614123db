// A list of messages that stays at its end while one reads there, with a line for each day.

import { h, patch } from "./dom.js";
import { message } from "./message.js";
import { model, repliesTo } from "./model.js";
import { day, dayKey } from "./time.js";

const TOGETHER = 5 * 60_000;
const NEAR = 48;

/** Messages in a scrolling box. `place` names what is shown: another place begins at its end. */
export class Talk {
  constructor(scroll, list, { inThread, acts }) {
    Object.assign(this, { scroll, list, inThread, acts, place: null, meant: null, known: new Set(), atEnd: true });
    this.latest = h("button.latest", { type: "button", hidden: true, onclick: () => this.toEnd() }, "↓ New messages");
    scroll.append(this.latest);
    const settle = new ResizeObserver(() => this.atEnd && this.toEnd());
    settle.observe(list);
    settle.observe(scroll);
    scroll.addEventListener("scroll", () => this.scrolled(), { passive: true });
  }

  show(place, messages) {
    const moved = place !== this.place;
    if (moved) {
      this.list.replaceChildren();
      this.known = new Set(messages.map((each) => each.key));
      this.atEnd = true;
    }
    this.place = place;
    const fresh = messages.filter((each) => !this.known.has(each.key));
    patch(this.list, this.items(messages));
    if (this.atEnd) this.toEnd();
    else if (fresh.some((each) => each.author !== model.me)) this.latest.hidden = false;
    const said = `${messages.at(-1)?.key} ${messages.at(-1)?.revision}`;
    if (moved || said !== this.said) this.begin(this.list.lastElementChild);
    this.said = said;
  }

  /** Bring the message that a link leads to before one's eyes, and mark it; false if it is not here. */
  reach(key) {
    const row = [...this.list.children].find((each) => each.dataset.key === key);
    if (!row) return false;
    this.meant = key;
    row.setAttribute("aria-current", "true");
    this.atEnd = false;
    row.scrollIntoView({ block: row.offsetHeight > this.scroll.clientHeight ? "start" : "center" });
    return true;
  }

  /** What is taller than the box is read from its beginning. */
  begin(row) {
    if (!row || !this.atEnd || row.offsetHeight <= this.scroll.clientHeight) return;
    this.scroll.scrollTop = row.offsetTop - this.scroll.offsetTop;
    this.atEnd = false;
  }

  /** People scroll; a box that only changed its size has not been scrolled. */
  scrolled() {
    const size = [this.scroll.scrollHeight, this.scroll.clientHeight].join();
    const resized = size !== this.size;
    this.size = size;
    if (resized) return;
    this.atEnd = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < NEAR;
    if (this.atEnd) this.latest.hidden = true;
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.size = [this.scroll.scrollHeight, this.scroll.clientHeight].join();
    this.atEnd = true;
    this.latest.hidden = true;
  }

  items(messages) {
    const items = [];
    let before = null;
    for (const said of messages) {
      const today = dayKey(new Date(said.at));
      if (!before || dayKey(new Date(before.at)) !== today) {
        const word = day(new Date(said.at));
        items.push({ key: `day ${today}`, stamp: word, make: () => h("li.day", {}, h("span", {}, word)) });
        before = null;
      }
      items.push(this.item(said, before));
      before = said;
    }
    return items;
  }

  item(said, before) {
    const follows = isMore(said, before);
    const replies = this.inThread ? [] : repliesTo(said.key);
    const fresh = !this.known.has(said.key);
    this.known.add(said.key);
    return {
      key: said.key,
      stamp: [said.revision, follows, replies.length, replies.at(-1)?.key].join(),
      make: () => message(said, { follows, fresh, meant: said.key === this.meant, inThread: this.inThread }, this.acts),
    };
  }
}

/** Whether a message goes on where the same person stopped a moment ago. */
function isMore(said, before) {
  if (!before || before.author !== said.author || before.card || said.card) return false;
  return Date.parse(said.at) - Date.parse(before.at) < TOGETHER;
}
