"""GeoJSON: every facility found, as RFC 7946 wants it."""

from __future__ import annotations

import json
from typing import Any

from builders import TODAY, a_directory, a_facility, a_program, find
from finder.directory import Directory
from finder.export import Outgoing, exports
from finder.export.answer import answer


def _collection(directory: Directory, query: str = "") -> dict[str, Any]:
    outgoing = Outgoing(find(directory, query), TODAY, ("zz",))
    content: dict[str, Any] = json.loads(b"".join(exports().named("geojson").chunks(outgoing)))
    return content


def test_it_is_a_collection_of_every_facility_found(demonstration: Directory) -> None:
    collection = _collection(demonstration, "care=iop&page=3")
    results = find(demonstration, "care=iop")
    assert collection["type"] == "FeatureCollection"
    assert collection["total"] == results.total == len(collection["features"]) > 25


def test_a_point_is_longitude_then_latitude() -> None:
    [feature] = _collection(a_directory(a_facility(at=(38.03, -78.48))))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-78.48, 38.03]}


def test_a_facility_without_position_has_no_geometry() -> None:
    [feature] = _collection(a_directory(a_facility(at=None)))["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["name"] == "Alder House"


def test_the_properties_are_those_of_the_answer() -> None:
    directory = a_directory(a_facility(a_program("iop", hours=(9, 12))))
    [feature] = _collection(directory, "near=22903")["features"]
    [result] = answer(find(directory, "near=22903"), "")["results"]
    named = {key: value for key, value in result.items() if key not in ("latitude", "longitude")}
    # What stands flat beside the answer is held below.
    whole = json.loads(json.dumps(named))
    assert {key: feature["properties"][key] for key in whole} == whole
    assert feature["id"] == result["id"]


def test_the_search_and_the_directory_stand_beside_the_features(demonstration: Directory) -> None:
    collection = _collection(demonstration, "near=22903&care=iop")
    assert collection["query"] == "near=22903&care=iop"
    assert collection["not_understood"] == ["zz"]
    assert collection["demonstration"] is True
    assert "invented" in collection["notice"]
    assert collection["directory"]["facilities"] == 600


def test_nothing_found_is_an_empty_collection() -> None:
    collection = _collection(a_directory(a_facility()), "q=zzzz")
    assert (collection["features"], collection["total"]) == ([], 0)
    assert collection["notice"] is None


def test_names_with_quotes_and_control_characters_stay_texts() -> None:
    name = 'Alder "Ash" \\ \n\x1b[31m'
    [feature] = _collection(a_directory(a_facility(name=name)))["features"]
    assert feature["properties"]["name"] == name


def test_what_a_map_program_labels_and_filters_by_stands_flat(demonstration: Directory) -> None:
    """QGIS sees no member inside another."""
    outgoing = Outgoing(find(demonstration, "near=22903&within=any"), TODAY)
    whole = json.loads(b"".join(exports().named("geojson").chunks(outgoing)))
    for feature in whole["features"]:
        properties = feature["properties"]
        assert (properties["city"], properties["zip"]) == (
            properties["address"]["city"],
            properties["address"]["zip"],
        )
        levels = [one["care"] for one in properties["programs"] if one["care"]]
        assert properties["care_levels"] == ";".join(dict.fromkeys(levels))
        published = [
            one["hours"]["low"]
            for one in properties["programs"]
            if one["hours"]["basis"] == "published" and one["hours"]["low"] is not None
        ]
        assert properties["hours_low"] == (min(published) if published else None)
    assert any(one["properties"]["cost_month_low"] for one in whole["features"])
