"""From one search to the next: followed links and changed fields."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from finder.criteria import Criteria, read, read_pairs, registry, write
from finder.criteria.moving import chosen, followed
from strategies import queries


def some_criteria() -> st.SearchStrategy[Criteria]:
    return queries().map(lambda query: read_pairs(query.items()).criteria)


def moved(current: str, before: str, after: str) -> str:
    return write(followed(read(current).criteria, read(before).criteria, read(after).criteria))


@given(some_criteria(), some_criteria())
def test_a_link_leads_where_it_says_from_the_search_it_was_drawn_for(
    before: Criteria, after: Criteria
) -> None:
    assert followed(before, before, after).without("page") == after.without("page")


@given(some_criteria(), some_criteria())
def test_a_link_that_changes_nothing_changes_nothing(current: Criteria, other: Criteria) -> None:
    assert followed(current, other, other) == current


@given(some_criteria(), some_criteria(), some_criteria())
def test_following_a_link_twice_is_following_it_once(
    current: Criteria, before: Criteria, after: Criteria
) -> None:
    once = followed(current, before, after)
    assert followed(once, before, after) == once


@given(some_criteria(), some_criteria())
def test_a_field_holds_what_its_link_would(current: Criteria, other: Criteria) -> None:
    for key in other:
        link = chosen(current, [(key, registry.criterion(key).write(other.get(key)))])
        assert link.criteria.get(key) == other.get(key)
        assert not link.told


def test_codes_added_meanwhile_are_kept() -> None:
    assert moved("pay=self,medicaid", "pay=self", "pay=self,sliding") == "pay=medicaid,self,sliding"
    assert moved("pay=self,medicaid", "pay=self", "") == "pay=medicaid"


def test_a_field_that_says_nothing_sensible_takes_its_key_away_and_is_told() -> None:
    link = chosen(read("hours=9-19&care=iop").criteria, [("hours", "a few")])
    assert write(link.criteria) == "care=iop"
    (told,) = link.told
    assert told.startswith("Hours a week: ")
    assert "a few" not in told
