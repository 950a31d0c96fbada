"""The street map of the operator's choice."""

from __future__ import annotations

import pytest

from finder.map.tiles import STANDARD_TILES, TileSource, tile_source


def test_without_a_setting_it_is_openstreetmap_with_its_credit() -> None:
    source = tile_source({})
    assert source is not None
    assert source.template == STANDARD_TILES
    assert source.host == "tile.openstreetmap.org"
    assert source.origin == "https://tile.openstreetmap.org"
    assert "OpenStreetMap contributors" in source.credit
    assert source.credit_url == "https://www.openstreetmap.org/copyright"


@pytest.mark.parametrize("value", ["none", "None", " NONE "])
def test_none_offers_no_streets(value: str) -> None:
    assert tile_source({"FINDER_TILES": value}) is None


def test_another_service_is_credited_as_its_operator_says_or_by_its_name() -> None:
    template = "https://{s}.tiles.example:8443/{z}/{x}/{y}.png?key=1"
    unnamed = tile_source({"FINDER_TILES": template})
    named = tile_source({"FINDER_TILES": template, "FINDER_TILES_CREDIT": "© Example"})
    assert unnamed == TileSource(template, "tiles.example")
    assert named == TileSource(template, "© Example")


def test_the_policy_allows_all_sub_domains_of_a_template_with_several() -> None:
    source = TileSource("https://{s}.tiles.example:8443/{z}/{x}/{y}.png", "")
    assert source.host == "tiles.example"
    assert source.origin == "https://*.tiles.example:8443"


@pytest.mark.parametrize(
    "value",
    [
        "tiles.example/{z}/{x}/{y}",
        "https://tiles.example/{z}/{x}.png",
        "file:///tiles/{z}/{x}/{y}",
        "https:///{z}/{x}/{y}",
        "https://tiles.example; script-src */{z}/{x}/{y}",
        "https://user@tiles.example/{z}/{x}/{y}",
    ],
)
def test_what_is_no_tile_address_is_refused_by_name(value: str) -> None:
    with pytest.raises(ValueError, match="FINDER_TILES"):
        tile_source({"FINDER_TILES": value})
