"""What a visitor does, and how long each step takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise

from playwright.sync_api import Browser, Page

from benchmarks.page.measure import Watched, watched
from benchmarks.page.places import Place, places
from benchmarks.page.subjects import Subject

__all__ = ["Samples", "cold_opens", "visits"]

# Milliseconds or bytes of each repetition, by what was measured.
Samples = dict[str, list[float]]

_BOTH = ("list", "pins")


def cold_opens(
    browser: Browser, subject: Subject, address: str, repetitions: int, name: str
) -> Samples:
    """Open a link in a browser that has nothing in its cache."""
    samples: Samples = defaultdict(list)
    for place in places(repetitions):
        with watched(browser, subject.first, subject.item, subject.ready) as window:
            _open(window, subject, address, place, name, samples)
    return samples


def visits(browser: Browser, subject: Subject, address: str, repetitions: int) -> Samples:
    """Open a link, choose a filter, turn a page, move the map, type another ZIP."""
    samples: Samples = defaultdict(list)
    for here, there in pairwise(places(repetitions + 1)):
        with watched(browser, subject.first, subject.item, subject.ready) as window:
            _open(window, subject, address, here, "open", samples)
            _visit(window, subject, there, samples)
    return samples


def _visit(window: Watched, subject: Subject, there: Place, samples: Samples) -> None:
    page = window.page
    _step(window, "page", lambda: subject.turn_page(page), samples, ("list",))
    subject.open_payment(page)
    _step(window, "filter", lambda: subject.choose_medicaid(page), samples)
    _pan(window, samples)
    if subject.zip_field:
        _step(window, "zip", lambda: subject.type_zip(page, there.zip_code), samples)


def _open(
    window: Watched, subject: Subject, address: str, place: Place, name: str, samples: Samples
) -> None:
    window.page.goto(address + subject.link(place), wait_until="commit", timeout=90_000)
    seen = window.settled(opening=True, wait_for=_BOTH)
    if None in (seen.first, seen.ready, seen.list, seen.pins):
        raise ValueError(f"{subject.name} did not show list and map: {seen}")
    samples[f"{name}: first result"].append(seen.first)
    samples[f"{name}: usable"].append(max(seen.first, seen.ready))
    samples[f"{name}: whole"].append(max(seen.first, seen.list))
    samples[f"{name}: pins"].append(seen.pins)
    samples[f"{name}: bytes"].append(seen.bytes)


def _step(
    window: Watched,
    name: str,
    act: Callable[[], object],
    samples: Samples,
    wait_for: tuple[str, ...] = _BOTH,
) -> None:
    window.forget()
    act()
    seen = window.settled(wait_for=wait_for)
    samples[f"{name}: list"].append(seen.list or 0.0)
    if seen.pins is not None:
        samples[f"{name}: pins"].append(seen.pins)
    samples[f"{name}: bytes"].append(seen.bytes)


def _pan(window: Watched, samples: Samples) -> None:
    """Drag the map by 160 pixels, hold, and let go: nothing glides on."""
    x, y = _middle_of_map(window.page)
    mouse = window.page.mouse
    mouse.move(x + 60, y + 60)
    mouse.down()
    window.forget()
    mouse.move(x - 100, y - 20, steps=16)
    seen = window.settled(wait_for=("pins",))
    mouse.up()
    samples["pan: longest frame"].append(seen.longest_frame)
    samples["pan: still"].append(max(0.0, seen.pins or 0.0))
    samples["pan: bytes"].append(seen.bytes)


def _middle_of_map(page: Page) -> tuple[float, float]:
    frames = page.locator("iframe")
    box = page.locator(".leaflet-container") if frames.count() == 0 else frames
    box.first.scroll_into_view_if_needed()
    bounds = box.first.bounding_box()
    if bounds is None:
        raise ValueError("no map stands on the page")
    return bounds["x"] + bounds["width"] / 2, bounds["y"] + bounds["height"] / 2
