// The clock that can be moved, and the reset.

import { moveClock, reset } from "./api.js";
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
      h("button.plain", { type: "button", onclick: () => moveClock(move) }, label))),
    h("hr"),
    h("button.plain.danger", { type: "button", onclick: askToReset }, "Reset the playground"),
  );
  menu.addEventListener("toggle", () => {
    const box = byId("clock").getBoundingClientRect();
    menu.style.inset = `${box.bottom + 6}px ${Math.max(8, innerWidth - box.right)}px auto auto`;
    if (menu.matches(":popover-open")) menu.querySelector("button").focus();
  });
  setInterval(showClock, 10_000);
}

function askToReset() {
  byId("clock-menu").hidePopover();
  confirm({
    title: "Reset the playground?",
    text: "Every message and everything that was agreed on goes, and the clock tells the real time again.",
    yes: "Reset",
  }, reset);
}
