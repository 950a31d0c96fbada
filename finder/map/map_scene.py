"""What the map shows, as plain values, and how that is told to the map's own script.

A scene is made anew for every search. Its data go to the browser as one JSON object, a few
kilobytes for a page of 25 pins, and map_scene.js of the dashboard changes on the map what differs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from finder.geo import EARTH_RADIUS_MILES, miles_between
from finder.locale import _, language
from finder.map.clusters import Bounds, MapCluster
from finder.map.others_found import cluster_row
from finder.map.rings import ring_miles
from finder.map.tiles import TileSource

__all__ = ["Bounds", "MapCluster", "MapPin", "MapScene", "scene_data"]

# The contiguous states: what is seen when nothing else says where to look.
_COUNTRY = Bounds(south=24.5, west=-124.8, north=49.4, east=-66.9)

# What is found from coast to coast is shown as the country: with Guam or Alaska in it, a view that
# holds everything would show the ocean.
_WIDEST_DEGREES = 62.0

# A view of one point needs some land around it; a ring beyond this would reach around the pole.
_NARROWEST_MILES, _WIDEST_MILES = 1.0, 1500.0

Point = tuple[float, float]


@dataclass(frozen=True)
class MapPin:
    """A facility of the page shown, under its number in the list; degrees north and east.

    status: `match` is drawn filled, `possible` outlined. approximate: the position is that of its
    ZIP code. label: one line more of plain text, such as care level and miles.
    """

    number: int
    facility_id: str
    name: str
    latitude: float
    longitude: float
    status: Literal["match", "possible"]
    approximate: bool
    label: str = ""


@dataclass(frozen=True)
class MapScene:
    """All that the map shows.

    center: the place searched from, latitude and longitude, or None. radius_miles: how far from
    it, None without limit. pins: the facilities of this page, first number first. others: what
    else was found (finder.map.clusters.clusters). bounds: what to fit into view where there is no
    place with a radius, such as a state. selected: the facility whose card is chosen. tiles: the
    street map, if the visitor asked for it. query: the search as a link; with it the map asks for
    clusters of what comes into view, and can search the area that it shows. picked: the facilities
    of the shortlist. link: all that is asked, as the page around the map knows it.

    The view is fitted anew when place, radius or `fit` change, and otherwise left as it is: give
    `fit` what the view should follow beside them, such as the state searched.
    """

    center: Point | None = None
    radius_miles: float | None = None
    pins: tuple[MapPin, ...] = ()
    others: tuple[MapCluster, ...] = ()
    bounds: Bounds | None = None
    fit: str = ""
    selected: str | None = None
    tiles: TileSource | None = None
    query: str | None = None
    picked: tuple[str, ...] = ()
    link: str = ""


def scene_data(scene: MapScene) -> dict[str, Any]:
    """The scene as JSON for assets/map_scene.js, texts in the visitor's language."""
    return {
        "fit": f"{scene.center} {scene.radius_miles} {scene.fit}",
        "bounds": [round(edge, 4) for edge in _view(scene)],
        "center": scene.center,
        "rings": _rings(scene),
        "pins": [_pin(pin) for pin in scene.pins],
        "others": [cluster_row(cluster) for cluster in scene.others],
        "selected": scene.selected,
        "query": scene.query,
        "picked": list(scene.picked),
        "link": scene.link,
        "tiles": _tiles(scene.tiles),
        "language": language(),
        "words": _words(),
    }


def _view(scene: MapScene) -> Bounds:
    """What to fit into view: the circle searched, else the bounds given, else all that is shown."""
    if scene.center is not None and scene.radius_miles is not None:
        return _around(scene.center, scene.radius_miles)
    bounds = scene.bounds if scene.bounds is not None else _box_of_all(scene)
    return bounds if bounds and bounds.east - bounds.west < _WIDEST_DEGREES else _COUNTRY


def _around(center: Point, radius_miles: float) -> Bounds:
    latitude, longitude = center
    miles = min(max(radius_miles, _NARROWEST_MILES), _WIDEST_MILES)
    up = float(np.degrees(miles / EARTH_RADIUS_MILES))
    across = up / float(np.cos(np.radians(min(abs(latitude), 80.0))))
    return Bounds(latitude - up, longitude - across, latitude + up, longitude + across)


def _box_of_all(scene: MapScene) -> Bounds | None:
    """The box of all that is drawn, None where that is nothing."""
    points = [(pin.latitude, pin.longitude) for pin in scene.pins]
    points += [(cluster.latitude, cluster.longitude) for cluster in scene.others]
    points += [scene.center] if scene.center else []
    if not points:
        return None
    latitudes, longitudes = zip(*points, strict=True)
    return Bounds(min(latitudes), min(longitudes), max(latitudes), max(longitudes))


def _rings(scene: MapScene) -> list[dict[str, Any]]:
    """Distance rings; without a limit they reach as far as the farthest pin."""
    if scene.center is None:
        return []
    reach = scene.radius_miles if scene.radius_miles is not None else _farthest(scene)
    rings = [_ring(miles) for miles in ring_miles(reach) if miles <= _WIDEST_MILES]
    if scene.radius_miles is not None and scene.radius_miles <= _WIDEST_MILES:
        rings.append({**_ring(scene.radius_miles), "edge": True})
    return rings


def _farthest(scene: MapScene) -> float:
    if scene.center is None or not scene.pins:
        return 0.0
    latitudes = np.array([pin.latitude for pin in scene.pins])
    longitudes = np.array([pin.longitude for pin in scene.pins])
    return float(miles_between(*scene.center, latitudes, longitudes).max())


def _ring(miles: float) -> dict[str, Any]:
    return {"miles": miles, "label": _("{miles} mi").format(miles=f"{miles:g}")}


def _pin(pin: MapPin) -> dict[str, Any]:
    """The pin without what it is not, to save bytes."""
    data: dict[str, Any] = {
        "number": pin.number,
        "id": pin.facility_id,
        "name": pin.name,
        "at": [round(pin.latitude, 5), round(pin.longitude, 5)],
    }
    if pin.label:
        data["label"] = pin.label
    if pin.status == "possible":
        data["possible"] = True
    if pin.approximate:
        data["approximate"] = True
    return data


def _tiles(tiles: TileSource | None) -> dict[str, str] | None:
    if tiles is None:
        return None
    return {
        "template": tiles.template,
        "credit": tiles.credit,
        "credit_url": tiles.credit_url,
    }


def _words() -> dict[str, str]:
    """The texts of the map; `{n}` is filled in by the script, which counts what it gathers."""
    return {
        "language": language(),
        "map": _("Map of the programs found"),
        "match": _("Match"),
        "possible": _("Possible: ask when you call"),
        "approximate": _("Position approximate: somewhere in its ZIP code"),
        "several": _("Several places here. Choose one:"),
        "more": _("More places found here: {n}"),
        "one_more": _("One more place found here"),
        "back": _("Back to the results"),
        "search": _("Search this area"),
        "skip": _("Skip the map"),
        "closer": _("Zoom in"),
        "farther": _("Zoom out"),
        "close": _("Close"),
        "pick": _("Shortlist"),
        "picked": _("✓ On shortlist"),
    }
