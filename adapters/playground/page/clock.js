// The clock that can be moved, and the reset.

import { moveClock, reset, upcoming } from "./api.js";
import { confirm } from "./dialogs.js";
import { byId, glyph, h, narrow } from "./dom.js";
import { model, now } from "./model.js";
import { hour, short, span } from "./time.js";

const MOVES = { hour: "+1 hour", day: "+1 day", week: "+1 week" };

export function showClock() {
  const button = byId("clock");
  button.classList.toggle("ahead", model.clock.ahead > 0);
  const said = narrow() ? hour(now()) : short(now());
  button.replaceChildren(glyph("clock"), h("span.unseen", {}, "Clock: "), said);
  const state = byId("clock-state");
  if (state) state.textContent = sentence();
}

const sentence = () =>
  model.clock.ahead ? `${span(model.clock.ahead)} ahead of the real time.` : "The real time. Go ahead to see what changes.";

export function dressClock() {
  const menu = byId("clock-menu");
  menu.replaceChildren(
    h("h2", {}, "The playground’s clock"),
    h("p", { id: "clock-state", role: "status" }, sentence()),
    h("div.moves", {}, Object.entries(MOVES).map(([move, label]) =>
      h("button.plain", { type: "button", onclick: () => go(move) }, label))),
    h("div.next", { id: "clock-next" }),
    h("hr"),
    h("button.plain.danger", { type: "button", onclick: askToReset }, "Reset the playground"),
  );
  menu.addEventListener("toggle", () => {
    const box = byId("clock").getBoundingClientRect();
    menu.style.inset = `${box.bottom + 6}px ${Math.max(8, innerWidth - box.right)}px auto auto`;
    if (!menu.matches(":popover-open")) return;
    menu.querySelector("button").focus();
    showNext();
  });
  setInterval(showClock, 10_000);
}

async function go(move) {
  await moveClock(move);
  await showNext();
}

/** What happens next by itself, and the way there. */
async function showNext() {
  const next = await upcoming();
  byId("clock-next").replaceChildren(...(next ? [
    h("button.plain", { type: "button", onclick: () => go("next") }, "To the next event"),
    h("p", {}, `${next.what}, ${short(new Date(next.at))}`),
  ] : []));
}

function askToReset() {
  byId("clock-menu").hidePopover();
  confirm({
    title: "Reset the playground?",
    text: "Every message and everything that was agreed on goes, and the clock tells the real time again.",
    yes: "Reset",
  }, reset);
}
