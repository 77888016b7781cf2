"""The person before Chromium, by Playwright."""

from pathlib import Path
from typing import Any

from driving.person import LeftError, Person
from playwright.sync_api import Error


class InChromium(Person):
    """A person whose pages are opened by the fixture `offline_page`."""

    def __init__(self, offline_page: Any) -> None:
        self._offline_page = offline_page
        self._opened: Any = None

    @property
    def page(self) -> Any:
        """Playwright's page."""
        return self._opened.page

    def open(self, file: Path, fragment: str = "", size: tuple[int, int] = (1440, 900)) -> None:
        self._opened = self._offline_page(file, size=size, fragment=fragment, reduced_motion="reduce")

    def js(self, code: str, *given: Any) -> Any:
        try:
            return self.page.evaluate(f"given => ({code})(...given)", list(given))
        except Error as failed:
            if "context was destroyed" in str(failed):
                raise LeftError from failed
            raise

    def click_at(self, x: float, y: float, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.down(key)
        self.page.mouse.click(x, y)
        for key in keys:
            self.page.keyboard.up(key)

    def point_at(self, x: float, y: float) -> None:
        self.page.mouse.move(x, y)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def complaints(self) -> list[str]:
        return list(self._opened.complaints())
