"""The map of apps/map_page.py as a test sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Frame, Locator, Page, expect

APP = Path(__file__).parent / "apps" / "map_app.py"
FRAME = re.compile("/component/streamlit_folium")


@dataclass
class Map:
    """The page of apps/map_page.py and the map on it."""

    page: Page

    @property
    def frame(self) -> Frame:
        frame = self.page.frame(url=FRAME)
        assert frame is not None
        return frame

    def pin(self, number: int) -> Locator:
        """The pin that shows this number, alone or with others."""
        shown = self.frame.locator(".number", has_text=re.compile(rf"^{number}$"))
        return self.frame.locator(".pin").filter(has=shown)

    def until_drawn(self, text: str) -> None:
        """Wait for the end of a run, by what it wrote, and for the frame to have heard of it."""
        expect(self.page.get_by_text(text)).to_be_visible()

    def view(self) -> dict[str, float]:
        script = "() => ({zoom: map.getZoom(), ...map.getCenter()})"
        return self.frame.evaluate(script)

    def mark_frame(self) -> None:
        self.frame.evaluate("() => { window.markedByTest = true; }")

    def is_same_frame(self) -> bool:
        return bool(self.frame.evaluate("() => window.markedByTest === true"))


def opened(page: Page, address: str) -> Map:
    page.goto(address)
    expect(page.frame_locator("iframe").locator(".pin").first).to_be_visible()
    return Map(page)
