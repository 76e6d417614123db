// Builds DOM nodes. What people typed only ever becomes text, never markup.

import { GLYPHS } from "./glyphs.js";

const SVG = "http://www.w3.org/2000/svg";

/** Make an element: properties are set as they are named, `on…` listen, `data`/`aria` become attributes. */
export function h(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name || "div");
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key in node && key !== "list" && key !== "role") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A small drawing that repeats what a word beside it says. */
export function glyph(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "glyph");
  svg.setAttribute("aria-hidden", "true");
  for (const path of GLYPHS[name]) {
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", path);
    svg.append(line);
  }
  return svg;
}

/** A drawing of our own server's, as an image with a name. */
export function drawing(source, alt) {
  const parsed = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
  if (parsed.nodeName !== "svg") return null;
  const svg = document.importNode(parsed, true);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", alt);
  return svg;
}

/** Make a list show these items, touching only what changed. Each item: {key, stamp, make}. */
export function patch(list, items) {
  const known = new Map([...list.children].map((node) => [node.dataset.key, node]));
  let at = list.firstElementChild;
  for (const item of items) {
    const old = known.get(item.key);
    known.delete(item.key);
    const node = old?.dataset.stamp === item.stamp ? old : item.make(old);
    node.dataset.key = item.key;
    node.dataset.stamp = item.stamp;
    if (old && node !== old) {
      if (at === old) at = node;
      const held = old.contains(document.activeElement) ? document.activeElement : null;
      old.replaceWith(node);
      if (held) keepFocus(node, held);
    }
    if (node === at) at = at.nextElementSibling;
    else list.insertBefore(node, at);
  }
  for (const gone of known.values()) gone.remove();
}

/** The focus stays on the same control; where that is gone, on the whole of what took its place. */
function keepFocus(node, held) {
  const name = (each) => each.getAttribute("aria-label") ?? each.textContent;
  const same = [...node.querySelectorAll(held.tagName)].find((each) => name(each) === name(held));
  const to = same ?? node.querySelector("article") ?? node;
  if (to.tabIndex < 0) to.tabIndex = -1;
  to.focus({ preventScroll: true });
}

export const byId = (id) => document.getElementById(id);
export const narrow = () => matchMedia("(max-width: 47rem)").matches;
export const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
