"""A person before a browser: sees what is shown, points and clicks, presses keys; alike in Chromium and Firefox."""

import time
from pathlib import Path
from typing import Any

PATIENCE_S = 20.0
# Where to click on an element: its middle once it is in sight, or the first point at which nothing lies over it.
# What lies wholly under another thing cannot be clicked by a person, so it is refused.
SPOT = """(css, words, which) => {
  const fits = (one) => words === null || one.textContent.trim() === words || one.getAttribute("aria-label") === words
    || (words.endsWith("…") && one.textContent.trim().startsWith(words.slice(0, -1)));
  const shown = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== "hidden";
  const found = [...document.querySelectorAll(css)].filter((one) => shown(one) && fits(one));
  const node = found[which];
  if (!node) return { missing: found.length };
  const seen = node.getBoundingClientRect();
  const inside = seen.top >= 0 && seen.left >= 0 && seen.bottom <= innerHeight && seen.right <= innerWidth;
  if (!inside) node.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const box = node.getBoundingClientRect();
  const labels = (one, other) => one.tagName === "LABEL" && one.control === other;
  const mine = (x, y) => {
    const top = document.elementFromPoint(x, y);
    return top && (node === top || node.contains(top) || labels(top, node) || labels(node, top));
  };
  const steps = [0.5, 0.25, 0.75, 0.1, 0.9, 0.4, 0.6];
  for (const down of steps) for (const across of steps) {
    const [x, y] = [box.left + across * box.width, box.top + down * box.height];
    if (mine(x, y)) return { x, y };
  }
  const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return { covered: middle ? middle.outerHTML.slice(0, 200) : "outside the window" };
}"""
CHOOSE = """(css, label) => {
  const usable = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches(":disabled");
  const list = [...document.querySelectorAll(css)].find(usable);
  if (!list) return "no list that can be used";
  const option = [...list.options].find((one) => one.label === label || one.textContent === label);
  if (!option) return `${label} is not among ${[...list.options].map((one) => one.label)}`;
  list.value = option.value;
  list.dispatchEvent(new Event("input", { bubbles: true }));
  list.dispatchEvent(new Event("change", { bubbles: true }));
  return null;
}"""
READ = """css => {
  const first = (cell) => [...cell.childNodes].find((node) => node.nodeName !== "SMALL" && node.nodeName !== "INPUT")
    .textContent.trim();
  const notes = (cell) => [...cell.querySelectorAll("small")].map((one) => one.textContent);
  const table = [...document.querySelectorAll(css)].find((one) => one.getClientRects().length > 0);
  const heads = [...table.tHead.rows[0].cells].slice(1).map(first);
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  return rows.map((row) => [[first(row.cells[0]), ...notes(row.cells[0])],
    Object.fromEntries([...row.cells].slice(1).map((cell, at) => [heads[at], [first(cell), ...notes(cell)]]))]);
}"""
FOCUSED = """(css, words) => {
  const one = document.activeElement;
  return one.matches(css) && (words === null || one.textContent.trim() === words
    || [...(one.labels || [])].some((label) => label.textContent.trim() === words)
    || one.getAttribute("aria-label") === words);
}"""
TEXT = """css => { const node = document.querySelector(css); return node === null ? null : node.innerText; }"""


class LeftError(Exception):
    """The page was left while it was asked something."""


