// The address bar: who acts, in which conversation and thread, so that Back and links work; and
// which message a link leads to, until one goes on from there.

import { model } from "./model.js";

export function read() {
  const query = new URLSearchParams(location.search);
  return {
    person: query.get("as") ?? sessionStorage.getItem("as"),
    conversation: query.get("in"),
    thread: query.get("thread"),
    at: query.get("at"),
  };
}

/** Write where we are; a new place is a step that Back undoes. */
export function write({ step = true } = {}) {
  const query = new URLSearchParams({ as: model.me, in: model.here });
  if (model.thread) query.set("thread", model.thread);
  const address = `/?${query}`.replace("%2B", "+");
  sessionStorage.setItem("as", model.me);
  if (address === location.pathname + location.search) return;
  history[step ? "pushState" : "replaceState"](null, "", address);
}
