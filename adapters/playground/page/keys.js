// Keys that work everywhere on the page.

import { shortcuts } from "./dialogs.js";

export function dressKeys({ jump, closeThread, step, write }) {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, textarea, select");
    if (document.querySelector("dialog[open]")) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      jump();
    } else if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      event.preventDefault();
      step(event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "Escape" && !document.querySelector(":popover-open")) {
      closeThread();
    } else if (!typing && event.key === "/" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      write().focus();
      if (!write().input.value) write().put("/");
      write().completion.refresh();
    } else if (!typing && event.key === "?") {
      shortcuts();
    }
  });
}
