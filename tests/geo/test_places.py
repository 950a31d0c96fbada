"""From what a visitor writes to a point on the map, offline."""

from __future__ import annotations

import pytest
import zipcodes
from hypothesis import given, settings
from hypothesis import strategies as st

from finder import places
from finder.errors import NotUnderstood, PlaceNotFound
from finder.locale import speaking
from finder.places.towns import towns as every_town

ROWS = zipcodes.list_all()
UNPLACED = [row["zip_code"] for row in ROWS if (float(row["lat"]), float(row["long"])) == (0, 0)]


def mean_point(name: str, state: str) -> tuple[float, float]:
    """The mean of the standard ZIP codes that bear or accept a name, by plain loops."""
    named = [
        row
        for row in ROWS
        if row["state"] == state and name in (row["city"], *row["acceptable_cities"])
    ]
    points = [
        (float(row["lat"]), float(row["long"]), row["zip_code_type"])
        for row in named
        if row["zip_code"] not in UNPLACED
    ]
    counted = [point for point in points if point[2] == "STANDARD"] or points
    north, east, _kinds = zip(*counted, strict=True)
    return sum(north) / len(counted), sum(east) / len(counted)


@pytest.mark.parametrize("text", ["22903", " 22903 ", "22903-1234", "229031234"])
def test_a_zip_code_is_where_the_package_says(text: str) -> None:
    place = places.find(text)
    (row,) = zipcodes.matching("22903")
    assert (place.latitude, place.longitude) == (float(row["lat"]), float(row["long"]))
    assert (place.kind, place.text, place.label) == ("zip", "22903", "22903")
    assert place.town == "Charlottesville, VA"


def test_every_zip_code_with_a_point_is_found_and_no_other() -> None:
    assert len(UNPLACED) == 872
    for row in ROWS[::97]:
        if row["zip_code"] not in UNPLACED:
            assert places.find(row["zip_code"]).latitude == float(row["lat"])
    for code in UNPLACED[::29]:
        with pytest.raises(PlaceNotFound, match=f"{code} has no place on the map"):
            places.find(code)


@pytest.mark.parametrize(
    "text",
    [
        "Charlottesville, VA",
        "charlottesville va",
        "CHARLOTTESVILLE,Virginia",
        "Charlottesville  ,  va",
        "Charlottesville Virginia",
        "Charlottesville, Va., USA",
        "Charlottesville, VA, United States of America",
        "University Hospital, Charlottesville, VA",
    ],
)
def test_a_town_may_be_spelled_in_any_reasonable_way(text: str) -> None:
    place = places.find(text)
    assert (place.kind, place.text, place.label) == ("town", *("Charlottesville, VA",) * 2)
    assert (place.latitude, place.longitude) == (38.029, -78.477)


@pytest.mark.parametrize(
    ("text", "centre"),
    [
        # the post delivers from there to half of Wyoming
        ("Casper, WY", (42.867, -106.313)),
        # the gazetteer calls these New York City, The Bronx, O'Fallon, St. Louis
        ("New York, NY", (40.714, -74.006)),
        ("Bronx, NY", (40.850, -73.866)),
        ("O Fallon, IL", (38.592, -89.911)),
        ("Saint Louis, MO", (38.627, -90.198)),
        # a place that the post knows by no name
        ("Paradise, NV", (36.097, -115.147)),
    ],
)
def test_a_town_lies_at_its_centre_where_the_gazetteer_has_it(
    text: str, centre: tuple[float, float]
) -> None:
    place = places.find(text)
    assert place.text == text
    assert (place.latitude, place.longitude) == pytest.approx(centre, abs=0.002)


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("White Hall, VA", "White Hall", "VA"),
        # the gazetteer has another place of that name, on Staten Island
        ("Concord, NY", "Concord", "NY"),
    ],
)
def test_another_town_lies_at_the_mean_of_its_standard_zip_codes(
    text: str, name: str, state: str
) -> None:
    place = places.find(text)
    assert (place.latitude, place.longitude) == pytest.approx(mean_point(name, state))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        # short forms, apostrophes, hyphens, dots, accents
        ("St. Louis, MO", "Saint Louis, MO"),
        ("saint louis mo", "Saint Louis, MO"),
        ("Ft Worth TX", "Fort Worth, TX"),
        ("O'Fallon, IL", "O Fallon, IL"),
        ("O’Fallon IL", "O Fallon, IL"),
        ("Winston-Salem NC", "Winston Salem, NC"),
        ("Washington, D.C.", "Washington, DC"),
        ("Cañon City, CO", "Canon City, CO"),
        # states of several words, and towns named like a state
        ("Las Cruces New Mexico", "Las Cruces, NM"),
        ("Wheeling, West Virginia", "Wheeling, WV"),
        ("Indiana, PA", "Indiana, PA"),
        ("California MD", "California, MD"),
        ("Virginia Beach, VA", "Virginia Beach, VA"),
        # a name that only one state has needs no state
        ("Albuquerque", "Albuquerque, NM"),
        ("New York", "New York, NY"),
    ],
)
def test_towns_with_difficult_names(text: str, label: str) -> None:
    assert places.find(text).label == label


