"""What a text becomes as it is typed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder import places
from finder.places import suggestions
from finder.places.suggesting import MOST


def texts(typed: str) -> list[str]:
    return [one.text for one in suggestions(typed)]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("charlottesv", "Charlottesville, VA"),
        ("charlottesville, v", "Charlottesville, VA"),
        ("Charlottesville va", "Charlottesville, VA"),
        ("st lo", "Saint Louis, MO"),
        ("saint lou", "Saint Louis, MO"),
        ("o'fal", "O Fallon, MO"),
        ("2290", "22903"),
        ("vir", "Virginia"),
        ("ny", "New York State"),
        ("wash", "Washington State"),
        ("albem", "Albemarle County, VA"),
        ("new york", "New York, NY"),
        # the post knows no Cincinatti
        ("cincinatti", "Cincinnati, OH"),
    ],
)
def test_what_begins_so_is_offered(typed: str, wanted: str) -> None:
    assert wanted in texts(typed)


@pytest.mark.parametrize("typed", ["", "b", "22", "1 ", "123 main st", "x" * 61, "999999"])
def test_nothing_is_offered_for_too_little_or_an_address(typed: str) -> None:
    assert texts(typed) == []


def test_the_largest_town_stands_first() -> None:
    assert texts("spring, m")[0] == "Springfield, MO"
    assert texts("bost")[0] == "Boston, MA"


def test_a_zip_code_says_its_town_and_a_state_that_it_is_one() -> None:
    assert suggestions("22903")[0].hint == "Charlottesville, VA"
    assert suggestions("virgini")[0].hint == "the whole state"
    assert suggestions("charlottesville, va")[0].hint == ""


@settings(deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz '.,-0123456789", max_size=12))
def test_everything_that_is_offered_is_understood(typed: str) -> None:
    offered = suggestions(typed)
    assert len(offered) <= MOST
    assert len(set(offered)) == len(offered)
    for one in offered:
        meaning = places.understand(one.text)
        understood = {"state": meaning.state, "county": meaning.county}.get(one.kind, meaning.place)
        assert understood, one


def test_offers_are_made_in_under_fifty_milliseconds() -> None:
    suggestions("warm")
    suggestions("Xqwarm")
    for typed in ("sa", "san", "new", "charlo", "fort", "lake", "spring, m", "xqzw"):
        started = time.process_time()
        suggestions(typed)
        assert time.process_time() - started < 0.05, typed
