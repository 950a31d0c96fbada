"""The description of the API says what really happens: a fuzzer is let loose on every operation."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import TODAY
from finder.directory import Directory
from finder.pages.frame.served import Served
from finder.web.api import api
from finder.web.api.metrics import Metrics


def _app(directory: Directory) -> Starlette:
    return Starlette(routes=api.routes("", Served(lambda: directory), lambda: TODAY, Metrics()))


@pytest.fixture(scope="module")
def client(demonstration: Directory) -> TestClient:
    return TestClient(_app(demonstration))


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    content: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return content


def _findings(directory: Directory, examples: int) -> list[str]:
    """What Schemathesis finds, all checks and phases, with so many made-up requests a phase."""
    config = SchemathesisConfig.from_dict(
        {
            "seed": 20,
            "generation": {"max-examples": examples, "mode": "all", "deterministic": True},
        }
    )
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", _app(directory), config=config)
    found = []
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            for checks in event.recorder.checks.values():
                found += [
                    f"{event.label}: {one.failure_info}" for one in checks if one.failure_info
                ]
        if isinstance(event, events.NonFatalError | events.FatalError):
            found.append(str(event))
    return found


@pytest.mark.slow
def test_a_fuzzer_finds_nothing(demonstration: Directory) -> None:
    assert _findings(demonstration, 6) == []


@pytest.mark.long
def test_a_fuzzer_that_takes_its_time_finds_nothing(demonstration: Directory) -> None:
    assert _findings(demonstration, 300) == []


def _content(described: dict[str, Any], path: str, media_type: str, status: str = "200") -> Any:
    return described["paths"][path]["get"]["responses"][status]["content"][media_type]


def test_its_examples_are_answers_that_fit(described: dict[str, Any], client: TestClient) -> None:
    example = _content(described, "/search", "application/json")["example"]
    asked = "near=22903&care=iop&fields=name,miles,phones.text,programs.care,programs.ask"
    assert client.get(f"/api/v1/search?{asked}").json() == example
    schema = {"$ref": "#/components/schemas/CompactAnswer", "components": described["components"]}
    jsonschema.validate(example, schema)
    for path, methods in described["paths"].items():
        for parameter in methods["get"]["parameters"]:
            if "example" in parameter:
                jsonschema.validate(parameter["example"], parameter["schema"])
        example = {one["name"]: one.get("example") for one in methods["get"]["parameters"]}
        assert client.get(f"/api/v1{path.format(id=example.get('id'))}").status_code == 200


def test_a_short_answer_has_what_is_named_and_what_makes_it_true(client: TestClient) -> None:
    whole = client.get("/api/v1/search?near=22903&care=iop").json()
    asked = "near=22903&care=iop&fields=name,address.city,programs.hours"
    short = client.get(f"/api/v1/search?{asked}").json()
    assert "facets" not in short
    assert short["total"] == whole["total"]
    for one, other in zip(short["results"], whole["results"], strict=True):
        assert set(one) == {"id", "status", "name", "address", "programs"}
        assert one["address"] == {"city": other["address"]["city"]}
        assert set(one["programs"][0]) == {"status", "care", "hours"}
        assert one["programs"][0]["hours"] == other["programs"][0]["hours"]
    facets = client.get("/api/v1/search?care=iop&fields=facets").json()["facets"]
    assert facets == client.get("/api/v1/facets?care=iop").json()["facets"]


def test_a_facility_can_be_short_too(client: TestClient) -> None:
    found = client.get("/api/v1/search?near=22903&fields=name").json()["results"][0]
    short = client.get(f"/api/v1/facilities/{found['id']}?fields=name,phones.text").json()
    assert set(short) == {"id", "name", "phones", "directory"}
    assert set(short["phones"][0]) == {"text"}


def test_what_means_nothing_for_a_form_is_said(client: TestClient) -> None:
    assert client.get("/api/v1/search?columns=city").json()["not_understood"] == ["columns"]
    points = client.get("/api/v1/search?near=22903&format=geojson&fields=name").json()
    assert points["not_understood"] == ["fields"]


def test_a_line_is_a_facility_that_stands_alone(client: TestClient) -> None:
    answer = client.get("/api/v1/search?care=iop&format=ndjson&page=2")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    total = client.get("/api/v1/search?care=iop").json()["total"]
    assert (len(lines), len({one["id"] for one in lines})) == (total, total)
    assert lines[0]["demonstration"] is True
    levels = client.get("/api/v1/levels?format=ndjson").text.splitlines()
    assert [json.loads(one) for one in levels] == client.get("/api/v1/levels").json()["levels"]


def test_the_facets_are_those_of_the_search_with_their_words(client: TestClient) -> None:
    answer = client.get("/api/v1/facets?near=22903&care=iop&page=3").json()
    search = client.get("/api/v1/search?near=22903&care=iop").json()
    assert answer["facets"] == search["facets"]
    assert (answer["total"], answer["matches"]) == (search["total"], search["matches"])
    care = next(one for one in answer["filters"] if one["key"] == "care")
    counts = {one["code"]: one["count"] for one in care["options"]}
    assert counts == {code: search["facets"]["care"].get(code, 0) for code in counts}
    hours = next(one for one in answer["filters"] if one["key"] == "hours")
    assert hours["options"] is None


def test_an_error_is_a_problem_document(client: TestClient) -> None:
    answer = client.get("/api/v1/search?care=xx&cost=y")
    assert answer.headers["content-type"] == "application/problem+json"
    content = answer.json()
    assert (content["status"], content["title"]) == (422, "Unprocessable Entity")
    assert [one["key"] for one in content["errors"]] == ["care", "cost"]
    assert all(one["reason"] in content["detail"] for one in content["errors"])
    page = client.get(content["type"]).text
    assert f'id="{content["type"].partition("#")[2]}"' in page


def test_every_answer_can_be_had_only_if_it_changed(client: TestClient) -> None:
    for path in ("openapi.json", "levels", "facets?care=iop", "directory"):
        tag = client.get(f"/api/v1/{path}").headers["etag"]
        again = client.get(f"/api/v1/{path}", headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")


def test_the_page_about_it_needs_no_other_host_and_no_script(
    client: TestClient, described: dict[str, Any]
) -> None:
    page = client.get("/api/v1/docs").text
    fetched = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]+)"', page)
    assert fetched
    assert all(one.startswith(("../../assets/", "data:")) for one in fetched)
    for path, methods in described["paths"].items():
        assert f"GET {path}" in page
        for parameter in methods["get"]["parameters"]:
            assert f"<code>{parameter['name']}</code>" in page
    assert "Significado" in client.get("/api/v1/docs?hl=es").text
