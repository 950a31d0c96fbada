"""Take the pictures of docs/screenshots from a running finder.

python scripts/take_screenshots.py http://localhost:8501 [INVITATION]

INVITATION: a link that `python -m finder desk invite` printed, to take those of the desk too.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, expect, sync_playwright

from finder.pages.registry import PAGES

FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
SEARCH = "?near=22903&care=iop&within=50&detox=nearby&hours=-12"
PLACE = "?near=22903"
DESKTOP, PHONE = (1400, 900), (390, 844)
MOST_COMPARED = 3
AREA = "?near=22903&within=50&care=iop"
# Of the desk: what is opened, and what stands there when it is drawn.
DESK = {
    "calls": "[data-testid=stButton]",
    "call": "[data-testid=stForm]",
    "openings": "[data-testid=stButtonGroup]",
    "progress": "[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg",
}


def main(address: str, invitation: str = "") -> None:
    """Every page, at desktop and phone width; those of the desk with an invitation to it."""
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width, name in ((DESKTOP, "desktop"), (PHONE, "phone")):
            _take(browser, f"{address}/{SEARCH}", width, f"find-{name}.png", live=True)
            _take(browser, f"{address}/", width, f"start-{name}.png", live=False)
            for page, query in _pages(address):
                target = f"{address}/{page}{query}"
                _take(browser, target, width, f"{_name(page, query)}-{name}.png", live=False)
        if invitation:
            _take_desk(browser, address, invitation)
        browser.close()


def _take_desk(browser: Browser, address: str, invitation: str) -> None:
    context = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    page = context.new_page()
    page.goto(invitation)
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url("**/desk")
    place = _results(address)[0]["id"]
    for part, stands in DESK.items():
        page.goto(f"{address}/desk{AREA}&do={part}&at={place}")
        expect(page.locator(stands).first).to_be_visible(timeout=30_000)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FOLDER / f"desk-{part}-desktop.png")
    context.close()


def _pages(address: str) -> Iterator[tuple[str, str]]:
    """The path and query of each page that needs no script."""
    found = [one["id"] for one in _results(address)][:MOST_COMPARED]
    yield from (("plain", SEARCH), ("plain", f"{SEARCH}&hl=es"), ("levels/iop", PLACE))
    for page in PAGES.all():
        if page.path != "/":
            query = page.asked.format(id=found[0], picks=",".join(found))
            yield page.path.removeprefix("/"), f"?{query}" if query else ""


def _results(address: str) -> list[dict[str, str]]:
    with urlopen(f"{address}/api/v1/search{SEARCH}") as answer:
        results: list[dict[str, str]] = json.load(answer)["results"]
        return results


def _name(page: str, query: str) -> str:
    return page.replace("/", "-") + ("-spanish" if "hl=es" in query else "")


def _take(browser: Browser, url: str, size: tuple[int, int], name: str, *, live: bool) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(url)
    if live:
        expect(page.locator("#first-paint")).to_have_count(0, timeout=30_000)
        page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / name)
    page.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), *sys.argv[2:3])
