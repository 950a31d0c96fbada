"""Coordinates that can be believed, and the ZIP's centre for all others."""

from __future__ import annotations

import pytest

from finder.intake.rows.positions import NOWHERE, at_zip, believed

CHARLOTTESVILLE = "22903"


def test_coordinates_near_the_zip_code_are_exact() -> None:
    position, reason = believed(38.0336, -78.5080, CHARLOTTESVILLE)
    assert (position.latitude, position.longitude) == (38.0336, -78.5080)
    assert (position.kind, reason) == ("exact", "")


@pytest.mark.parametrize(
    ("latitude", "longitude", "reason"),
    [
        (0, 0, "0, 0 is no position"),
        (-78.5080, 38.0336, "latitude and longitude are swapped"),
        (38.0336, 78.5080, "the longitude lacks its minus sign"),
        (138.0, -78.5, "is no point on Earth"),
        (38.0, -278.5, "is no point on Earth"),
        (40.7128, -74.0060, "lies 303 miles from the centre of its ZIP code"),
    ],
)
def test_coordinates_that_cannot_be_right_give_way_to_the_zip_code(
    latitude: float, longitude: float, reason: str
) -> None:
    position, said = believed(latitude, longitude, CHARLOTTESVILLE)
    assert said == reason
    assert position == at_zip(CHARLOTTESVILLE)
    assert position.kind == "approximate"


def test_forty_miles_are_believed_and_more_are_not() -> None:
    centre = at_zip(CHARLOTTESVILLE)
    assert centre.latitude is not None
    assert centre.longitude is not None
    degree = 69.09  # miles on a sphere of 6,371.0088 km
    near, _ = believed(centre.latitude + 39.9 / degree, centre.longitude, CHARLOTTESVILLE)
    far, _ = believed(centre.latitude + 40.1 / degree, centre.longitude, CHARLOTTESVILLE)
    assert (near.kind, far.kind) == ("exact", "approximate")


@pytest.mark.parametrize("code", ["00000", "99999"])
def test_an_unknown_zip_code_has_no_position_but_coordinates_still_count(code: str) -> None:
    assert at_zip(code) == NOWHERE
    assert believed(38.0, -78.5, code)[0].kind == "exact"
    assert believed(0, 0, code)[0] == NOWHERE


def test_a_zip_code_at_zero_has_no_position() -> None:
    assert at_zip("09007") == NOWHERE  # a military address
