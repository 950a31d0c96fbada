"""Make finder/dashboard/assets/favicon.ico from the drawing that pages name as their icon.

For whatever asks for /favicon.ico by itself: browsers that cannot draw it, feed readers, bookmarks.
"""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from finder.pages.frame.surroundings import ICON
from scripts.ensure_browser import NAMES

_FILE = Path(__file__).parents[1] / "finder" / "dashboard" / "assets" / "favicon.ico"
_SIZES = (16, 32, 48)
_IS_ICON = 1
_BITS = 32


def main() -> None:
    """Draw it in each size with a browser and write the pictures into one file."""
    with sync_playwright() as driver:
        found = next(filter(None, map(shutil.which, NAMES)), None)
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        pictures = [(size, _drawn(browser, size)) for size in _SIZES]
        browser.close()
    _FILE.write_bytes(ico_of(pictures))


def ico_of(pictures: list[tuple[int, bytes]]) -> bytes:
    """An ICO file of PNG pictures, each with its height and width in pixels."""
    entries, offset = [], 6 + 16 * len(pictures)
    for size, picture in pictures:
        entries.append(struct.pack("<4B2H2I", size, size, 0, 0, 1, _BITS, len(picture), offset))
        offset += len(picture)
    head = struct.pack("<3H", 0, _IS_ICON, len(pictures))
    return head + b"".join(entries) + b"".join(picture for _size, picture in pictures)


def _drawn(browser: Browser, size: int) -> bytes:
    page = browser.new_page(viewport={"width": size, "height": size})
    page.set_content(f'<style>body {{ margin: 0 }}</style><img width="{size}" src="{ICON}">')
    picture = page.screenshot(omit_background=True)
    page.close()
    return picture


if __name__ == "__main__":
    main()
