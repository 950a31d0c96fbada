"""A criterion that is declared in one place has its field, live and on /plain, and its chip."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from test_one_declaration import PETS

from builders import a_directory, a_facility, a_program
from finder.criteria import registry
from finder.directory import Directory
from finder.pages.find import parts, plain
from finder.pages.frame.served import Served
from html_tree import tree


@pytest.fixture
def directory() -> Iterator[Directory]:
    """Alder takes dogs, Birch says that it takes none, while PETS can be asked for."""
    with registry.temporarily(PETS):
        yield a_directory(
            a_facility(a_program(pets=["dogs"]), name="Alder"),
            a_facility(a_program(pets=[]), name="Birch"),
        )


def test_its_field_offers_its_options_and_writes_the_link(directory: Directory) -> None:
    client = TestClient(Starlette(routes=parts.routes(serving=Served(lambda: directory))))
    moves = [{"key": "pets", "text": "dogs"}]
    answer = client.post("/parts", json={"moves": moves, "more": True}).json()
    assert answer["link"] == "pets=dogs"
    (field,) = tree(answer["parts"]["ask"]).all(".f-pets")
    assert field.one("legend").text == "Pets"
    boxes = {one["value"]: "checked" in one.attributes for one in field.all("input")}
    assert boxes == {"dogs": True, "cats": False}
    assert [one.text for one in field.all(".count")] == ["finds 1", "finds 0"]


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
