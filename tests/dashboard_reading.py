"""The dashboard as a test reads it (Streamlit's AppTest): the parts that a run has drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from html_tree import Element, tree

SCRIPT = str(Path(__file__).parents[1] / "finder" / "dashboard" / "main.py")


def opened(query: str = "") -> AppTest:
    """The page as it stands for a link."""
    page = AppTest.from_file(SCRIPT, default_timeout=30)
    for key, value in parse_qsl(query):
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def panels(page: AppTest) -> list[dict[str, Any]]:
    """What was sent to the browser for each of our parts, in the order in which they are drawn."""
    return [
        json.loads(proto.json)
        for proto in _protos(page.main)
        if type(proto).__name__ == "BidiComponent"
    ]


def part(page: AppTest, name: str) -> Element:
    """The HTML of a part."""
    (html,) = [one["html"] for one in panels(page) if one["part"] == name]
    return tree(html)


def _protos(node: Any) -> Iterator[Any]:
    if (proto := getattr(node, "proto", None)) is not None:
        yield proto
    for child in getattr(node, "children", {}).values():
        yield from _protos(child)
