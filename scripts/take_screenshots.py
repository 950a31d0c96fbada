"""Take the pictures of docs/screenshots from a running finder.

python scripts/take_screenshots.py http://localhost:8501
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
SEARCH = "?near=22903&care=iop&within=50&detox=nearby&hours=-12"
DESKTOP, PHONE = (1400, 900), (390, 844)


def main(address: str) -> None:
    """Find page and plain page, at desktop and phone width."""
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width, name in ((DESKTOP, "desktop"), (PHONE, "phone")):
            _take(browser, f"{address}/{SEARCH}", width, f"find-{name}.png", live=True)
            _take(browser, f"{address}/plain{SEARCH}", width, f"plain-{name}.png", live=False)
        browser.close()


def _take(browser: Browser, url: str, size: tuple[int, int], name: str, *, live: bool) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(url)
    if live:
        expect(page.locator("#first-paint")).to_have_count(0, timeout=30_000)
        page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / name)
    page.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
