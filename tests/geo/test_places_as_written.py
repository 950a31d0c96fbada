"""Places as people write them: what a text for `near` becomes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import criteria
from finder import places
from finder.criteria import Link, read, write
from finder.criteria.moving import chosen
from finder.errors import PlaceNotFound
from finder.places import likely, reading
from finder.places.spelling import state_codes
from finder.places.towns import towns
from finder.vocabulary import STATES

CITY_FIRST = {"New York": "near=New+York,+NY", "Washington": ""}


def told(link: Link) -> list[tuple[str, str, str]]:
    return [(one.key, one.given, one.understood) for one in link.read_as]


def near(text: str) -> Link:
    return read("near=" + text.replace("&", "%26"))


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("Charlottesville, VA 22903", "22903"),
        ("Charlottesville VA 22903-1234", "22903"),
        ("22903-1234", "22903"),
        ("Los Angeles, CA, USA", "Los Angeles, CA"),
        ("Los Angeles, California, U.S.A.", "Los Angeles, CA"),
        ("Boston, Mass.", "Boston, MA"),
        ("Boston Mass", "Boston, MA"),
        ("Wheeling, W. Va.", "Wheeling, WV"),
        ("Santa Fe, N. Mex.", "Santa Fe, NM"),
        ("St. Louis, MO", "Saint Louis, MO"),
        ("Saint Louis", "Saint Louis, MO"),
        ("Washington, D.C.", "Washington, DC"),
        ("washington dc", "Washington, DC"),
        ("San Juan, Puerto Rico", "San Juan, PR"),
        ("Mayagüez, PR", "Mayaguez, PR"),
        ("Community Center, Rotunda Drive, Charlottesville, Virginia 22903, USA", "22903"),
        ("City Hall, Prescott, Arizona", "Prescott, AZ"),
        ("Prescott, AZ 00000", "Prescott, AZ"),
        ("indiana, pa", "Indiana, PA"),
        ("Port Penn", "Port Penn, DE"),
    ],
)
def test_a_place_is_written_back_in_one_form(text: str, spelling: str) -> None:
    link = near(text)
    assert link.problems == ()
    assert link.criteria.get("near").text == spelling
    assert told(link) == [("near", text, spelling)]
    # and that form is its own
    assert read(write(link.criteria)).read_as == ()


@pytest.mark.parametrize("text", ["22903", "Charlottesville, VA", "38.03,-78.48"])
def test_a_place_in_that_form_is_not_told(text: str) -> None:
    assert near(text).read_as == ()


@pytest.mark.parametrize("term", STATES, ids=lambda one: one.code)
def test_a_state_alone_is_never_a_village(term: object) -> None:
    code, name = term.code, term.label  # type: ignore[attr-defined]
    for text in (code, code.lower(), f"State of {name}", f"{name} State", f"{code}, USA"):
        link = near(text)
        assert write(link.criteria) == f"state={code}", text
        assert told(link) == [("near", text, f"state={code}")]
    for text in (name, name.upper()):
        assert write(near(text).criteria) == CITY_FIRST.get(name, f"state={code}"), text


@pytest.mark.parametrize("text", ["N.Y.", "W. Va.", "Calif.", "D.C.", "Wash."])
def test_a_state_may_be_abbreviated(text: str) -> None:
    assert write(near(text).criteria).startswith("state=")


def test_new_york_alone_is_the_city_and_the_state_is_offered() -> None:
    (one,) = near("New York").read_as
    assert (one.understood, one.others) == ("New York, NY", ("New York State",))
    assert write(near("New York State").criteria) == "state=NY"


def test_washington_alone_asks() -> None:
    (problem,) = near("Washington").problems
    assert isinstance(problem, PlaceNotFound)
    readings = [write(near(choice).criteria) for choice in problem.choices]
    assert readings == ["near=Washington,+DC", "state=WA"]


def test_what_is_measured_from_a_place_goes_with_it() -> None:
    query = "near=Indiana&within=50&minutes=30&sort=distance&care=iop"
    assert write(read(query).criteria) == "state=IN&care=iop"
    assert write(read("near=Indiana&sort=cost").criteria) == "state=IN&sort=cost"


def test_a_state_that_is_also_given_stays() -> None:
    link = read("near=Indiana&state=VA")
    assert write(link.criteria) == "state=VA"
    assert told(link) == [("near", "Indiana", "state=IN")]


def test_a_state_written_into_the_field_is_the_one_that_is_meant() -> None:
    link = chosen(
        criteria("near=22903&within=50&state=VA&care=iop&sort=distance"), [("near", "ny")]
    )
    assert write(link.criteria) == "state=NY&care=iop"
    assert told(link) == [("near", "ny", "state=NY")]


@pytest.mark.parametrize(
    ("text", "county"),
    [
        ("Albemarle County, VA", "Albemarle County, VA"),
        ("albemarle co., virginia", "Albemarle County, VA"),
        ("Orleans Parish", "Orleans Parish, LA"),
        ("Doña Ana County, NM", "Dona Ana County, NM"),
        ("St. Mary's County", "St. Mary's County, MD"),
        ("Richmond city, VA", "Richmond city, VA"),
        ("Kenai Peninsula Borough, AK", "Kenai Peninsula Borough, AK"),
    ],
)
def test_a_county_becomes_county(text: str, county: str) -> None:
    link = near(text)
    assert link.criteria.get("county") == (county,)
    assert "near" not in link.criteria
    assert told(link) == [("near", text, f"county={county}")]


def test_a_county_of_several_states_asks_with_each() -> None:
    (problem,) = near("Orange County").problems
    assert isinstance(problem, PlaceNotFound)
    assert {"Orange County, CA", "Orange County, FL"} <= set(problem.choices)
    for choice in problem.choices:
        assert near(choice).criteria.get("county") == (choice,)


@pytest.mark.parametrize("text", ["Carson City, NV", "Kansas City, MO", "Iowa City"])
def test_a_town_may_be_called_city(text: str) -> None:
    assert near(text).criteria.get("near").kind == "town"


@pytest.mark.parametrize("text", ["Springfield", "Portland", "Kansas City"])
def test_a_name_of_several_towns_of_some_size_asks(text: str) -> None:
    (problem,) = near(text).problems
    assert "several towns" in problem.reason


def test_a_name_with_one_town_that_is_by_far_the_largest_means_it() -> None:
    (one,) = near("boston").read_as
    assert one.understood == "Boston, MA"
    assert "Boston, GA" in one.others


def test_a_street_address_is_not_read() -> None:
    for text in ("123 Main St, Charlottesville, VA 22903", "12B Elm Road, Boston, MA"):
        assert len(near(text).problems) == 1


def test_what_was_understood_of_a_search_for_every_town_is_read_again() -> None:
    labels = [town.label for some in towns().values() for town in some.values() if town.latitude]
    for label in labels[::97]:
        assert places.find(label).text == places.find(places.find(label).text).text, label


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_place_a_state_a_county_or_a_sentence(text: str) -> None:
    problem = refusal(text)
    if problem is None:
        meaning = places.understand(text)
        assert len([one for one in (meaning.place, meaning.state, meaning.county) if one]) == 1
    else:
        assert problem.key == "near"
        assert problem.reason.isprintable()
        for choice in problem.choices:
            places.understand(choice)


def refusal(text: str) -> PlaceNotFound | None:
    try:
        places.understand(text)
    except PlaceNotFound as problem:
        return problem
    return None


@settings(deadline=None)
@given(st.sampled_from(sorted(state_codes())), st.sampled_from(["near", "NEAR"]))
def test_no_spelling_of_a_state_is_a_village(spelling: str, key: str) -> None:
    query = write(read(f"{key}={spelling}").criteria)
    assert query in ("", "near=New+York,+NY") or query.startswith("state=")


# Likely spellings


def test_likely_spellings_are_looked_for_once_a_request(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    reading._alike.cache_clear()
    monkeypatch.setattr(reading, "likely_towns", lambda name, state: searched.append(name) or [])
    texts = [f"near=Xq{letter}zw" for letter in "abcdefgh"]
    link = read("&".join(texts))
    assert len(link.problems) == 1
    assert searched == []  # nobody has asked for them yet
    assert len(link.told) == 1
    assert len(searched) == 1


def test_likely_spellings_come_from_an_index_in_under_five_milliseconds() -> None:
    likely.likely_towns("warm", "")
    slips = ["Charlotesville", "Pitsburgh", "Los Angelos", "Albuqerque", "Filadelphia"]
    times = []
    for slip in slips * 4:
        started = time.process_time()
        assert likely.likely_towns(slip, "")
        times.append(time.process_time() - started)
    assert sum(times) / len(times) < 0.005


@pytest.mark.parametrize(
    ("slip", "state", "meant"),
    [
        ("Charlotesville", "VA", "Charlottesville, VA"),
        ("Pitsburgh", "", "Pittsburgh, PA"),
        ("Los Angelos", "", "Los Angeles, CA"),
        ("Filadelphia", "PA", "Philadelphia, PA"),
        ("Cincinatti", "OH", "Cincinnati, OH"),
    ],
)
def test_a_slip_finds_what_was_meant(slip: str, state: str, meant: str) -> None:
    assert meant in [town.label for town in likely.likely_towns(slip, state)]
