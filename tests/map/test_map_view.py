"""The scene of the map as data, and the frame it is shown in."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from builders import a_directory, find
from finder.map.map_scene import (
    Bounds,
    MapCluster,
    MapPin,
    MapScene,
    scene_data,
)
from finder.map.rings import ring_miles
from finder.map.scene import scene_of
from finder.map.tiles import tile_source

HOME = (38.03, -78.48)


def pin(**changes: Any) -> MapPin:
    values = {
        "number": 1,
        "facility_id": "abcdefgh",
        "name": "Riverbend",
        "latitude": 38.05,
        "longitude": -78.5,
        "status": "match",
        "approximate": False,
    }
    return MapPin(**{**values, **changes})


# Rings


@pytest.mark.parametrize(
    ("radius_miles", "rings"),
    [
        (25, [10, 20]),
        (50, [20, 40]),
        (100, [50]),
        (10, [5]),
        (5, [2, 4]),
        (15, [5, 10]),
        (1, [0.5]),
        (0, []),
    ],
)
def test_rings_are_at_round_distances_inside_the_radius(
    radius_miles: float, rings: list[float]
) -> None:
    assert ring_miles(radius_miles) == rings


@given(st.floats(0.2, 5000))
def test_rings_are_few_evenly_spaced_and_inside(radius_miles: float) -> None:
    rings = ring_miles(radius_miles)
    assert 1 <= len(rings) <= 3
    assert rings[-1] < radius_miles
    steps = {round(after - before, 6) for before, after in pairwise([0.0, *rings])}
    assert len(steps) == 1


def test_the_radius_itself_is_the_outermost_ring() -> None:
    rings = scene_data(MapScene(center=HOME, radius_miles=25))["rings"]
    assert rings == [
        {"miles": 10, "label": "10 mi"},
        {"miles": 20, "label": "20 mi"},
        {"miles": 25, "label": "25 mi", "edge": True},
    ]


def test_without_a_limit_the_rings_reach_to_the_farthest_pin() -> None:
    scene = MapScene(center=HOME, pins=(pin(), pin(latitude=38.03 + 24 / 69)))
    assert [ring["miles"] for ring in scene_data(scene)["rings"]] == [10, 20]


@pytest.mark.parametrize("scene", [MapScene(), MapScene(pins=(pin(),)), MapScene(center=HOME)])
def test_without_a_place_or_anything_around_it_there_are_no_rings(scene: MapScene) -> None:
    assert scene_data(scene)["rings"] == []


# The view


def test_the_view_holds_the_circle_that_is_searched() -> None:
    south, west, north, east = scene_data(MapScene(center=HOME, radius_miles=25))["bounds"]
    assert north - HOME[0] == pytest.approx(25 / 69.1, rel=0.01)
    assert HOME[0] - south == pytest.approx(25 / 69.1, rel=0.01)
    assert east - HOME[1] == pytest.approx((north - HOME[0]) * 1.27, rel=0.01)
    assert HOME[1] - west == pytest.approx(east - HOME[1], rel=0.01)


def test_a_filter_does_not_change_what_the_view_follows() -> None:
    before = scene_data(MapScene(HOME, 25, pins=(pin(),)))
    after = scene_data(MapScene(HOME, 25, pins=(), others=(MapCluster(39.0, -78.0, 4),)))
    assert before["fit"] == after["fit"]


@pytest.mark.parametrize(
    "other",
    [
        MapScene((37.0, -78.48), 25),
        MapScene(HOME, 50),
        MapScene(HOME, None),
        MapScene(HOME, 25, fit="VA"),
    ],
)
def test_another_place_or_radius_changes_what_the_view_follows(other: MapScene) -> None:
    assert scene_data(other)["fit"] != scene_data(MapScene(HOME, 25))["fit"]


def test_without_a_radius_the_bounds_given_are_seen() -> None:
    bounds = Bounds(36.5, -83.7, 39.5, -75.2)
    assert scene_data(MapScene(bounds=bounds))["bounds"] == list(bounds)


def test_without_bounds_all_that_is_drawn_is_seen() -> None:
    scene = MapScene(pins=(pin(),), others=(MapCluster(39.0, -77.0, 4),))
    assert scene_data(scene)["bounds"] == [38.05, -78.5, 39.0, -77.0]


@pytest.mark.parametrize(
    "scene", [MapScene(), MapScene(pins=(pin(), pin(latitude=13.4, longitude=144.8)))]
)
def test_nothing_or_everything_is_seen_as_the_country(scene: MapScene) -> None:
    south, west, north, east = scene_data(scene)["bounds"]
    assert (south, north) == (24.5, 49.4)
    assert (west, east) == (-124.8, -66.9)


# Searching where one looks


def test_a_scene_tells_its_search_without_what_changes_nothing_on_the_map() -> None:
    found = find(a_directory(), "near=22903&care=iop&pick=abcdefgh&hl=en")
    assert scene_data(scene_of(found))["query"] == "near=22903&care=iop"


def test_a_scene_without_a_search_is_not_searched() -> None:
    assert scene_data(MapScene())["query"] is None


# Pins and what else was found


def test_a_pin_says_only_what_it_is() -> None:
    assert scene_data(MapScene(pins=(pin(),)))["pins"] == [
        {"number": 1, "id": "abcdefgh", "name": "Riverbend", "at": [38.05, -78.5]}
    ]


def test_a_possible_approximate_pin_says_both() -> None:
    scene = MapScene(pins=(pin(status="possible", approximate=True, label="Detox"),))
    told = scene_data(scene)["pins"][0]
    assert told["possible"] is True
    assert told["approximate"] is True
    assert told["label"] == "Detox"


def test_others_are_a_count_or_the_one_facility() -> None:
    scene = MapScene(others=(MapCluster(39.0, -77.0, 4), MapCluster(38.0, -78.0, 1, "abcdefgh")))
    assert scene_data(scene)["others"] == [[39.0, -77.0, 4], [38.0, -78.0, "abcdefgh"]]


def test_streets_are_told_of_only_when_they_are_shown() -> None:
    assert scene_data(MapScene())["tiles"] is None
    told = scene_data(MapScene(tiles=tile_source({})))["tiles"]
    assert told["template"].startswith("https://tile.openstreetmap.org")
    assert "OpenStreetMap" in told["credit"]


def test_a_page_of_25_pins_takes_a_few_kilobytes() -> None:
    pins = tuple(pin(number=number, name="A name of forty letters " * 2) for number in range(25))
    assert len(json.dumps(scene_data(MapScene(HOME, 25, pins)))) < 5_000


# The frame


def _script() -> None:
    import streamlit as st

    from finder.dashboard.map_view import MapPin, MapScene, show

    pins = (MapPin(1, "abcdefgh", st.session_state.name, 38.05, -78.5, "match", approximate=False),)
    st.session_state.chosen = show(MapScene((38.03, -78.48), 25, pins), key="map")


def _shown(name: str) -> tuple[AppTest, dict[str, Any]]:
    """The page, and what was sent to the frame of the map."""
    app = AppTest.from_function(_script)
    app.session_state["name"] = name
    app.run(timeout=20)
    assert not app.exception
    return app, json.loads(_component(app).json_args)


def _component(app: AppTest) -> Any:
    pending = [app.main]
    while pending:
        node = pending.pop()
        proto = getattr(node, "proto", None)
        if proto is not None and hasattr(proto, "json_args"):
            return proto
        pending += list(getattr(node, "children", {}).values())
    raise AssertionError("no component on the page")


def test_everything_that_the_frame_loads_is_our_own() -> None:
    _app, sent = _shown("Riverbend")
    links = [*sent["js_links"], *sent["css_links"]]
    assert [re.sub(r"\?v=[0-9a-f]{12}$", "", link) for link in links] == [
        "../../assets/map.js",
        "../../assets/map.css",
    ]
    assert "//" not in sent["script"] + sent["header"] + sent["html"]


def test_the_base_map_is_the_same_whatever_is_shown() -> None:
    _first, one = _shown("Riverbend")
    _second, other = _shown("Another")
    assert one["feature_group"] != other["feature_group"]
    assert {**one, "feature_group": ""} == {**other, "feature_group": ""}


@pytest.mark.parametrize("name", ["</script><b>", "{{ 7 * 7 }}", "a\u2028b", 'q"\\', "Ñandú & Co"])
def test_a_name_stays_text_on_its_way_into_the_script(name: str) -> None:
    _app, sent = _shown(name)
    data = re.search(r"finderMap\.scene\((.*)\);", sent["feature_group"])
    assert data is not None
    assert json.loads(data[1])["pins"][0]["name"] == name
    assert not set("<&\u2028") & set(data[1])


def test_nothing_is_chosen_before_a_pin_is_pressed() -> None:
    app, _sent = _shown("Riverbend")
    assert app.session_state["chosen"] is None


def test_a_choice_counts_once_and_again_when_it_is_made_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from finder.dashboard import map_view

    answers = iter([1, 1, 2])

    def answer(*_: object, **__: object) -> dict[str, Any]:
        properties = {"facility_id": "abcdefgh", "chosen_at": next(answers)}
        return {"last_active_drawing": {"properties": properties}}

    monkeypatch.setattr(map_view, "st_folium", answer)
    app = AppTest.from_function(_script)
    app.session_state["name"] = "Riverbend"
    chosen = [app.run().session_state["chosen"] for _run in range(3)]
    assert chosen == ["abcdefgh", None, "abcdefgh"]
