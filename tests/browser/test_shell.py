"""The shell around the pages: headers that block nothing of ours, and the design's dress."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

APP = Path(__file__).parent / "apps" / "shell_app.py"

Serve = Callable[..., str]
Check = Callable[[], None]


@pytest.fixture
def shell(page: Page, serve: Serve) -> Page:
    page.goto(serve(APP))
    expect(page.get_by_text("The component has drawn")).to_be_visible()
    return page


def test_the_headers_block_nothing_that_the_pages_use(shell: Page, page_is_clean: Check) -> None:
    expect(shell.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()
    expect(shell.get_by_test_id("stDataFrame")).to_be_visible()
    page_is_clean()


def test_a_script_that_is_not_ours_does_not_run(shell: Page, conduct: Any) -> None:
    shell.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.foreign = true';
            document.body.append(script);
        }"""
    )
    assert shell.evaluate("() => window.foreign") is None
    assert "Content Security Policy" in " ".join(conduct.console_errors)


@pytest.mark.parametrize("part", ["stHeader", "stToolbar", "stStatusWidget", "stAppDeployButton"])
def test_there_is_no_trace_of_the_tool(shell: Page, part: str) -> None:
    for found in shell.get_by_test_id(part).all():
        expect(found).to_be_hidden()


def _color(page: Page, test_id: str, name: str) -> str:
    script = "(element, name) => getComputedStyle(element)[name]"
    return str(page.get_by_test_id(test_id).first.evaluate(script, name))


def test_the_light_dress_is_paper_and_one_accent(shell: Page) -> None:
    assert _color(shell, "stApp", "backgroundColor") == "rgb(250, 247, 242)"
    assert _color(shell, "stBaseButton-primary", "backgroundColor") == "rgb(14, 90, 90)"
    assert _color(shell, "stBaseButton-primary", "color") == "rgb(255, 255, 255)"
    assert "Source Serif" in shell.get_by_role("heading").evaluate(
        "heading => getComputedStyle(heading).fontFamily"
    )


@pytest.mark.parametrize("context_options", [{"color_scheme": "dark"}], ids=["dark"])
def test_the_dark_dress_follows_the_visitors_system(shell: Page) -> None:
    assert _color(shell, "stApp", "backgroundColor") == "rgb(20, 25, 26)"
    assert _color(shell, "stBaseButton-primary", "backgroundColor") == "rgb(127, 208, 200)"
    assert _color(shell, "stBaseButton-primary", "color") == "rgb(11, 38, 37)"


@pytest.mark.parametrize(
    "part", ["stTextInputRootElement", "stNumberInputContainer", "stBaseButton-primary"]
)
def test_what_is_pressed_is_large_enough_for_a_finger(shell: Page, part: str) -> None:
    box = shell.get_by_test_id(part).first.bounding_box()
    assert box is not None
    assert box["height"] >= 44
