// Light or dark: as the system says, until one chooses.

import { byId, glyph } from "./dom.js";

const system = matchMedia("(prefers-color-scheme: dark)");

function apply() {
  const dark = (localStorage.getItem("theme") ?? (system.matches ? "dark" : "light")) === "dark";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  const button = byId("theme");
  button.replaceChildren(glyph(dark ? "sun" : "moon"));
  button.setAttribute("aria-label", dark ? "Light theme" : "Dark theme");
}

export function dressTheme() {
  byId("theme").onclick = () => {
    localStorage.setItem("theme", document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    apply();
  };
  system.addEventListener("change", apply);
  apply();
}
