"""One set of colours: the theme of Streamlit's widgets and the tokens of our own HTML."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from finder.dashboard import captions
from finder.static_files import static_file

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"

# Which token each colour of the theme repeats.
SAME = {
    "primaryColor": "accent",
    "backgroundColor": "paper",
    "secondaryBackgroundColor": "surface",
    "textColor": "ink",
    "linkColor": "accent",
    "borderColor": "line",
    "grayTextColor": "muted",
    "blueTextColor": "accent",
    "blueBackgroundColor": "accent-soft",
    "greenTextColor": "accent",
    "greenBackgroundColor": "accent-soft",
    "orangeTextColor": "ask",
    "orangeBackgroundColor": "ask-soft",
    "yellowTextColor": "ask",
    "yellowBackgroundColor": "ask-soft",
}


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    return tomllib.loads(CONFIG.read_text(encoding="utf-8"))


def _tokens() -> dict[str, dict[str, str]]:
    screen = static_file("tokens.css").content.decode().partition("@media print")[0]
    light, dark = screen.split("prefers-color-scheme: dark")
    return {
        scheme: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", text))
        for scheme, text in (("light", light), ("dark", dark))
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_has_the_colours_of_the_tokens(config: dict[str, Any], scheme: str) -> None:
    tokens = _tokens()[scheme]
    expected = {option: tokens[token] for option, token in SAME.items()}
    assert config["theme"][scheme] == expected


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "paper"),
        ("ink", "surface"),
        ("muted", "paper"),
        ("muted", "surface"),
        ("accent", "surface"),
        ("accent", "accent-soft"),
        ("accent-ink", "accent"),
        ("ask", "ask-soft"),
        ("ask", "surface"),
    ],
)
def test_every_text_stands_out_from_its_ground(scheme: str, ink: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    tokens = _tokens()[scheme]
    lighter, darker = sorted((_luminance(tokens[ink]), _luminance(tokens[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def _luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_tool_neither_shows_itself_nor_calls_home(config: dict[str, Any]) -> None:
    assert config["client"]["toolbarMode"] == "minimal"
    assert config["browser"]["gatherUsageStats"] is False
    # Without a name Streamlit asks a service on the internet for this machine's address.
    assert config["browser"]["serverAddress"] == "localhost"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_captions_have_the_quiet_colour(scheme: str) -> None:
    """Of Streamlit's own widgets, whose captions are fainter than a text may be."""
    assert f"* {{ color: {_tokens()[scheme]['muted']}; }}" in captions.STYLE
