"""A criterion that is declared in one place is there for scripts, exports and the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import TODAY, a_directory, a_facility
from finder import export
from finder.answers import NO, YES, Answers
from finder.command import main
from finder.criteria import Criteria, registry
from finder.criteria.criterion import AllOf, Criterion
from finder.directory import Directory
from finder.directory.facts import Facts
from finder.export import Export, Outgoing, exports
from finder.pages.frame.served import Served
from finder.vocabulary import Term, Vocabulary
from finder.web.api import api

PETS = AllOf(
    "pets",
    "Pets",
    "All of these may come along.",
    asks="whether pets may come",
    vocabulary=Vocabulary("pets", [Term("dogs", "Dogs"), Term("cats", "Cats")]),
    column="pets_allowed",
)


@dataclass(frozen=True, eq=False)
class _FirstLetter(Criterion[str]):
    """A kind that nobody thought of: names that begin with a letter."""

    def parse(self, text: str) -> str:
        if len(text.strip()) != 1:
            raise self.refuse(text, "write one letter")
        return text.strip().lower()

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        letter = criteria.get(self.key)
        if letter is None:
            return None
        names = facts.directory.facilities.texts["name1"].to_pylist()
        begins = np.array([name[:1].lower() == letter for name in names])
        return np.where(facts.of_facility(begins), YES, NO)

    def phrase(self, criteria: Criteria) -> str:
        return f"beginning with {criteria.get(self.key)}"


@pytest.fixture
def with_pets() -> Iterator[Directory]:
    """A directory, while pets can be asked for; it says nothing of them."""
    with registry.temporarily(PETS):
        yield a_directory(a_facility())


@pytest.fixture
def with_letters() -> Iterator[Directory]:
    """Two facilities, while a first letter can be asked for."""
    with registry.temporarily(_FirstLetter("letter", "First letter", "One letter.")):
        yield a_directory(a_facility(name="Alder"), a_facility(name="Birch"))


def _client(directory: Directory) -> TestClient:
    return TestClient(Starlette(routes=api.routes("", Served(lambda: directory), lambda: TODAY)))


def _parameters(client: TestClient) -> dict[str, Any]:
    described = client.get("/api/v1/openapi.json").json()
    return {one["name"]: one for one in described["paths"]["/search"]["get"]["parameters"]}


def test_its_key_is_in_the_description_while_it_is_declared(with_pets: Directory) -> None:
    parameter = _parameters(_client(with_pets))["pets"]
    assert parameter["schema"]["items"]["enum"] == ["dogs", "cats"]
    assert "All of these may come along." in parameter["description"]
    assert "`cats` Cats" in parameter["description"]


def test_it_is_gone_from_the_description_afterwards() -> None:
    with registry.temporarily(PETS):
        client = _client(a_directory(a_facility()))
        assert "pets" in _parameters(client)
    assert "pets" not in _parameters(client)


def test_its_codes_are_searched_counted_asked_and_listed(with_pets: Directory) -> None:
    content = _client(with_pets).get("/api/v1/search?pets=cats,dogs").json()
    assert content["query"] == "pets=dogs,cats"
    assert content["facets"]["pets"] == {"dogs": 1, "cats": 1}
    assert content["results"][0]["ask"] == ["pets"]
    assert content["results"][0]["programs"][0]["facts"]["pets"] is None
    assert "pets" in content["silent"]


def test_its_wrong_codes_are_refused_with_its_choices(with_pets: Directory) -> None:
    [problem] = _client(with_pets).get("/api/v1/search?pets=snakes").json()["errors"]
    assert (problem["key"], problem["choices"]) == ("pets", ["dogs", "cats"])


def test_its_column_is_in_the_table(with_pets: Directory) -> None:
    table = _client(with_pets).get("/api/v1/search?format=csv").text
    [row] = csv.DictReader(io.StringIO(table))
    assert row["pets_allowed"] == ""
    assert "pets" in row["not_published"].split(";")


def test_a_kind_of_its_own_works_as_well(with_letters: Directory) -> None:
    client = _client(with_letters)
    assert _parameters(client)["letter"]["schema"] == {"type": "string"}
    content = client.get("/api/v1/search?letter=B").json()
    assert [one["name"] for one in content["results"]] == ["Birch"]
    [problem] = client.get("/api/v1/search?letter=xyz").json()["errors"]
    assert "write one letter" in problem["reason"]


def test_the_command_line_understands_it(
    with_letters: Directory,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("finder.command.query.open_configured", lambda _folder: with_letters)
    assert main(["search", "letter=a", "--format", "json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["query"] == "letter=a"
    assert main(["search", "letter=xyz"]) == 2
    assert b"write one letter" in capsysbinary.readouterr().err


def _count(outgoing: Outgoing) -> Iterator[bytes]:
    yield str(outgoing.results.total).encode()


@pytest.fixture
def with_a_new_module(monkeypatch: pytest.MonkeyPatch) -> Iterator[Export]:
    """One more module in the folder of exports."""
    made_up = Export("count", "how many were found", "text/plain", _count)
    names = [
        *(SimpleNamespace(name=f"as_{name}") for name in exports().names()),
        SimpleNamespace(name="as_count"),
    ]
    imported = export.import_module
    modules = {"finder.export.as_count": SimpleNamespace(EXPORT=made_up)}
    monkeypatch.setattr(export, "iter_modules", lambda _path: names)
    monkeypatch.setattr(
        export, "import_module", lambda name: modules[name] if name in modules else imported(name)
    )
    exports.cache_clear()
    yield made_up
    exports.cache_clear()


def test_a_new_export_is_one_module(
    with_a_new_module: Export, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    client = _client(a_directory(a_facility()))
    assert client.get("/api/v1/search?format=count").text == "1"
    assert "count" in _parameters(client)["format"]["schema"]["enum"]
    assert main(["search", "near=22903&care=iop", "--format", "count"]) == 0
    assert capsysbinary.readouterr().out == b"7"