class Person:
    """What a person can do with a page; a browser's own class adds how."""

    def open(self, file: Path, fragment: str = "", size: tuple[int, int] = (1440, 900)) -> None:
        """Open a file as by double click.

        Args:
            file: of the page.
            fragment: with its "#", or empty.
            size: width and height of the window in CSS pixels.
        """
        raise NotImplementedError

    def js(self, code: str, *given: Any) -> Any:
        """Value of a function of the page's own language, called with these values.

        Raises:
            LeftError: the page was left meanwhile.
        """
        raise NotImplementedError

    def click_at(self, x: float, y: float, *keys: str) -> None:
        """Click at a point of the window while these keys are held."""
        raise NotImplementedError

    def point_at(self, x: float, y: float) -> None:
        raise NotImplementedError

    def press(self, key: str) -> None:
        raise NotImplementedError

    def write(self, text: str) -> None:
        raise NotImplementedError

    def complaints(self) -> list[str]:
        """Requests to anywhere, and errors of scripts and of the console, since the page was opened."""
        raise NotImplementedError

    def click(self, css: str, words: str | None = None, *, which: int = 0, keys: tuple[str, ...] = ()) -> None:
        """Click on what the selector names, of several the one with these words ("Bes…": that begins so).

        Raises:
            AssertionError: nothing of the kind is to be seen, or something lies over it.
        """
        spot = self.spot(css, words, which)
        self.click_at(spot["x"], spot["y"], *keys)

    def point(self, css: str, words: str | None = None, which: int = 0) -> None:
        """Move the mouse there."""
        spot = self.spot(css, words, which)
        self.point_at(spot["x"], spot["y"])

    def spot(self, css: str, words: str | None, which: int) -> dict[str, float]:
        """Point of the window at which the element can be clicked, once it is there, free, and stands still."""
        end = time.monotonic() + PATIENCE_S
        before: dict[str, Any] = {}
        while True:
            spot: dict[str, Any] = self._asked(SPOT, css, words, which) or {}
            if "x" in spot and spot == before:
                return spot
            assert time.monotonic() < end, f"{css!r} {words!r} cannot be clicked: {spot}"
            before = spot
            time.sleep(0.05)

    def use(self, css: str, words: str | None = None) -> None:
        """Press a button, follow a link, tick a box: of several the one that bears these words."""
        self.click(css, words)

    def reach_tab(self, css: str) -> None:
        """Open a tab of the panel."""
        self.use(css)

    def pick_area(self, name: str) -> None:
        """Choose an area of the atlas on its map."""
        self.click(f"path.sr-area[aria-label^='{name}']")
        self.wait("name => document.querySelector('#sr-profile h2')?.textContent === name", name)

    def choose(self, css: str, label: str) -> None:
        """Choose from a list that the system draws, and a script cannot open: it must be in sight, free and usable.

        Raises:
            AssertionError: no such list can be used, or it does not offer this.
        """
        self.spot(css, None, 0)
        refused = self.js(CHOOSE, css, label)
        assert refused is None, f"{css!r}: {refused}"

    def text(self, css: str) -> str:
        """What is to be read there; empty where nothing of the kind is shown."""
        return self.js(TEXT, css) or ""

    def wait(self, code: str, *given: Any) -> Any:
        """Value of the function as soon as it is true.

        Raises:
            AssertionError: it does not come true in PATIENCE_S seconds.
        """
        end = time.monotonic() + PATIENCE_S
        while not (value := self._asked(code, *given)):
            assert time.monotonic() < end, f"never true: {code} {given}"
            time.sleep(0.05)
        return value

    def _asked(self, code: str, *given: Any) -> Any:
        try:
            return self.js(code, *given)
        except LeftError:
            return None

    def wait_for_text(self, css: str, words: str) -> None:
        """Wait until these words can be read there."""
        self.wait(
            "(css, words) => [...document.querySelectorAll(css)].some((one) => one.textContent.includes(words))",
            css,
            words,
        )

    def table(self, css: str) -> dict[str, dict[str, list[str]]]:
        """Row -> heading -> lines, of the first table to be seen; a name that stands twice bears its small print."""
        rows = self.js(READ, css)
        names = [names[0] for names, _ in rows]
        return {one[0] if names.count(one[0]) == 1 else " · ".join(one): cells for one, cells in rows}


class ByKeyboard:
    """The same person without a mouse: Tab leads to everything, keys do the rest. Stands before a browser's class."""

    def use(self: Any, css: str, words: str | None = None) -> None:
        kind = self.js("css => { const one = document.querySelector(css); return one && one.type; }", css)
        if kind == "radio":
            self.tab_to(self.js("css => `input[name='${document.querySelector(css).name}']`", css))
            for _ in range(9):
                if self.js("css => document.activeElement.matches(css)", css):
                    return
                self.press("ArrowRight")
            raise AssertionError(f"the arrows do not lead to {css!r}")
        self.tab_to(css, words)
        self.press("Space" if kind == "checkbox" else "Enter")

    def reach_tab(self: Any, css: str) -> None:
        self.tab_to("#sr-tabs [aria-selected='true']")
        for _ in range(12):
            if self.js("css => document.activeElement.matches(css)", css):
                return
            self.press("ArrowRight")
        raise AssertionError(f"the arrows do not lead to {css!r}")

    def pick_area(self: Any, name: str) -> None:
        self.tab_to("#sr-query")
        self.write(name)
        self.wait_for_text("#sr-search", name)
        self.press("ArrowDown")
        self.press("Enter")
        self.wait("name => document.querySelector('#sr-profile h2')?.textContent === name", name)

    def choose(self: Any, css: str, label: str) -> None:
        self.tab_to(css)
        self.press("Home")
        for _ in range(300):
            if self.js("label => document.activeElement.selectedOptions[0]?.label === label", label):
                return
            self.press("ArrowDown")
        raise AssertionError(f"the arrows do not lead to {label!r}")

    def tab_to(self: Any, css: str, words: str | None = None, most: int = 400) -> None:
        """Press Tab until the element has the focus.

        Raises:
            AssertionError: it has not after that many.
        """
        for _ in range(most):
            if self.js(FOCUSED, css, words):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to {css!r} {words!r}")
