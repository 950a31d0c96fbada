"""A criterion that is declared in one place has its widget, its field on /plain and its chip."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from builders import a_directory, a_facility, a_program
from finder.criteria import read_pairs, registry, write
from finder.directory import Directory
from finder.web import plain
from finder.web.served import Served, served
from html_tree import tree
from test_dashboard import SCRIPT
from test_one_declaration import PETS


@pytest.fixture
def directory() -> Iterator[Directory]:
    """Alder takes dogs, Birch says that it takes none, while PETS can be asked for."""
    with registry.temporarily(PETS):
        yield a_directory(
            a_facility(a_program(pets=["dogs"]), name="Alder"),
            a_facility(a_program(pets=[]), name="Birch"),
        )


@pytest.fixture
def page(directory: Directory) -> Iterator[AppTest]:
    """The Find page on that directory, with all filters open."""
    before = served().directory
    served().replace(directory)
    opened = AppTest.from_file(SCRIPT, default_timeout=30)
    opened.session_state["more_filters"] = True
    yield opened.run()
    served().replace(before)


def test_its_widget_offers_its_options_and_writes_the_link(page: AppTest) -> None:
    widget = page.multiselect(key="ask:pets")
    assert widget.label == "Pets"
    # Nobody there takes cats: it is not offered.
    assert widget.options == ["Dogs · 1"]
    widget.set_value(["dogs"])
    page.run()
    assert not page.exception
    assert write(read_pairs(page.query_params.items()).criteria) == "pets=dogs"


def test_the_plain_page_has_its_field_and_its_chip(directory: Directory) -> None:
    client = TestClient(Starlette(routes=plain.routes(serving=Served(lambda: directory))))
    found = tree(client.get("/plain?pets=dogs").text)
    boxes = [one for one in found.all("input") if one.attributes.get("name") == "pets"]
    assert [(one.attributes["value"], "checked" in one.attributes) for one in boxes] == [
        ("dogs", True),
        ("cats", False),
    ]
    assert "Dogs" in found.one(".chips").text
    (article,) = found.all("article")
    assert "Alder" in article.text
