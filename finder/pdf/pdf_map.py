"""A small map on paper: coasts, borders, towns and the numbers of the list, drawn as lines."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from fpdf import FPDF

from finder.map.land_paths import land_of
from finder.map.map_view import HEIGHT, WIDTH, View, fitting
from finder.pdf.pdf_fonts import FAMILY, readable
from finder.shortlist import Pick

__all__ = ["draw_map"]

_LAND, _BORDER, _COUNTY, _SEA = "#f3f4ef", "#9aa79d", "#d5dcd2", "#e3e9e6"
_ACCENT, _INK, _TOWN = "#0e5a5a", "#1d2a2c", "#5f6d69"
_PIN_MILLIMETRES = 2.3
# Pins nearer than this share one mark with all their numbers.
_TOUCHING = 3.6
_POINTS = 8.0


def draw_map(
    pdf: FPDF,
    picks: Sequence[Pick],
    place: tuple[float, float] | None,
    left: float,
    top: float,
    width: float,
) -> float:
    """Draw the picks that have a position, and the place searched from; its lower edge.

    place: latitude and longitude. Lengths in millimetres. Nothing is drawn where no pick has a
    position: then that is `top`.
    """
    placed = [one for one in picks if one.facility.latitude is not None]
    if not placed:
        return top
    view = _view(placed, place)
    height = width * HEIGHT / WIDTH * 0.8
    _draw_land(pdf, view, left, top, width, height)
    scale = width / WIDTH
    # The picture is cut at top and bottom; what stands in it is centred.
    lift = (HEIGHT * scale - height) / 2

    def at(latitude: float, longitude: float) -> tuple[float, float]:
        x, y = view.pixels(latitude, longitude)
        return left + float(x) * scale, top + float(y) * scale - lift

    with pdf.rect_clip(left, top, width, height):
        spots = list(_gathered(placed, at))
        _towns(pdf, view, left, top - lift, scale, [(x, y) for x, y, _n, _vague in spots])
        if place is not None:
            _here(pdf, *at(*place))
        for x, y, numbers, vague in spots:
            _pin(pdf, x, y, numbers, vague=vague)
    pdf.set_draw_color(_BORDER)
    pdf.rect(left, top, width, height)
    pdf.set_font(FAMILY, "", _POINTS * 0.75)
    pdf.set_text_color(_TOWN)
    pdf.text(left, top + height + 3, "U.S. Census Bureau; GeoNames, CC BY 4.0")
    return top + height + 4


def _view(placed: Sequence[Pick], place: tuple[float, float] | None) -> View:
    points = [(one.facility.latitude, one.facility.longitude) for one in placed]
    if place is not None:
        points.append(place)
    latitudes, longitudes = np.array(points, dtype=float).T
    # A little taller than the points, since the picture is cut at top and bottom.
    room = max(0.12 * float(np.ptp(latitudes)), 0.01)
    return fitting(
        float(latitudes.min()) - room, float(longitudes.min()),
        float(latitudes.max()) + room, float(longitudes.max()),
    )  # fmt: skip


def _draw_land(pdf: FPDF, view: View, left: float, top: float, width: float, height: float) -> None:
    land = land_of(view)
    cut = (HEIGHT - WIDTH * height / width) / 2
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT - 2 * cut:.0f}" '
        f'viewBox="0 {cut:.0f} {WIDTH} {HEIGHT - 2 * cut:.0f}">'
        f"{_path(land.outline, fill=_LAND, stroke=_BORDER, width=2)}"
        f"{_path(land.counties, fill='none', stroke=_COUNTY, width=1.5)}</svg>"
    )
    pdf.set_fill_color(_SEA)
    pdf.rect(left, top, width, height, style="F")
    with pdf.rect_clip(left, top, width, height):
        pdf.image(io.BytesIO(drawing.encode()), left, top, width, height)


def _path(way: str, *, fill: str, stroke: str, width: float) -> str:
    """One path, or nothing: a wide view has no counties, and fpdf2 refuses a path without a way."""
    if not way:
        return ""
    return (
        f'<path fill="{fill}" stroke="{stroke}" stroke-width="{width}" fill-rule="evenodd" '
        f'd="{way}"/>'
    )


def _towns(
    pdf: FPDF,
    view: View,
    left: float,
    top: float,
    scale: float,
    pins: Sequence[tuple[float, float]],
) -> None:
    """The names of towns, moved up where a pin would cover them."""
    pdf.set_font(FAMILY, "", _POINTS * 0.85)
    pdf.set_text_color(_TOWN)
    for town in land_of(view).towns:
        text = readable(town.text)
        middle = pdf.get_string_width(text) / 2
        x, y = left + town.x * scale, top + town.y * scale
        hidden = any(
            abs(x - right) < middle + 3 and abs(y - 1 - down) < 3.5 for right, down in pins
        )
        pdf.text(x - middle, y - 4.5 if hidden else y, text)


def _here(pdf: FPDF, x: float, y: float) -> None:
    pdf.set_fill_color(_INK)
    pdf.circle(x=x, y=y, radius=1.1, style="F")


def _gathered(
    placed: Sequence[Pick], at: Callable[[float, float], tuple[float, float]]
) -> Iterator[tuple[float, float, str, bool]]:
    """Spots with the numbers of the places there, and whether all of them are approximate."""
    spots: list[tuple[float, float, list[Pick]]] = []
    for one in placed:
        x, y = at(one.facility.latitude or 0.0, one.facility.longitude or 0.0)
        near = (spot for spot in spots if np.hypot(spot[0] - x, spot[1] - y) < _TOUCHING)
        spot = next(near, None)
        if spot:
            spot[2].append(one)
        else:
            spots.append((x, y, [one]))
    for x, y, some in spots:
        vague = all(one.facility.position == "approximate" for one in some)
        yield x, y, ", ".join(str(one.number) for one in some), vague


def _pin(pdf: FPDF, x: float, y: float, numbers: str, *, vague: bool) -> None:
    pdf.set_font(FAMILY, "B", _POINTS)
    wide = max(pdf.get_string_width(numbers) + 2, 2 * _PIN_MILLIMETRES)
    pdf.set_fill_color("#ffffff" if vague else _ACCENT)
    pdf.set_draw_color(_ACCENT)
    pdf.set_text_color(_ACCENT if vague else "#ffffff")
    if vague:
        pdf.set_dash_pattern(0.6, 0.5)
    pdf.rect(
        x - wide / 2, y - _PIN_MILLIMETRES, wide, 2 * _PIN_MILLIMETRES,
        style="DF", round_corners=True, corner_radius=_PIN_MILLIMETRES,
    )  # fmt: skip
    pdf.set_dash_pattern()
    pdf.text(x - pdf.get_string_width(numbers) / 2, y + 1.05, numbers)
