"""What eyes and screen readers get of a page: names of controls, contrast, focus, width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.async_api import Page

CONTROLS = frozenset(
    {
        "button",
        "checkbox",
        "combobox",
        "complementary",
        "dialog",
        "img",
        "image",
        "link",
        "listbox",
        "meter",
        "navigation",
        "option",
        "region",
        "textbox",
    }
)

_PALE = """() => {
  const parse = (text) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    const paint = canvas.getContext("2d", { willReadFrequently: true });
    paint.fillStyle = text;
    paint.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
    return { r, g, b, a: a / 255 };
  };
  const over = (top, under) => Object.fromEntries(["r", "g", "b"].map((c) =>
    [c, top[c] * top.a + under[c] * (1 - top.a)]).concat([["a", 1]]));
  const light = ({ r, g, b }) => [r, g, b]
    .map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      layers.push(colour);
      if (colour.a === 1) break;
    }
    const white = { r: 255, g: 255, b: 255, a: 1 };
    return layers.reverse().reduce((under, top) => over(top, under), white);
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const node = walker.currentNode.parentElement;
    if (!text || node.closest(".unseen, script, style, title, desc, option, .skip")) continue;
    if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const style = getComputedStyle(node);
    const ink = parse(node.closest("svg") ? style.fill : style.color);
    const paper = behind(node);
    const [low, high] = [light(over(ink, paper)), light(paper)].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) found.push(`${text.slice(0, 40)} (${ratio.toFixed(2)})`);
  }
  return found;
}"""

_FOCUS = """() => {
  const node = document.activeElement;
  const shows = (each) => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
      || style.boxShadow !== "none";
  };
  const rings = shows(node) || Boolean(node.closest(".box") && shows(node.closest(".box")));
  const name = node.id || node.textContent.trim() || node.className;
  return [node === document.body ? "" : name, rings];
}"""


async def pale_texts(page: Page) -> list[str]:
    """Visible texts whose contrast is below WCAG AA, each with its ratio."""
    found: list[str] = await page.evaluate(_PALE)
    return found


async def nameless_controls(page: Page) -> list[str]:
    """Controls and landmarks that a screen reader could not name, by role."""
    session = await page.context.new_cdp_session(page)
    tree: dict[str, Any] = await session.send("Accessibility.getFullAXTree")
    await session.detach()
    return [
        node["role"]["value"]
        for node in tree["nodes"]
        if not node["ignored"]
        and node["role"]["value"] in CONTROLS
        and not node.get("name", {}).get("value", "").strip()
    ]


async def tab_stops(page: Page, *, most: int) -> list[tuple[str, bool]]:
    """What Tab reaches from the top of the page, and whether each shows that it has the focus."""
    await page.evaluate("document.body.tabIndex = -1; document.body.focus()")
    stops: list[tuple[str, bool]] = []
    for _ in range(most):
        await page.keyboard.press("Tab")
        name, shown = await page.evaluate(_FOCUS)
        if not name:
            break
        stops.append((name, shown))
    return stops


async def sideways(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    found: int = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return found