def test_every_town_is_found_again_by_its_own_label() -> None:
    towns = [town for states in every_town().values() for town in states.values()]
    assert len(towns) > 39_000
    for town in towns[::53]:
        if town.latitude is not None:
            found = places.find(town.label)
            assert (found.latitude, found.longitude) == (town.latitude, town.longitude), town.label
            assert places.find(found.text) == found


def test_a_name_that_several_states_have_gives_choices_the_largest_first() -> None:
    with pytest.raises(PlaceNotFound, match="several towns named Springfield") as refused:
        places.find("Springfield")
    choices = refused.value.choices
    assert 2 <= len(choices) <= 8
    assert {"Springfield, IL", "Springfield, MA"} <= set(choices)
    assert [places.find(choice).text for choice in choices] == list(choices)


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("Charlotesville, VA", "Charlottesville, VA"),
        ("Albuqerque NM", "Albuquerque, NM"),
        ("Pitsburgh", "Pittsburgh, PA"),
        # the name is right and the state is wrong
        ("Albuquerque, TX", "Albuquerque, NM"),
    ],
)
def test_a_misspelt_town_gives_the_one_that_was_meant(text: str, choice: str) -> None:
    with pytest.raises(PlaceNotFound, match="Did you mean") as refused:
        places.find(text)
    assert choice in refused.value.choices


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Xqzwvk, VA", "No town “Xqzwvk, VA” is known. Check its spelling, or use a ZIP."),
        ("00000", "There is no ZIP code 00000"),
        ("2290", "Write a ZIP code of five digits, or a town and its state."),
        ("?!", "Write a ZIP code of five digits"),
        ("town " * 40, "Write a ZIP code of five digits"),
        ("91,0", "A point is a latitude and a longitude"),
        ("0,0", "A point is a latitude and a longitude"),
        ("38.03,-181", "A point is a latitude and a longitude"),
    ],
)
def test_what_is_no_place_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(PlaceNotFound) as refused:
        places.find(text)
    assert sentence in str(refused.value)
    assert isinstance(refused.value, NotUnderstood)
    assert refused.value.key == "near"


def test_a_refusal_repeats_no_control_character_and_no_long_text() -> None:
    with pytest.raises(PlaceNotFound) as refused:
        places.find("Xqz\x07\x1b[31mwvk" + "z" * 80)
    assert str(refused.value).isprintable()
    assert "z" * 60 not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        # about a kilometre, wherever it comes from
        ("38.03,-78.48", "38.03,-78.48"),
        ("38.0336,-78.4767", "38.03,-78.48"),
        ("38.029999999999994 , -78.476123456789012", "38.03,-78.48"),
        ("+38,-78.5", "38.00,-78.50"),
        ("38.,-78.", "38.00,-78.00"),
        # no minus before a zero, and rounding comes before the limits
        ("-0.001,10.004", "0.00,10.00"),
        ("90.004,-180.004", "90.00,-180.00"),
    ],
)
def test_a_point_is_rounded_to_two_decimals(text: str, spelling: str) -> None:
    place = places.find(text)
    assert place.text == spelling
    assert f"{place.latitude:.2f},{place.longitude:.2f}" == spelling
    assert place.latitude == round(place.latitude, 2)
    assert places.find(spelling) == place


@settings(deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_gives_away_no_address(latitude: float, longitude: float) -> None:
    if (round(latitude, 2), round(longitude, 2)) != (0, 0):
        place = places.point(latitude, longitude)
        assert abs(place.latitude - latitude) <= 0.005 + 1e-9
        assert abs(place.longitude - longitude) <= 0.005 + 1e-9
        assert places.find(place.text) == place


def test_a_point_says_near_which_town_it_lies_in_the_language_of_the_page() -> None:
    place = places.find("38.03,-78.48")
    assert place.town == "Charlottesville, VA"
    assert place.label == "a point near Charlottesville, VA"
    with speaking("es"):
        assert places.find("38.03,-78.48") == place


@pytest.mark.parametrize(
    ("code", "town", "standard"),
    [("22903", "Charlottesville", True), ("22902", "Charlottesville", True)],
)
def test_what_is_known_of_a_zip_code(code: str, town: str, standard: bool) -> None:
    known = places.zip_code(code)
    assert known is not None
    assert (known.code, known.town, known.state) == (code, town, "VA")
    assert known.standard == standard
    assert "434" in known.area_codes


def test_a_zip_code_without_position_is_known_but_nowhere() -> None:
    known = places.zip_code(UNPLACED[0])
    assert known is not None
    assert (known.latitude, known.longitude) == (None, None)
    assert places.zip_code("00000") is None
