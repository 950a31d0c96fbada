"""Lakes and roads of shapefiles, cut to the states."""

from __future__ import annotations

from pathlib import Path

import shapefile

from scripts.geography import ground

STATES = {
    "features": [
        {
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[[[-80, 36], [-75, 36], [-75, 40], [-80, 40], [-80, 36]]]],
            }
        }
    ]
}


def square(west: float, south: float, size: float) -> list[list[list[float]]]:
    north, east = south + size, west + size
    return [[[west, south], [west, north], [east, north], [east, south], [west, south]]]


def test_a_lake_within_the_states_is_kept_and_one_beyond_is_not(tmp_path: Path) -> None:
    path = tmp_path / "lakes"
    with shapefile.Writer(str(path), shapeType=shapefile.POLYGON) as writer:
        writer.field("name", "C")
        for west, south, size in ((-78, 38, 0.5), (-79, 37, 0.1), (-75.1, 38, 1), (-90, 38, 1)):
            writer.poly(square(west, south, size))
            writer.record("lake")
    found = ground.lakes(path.with_suffix(".shp"), STATES, 3)
    assert found["type"] == "MultiPolygon"
    assert [rings[0][0] for rings in found["coordinates"]] == [[-78, 38], [-79, 37]]


def test_main_roads_are_cut_at_the_border_and_others_left_out(tmp_path: Path) -> None:
    path = tmp_path / "roads"
    with shapefile.Writer(str(path), shapeType=shapefile.POLYLINE) as writer:
        writer.field("type", "C", size=40)
        for kind, latitude in (("Major Highway", 38), ("Track", 39)):
            writer.line([[[-76, latitude], [-70, latitude]]])
            writer.record(kind)
    found = ground.roads(path.with_suffix(".shp"), STATES, 3)
    assert found == {"type": "MultiLineString", "coordinates": [[[-76, 38], [-75, 38]]]}
