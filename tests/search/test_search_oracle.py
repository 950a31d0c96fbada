"""Search agrees with a second search written in plain loops."""

from __future__ import annotations

import math
import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from builders import TODAY, criteria
from finder.criteria import write
from finder.directory import Directory
from finder.search import PAGE_SIZE, Results, search
from oracle import Oracle
from oracle_rules import ALL_OF, FACETS, Query
from strategies import COUNTIES, PLACES, SINGLE, directories, queries

TOWNS = ("22903", "10001", "Charlottesville, VA", "Anchorage, AK", "34.05,-118.24", "00601")
FEW_CODES = 8


def link(query: Query) -> str:
    """The query as it may stand in an address."""
    return "&".join(f"{key}={text}" for key, text in query.items())


def ids(directory: Directory, results: Results, first: int, last: int) -> list[str]:
    """Ids of the facilities found, from one page to another."""
    names, found = directory.facilities.texts["id"], []
    for page in range(first, last + 1):
        some = search(directory, results.criteria.replaced(page=page), TODAY)
        found += [names[int(some.rows[place])].as_py() for place in some.shown]
    return found


def close(miles: float | None, expected: float | None) -> bool:
    """The same distance, or both unknown."""
    if miles is None or expected is None:
        return miles is expected
    return math.isclose(miles, expected, abs_tol=1e-6)


def assert_agrees(oracle: Oracle, directory: Directory, query: Query, today: date) -> Results:
    """Total, matches, order on all pages, and per program on the page what to ask."""
    expected, results = oracle.search(query), search(directory, criteria(link(query)), today)
    assert results.total == expected.total, query
    assert results.matches == len(expected.matches), query
    if results.pages < 10:
        assert ids(directory, results, 1, results.pages) == expected.order, query
    else:
        first, last = ids(directory, results, 1, 2), ids(directory, results, *(results.pages,) * 2)
        assert first + last == expected.order[: len(first)] + expected.order[-len(last) :], query
    for found in results.facilities:
        one = found.facility.id
        asks = {program.program.row: program.ask for program in found.programs}
        assert asks == expected.programs[one], query
        assert found.match == (one in expected.matches), query
        assert all(program.match == (not program.ask) for program in found.programs)
        assert close(found.miles, expected.miles[one]), query
    return results


def assert_few_are_explained(oracle: Oracle, results: Results, query: Query) -> None:
    """Near misses and the nearest beyond the radius, where few are found."""
    if results.total <= 4:
        misses = {miss.keys: miss.total for miss in results.near_misses}
        assert misses == oracle.near_misses(query, results.total), query
        beyond = results.beyond.miles if results.beyond else None
        assert close(beyond, oracle.beyond(query)), query
    else:
        assert results.near_misses == ()
        assert results.beyond is None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(directory=directories(), query=queries(3))
def test_search_agrees_with_plain_loops_on_random_directories(
    directory: Directory, query: Query
) -> None:
    oracle = Oracle(directory, TODAY)
    results = assert_agrees(oracle, directory, query, TODAY)
    for key, codes in FACETS.items():
        for code in codes[:5] if key != "state" else codes:
            counted = results.facets[key].get(code, 0)
            assert counted == oracle.facet(query, key, code), (query, key, code)
    counties = {one.casefold(): count for one, count in results.facets["county"].items()}
    for county in COUNTIES:
        counted = counties.get(county.casefold(), 0)
        assert counted == oracle.facet(query, "county", county), (query, county)
    assert_few_are_explained(oracle, results, query)


@pytest.fixture(
    scope="module",
    params=["national_directory", pytest.param("whole_directory", marks=pytest.mark.national)],
)
def real(request: pytest.FixtureRequest) -> tuple[Directory, Oracle]:
    """A real directory, and the second search on it."""
    directory: Directory = request.getfixturevalue(request.param)
    return directory, Oracle(directory, TODAY)


def random_query(dice: random.Random) -> Query:
    """A query like those of visitors: mostly near a place, a few filters of a code or two."""
    query = {}
    if dice.random() < 0.75:
        query["near"] = dice.choice(TOWNS)
        query["within"] = dice.choice(["10", "50", "50", "137.5", "137.5", "any"])
    for key in dice.sample([*FACETS, *CHOICES], dice.randint(1, 6)):
        if key in CHOICES:
            query[key] = dice.choice(CHOICES[key])
        elif key != "state" or "near" not in query:
            codes = FACETS[key][:FEW_CODES]
            some = dice.sample(codes, 1 if key in SINGLE else min(len(codes), dice.randint(1, 2)))
            query[key] = ",".join(sorted(some, key=codes.index))
    return query


CHOICES = {
    "county": [*COUNTIES, "Los Angeles County, CA"],
    "minutes": ["20", "45", "120"],
    "confirmed": ["30"],
    "q": ["hope", "new life", "st"],
    "hours": ["-12", "9-19", "9-", "20-", "168-"],
    "cost": ["0", "600", "5000"],
    "per": ["week", "month"],
    "sort": ["distance", "hours", "cost", "name"],
}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_search_agrees_with_plain_loops_on_the_national_directory(
    seed: int, real: tuple[Directory, Oracle]
) -> None:
    directory, oracle = real
    dice = random.Random(seed)
    query = random_query(dice)
    results = assert_agrees(oracle, directory, query, TODAY)
    assert results.pages == max(1, -(-results.total // PAGE_SIZE))
    # Everywhere in the country a count by plain loops takes a while: a few options of a few keys.
    few = results.total > 500 or "near" not in query or query["within"] == "any"
    for key in dice.sample(list(FACETS), 4) if few else FACETS:
        for code in dice.sample(FACETS[key], 1) if few else FACETS[key]:
            counted = results.facets[key].get(code, 0)
            assert counted == oracle.facet(query, key, code), (query, key, code)
    assert_few_are_explained(oracle, results, query)


def test_the_second_search_knows_every_key_that_is_asked() -> None:
    # A query of all keys at once is read and written whole, so none is left out by a typing error.
    query = {key: codes[0] for key, codes in FACETS.items()}
    query |= {"near": PLACES[0], "hours": "9-19", "cost": "600", "q": "hope"}
    query |= {"minutes": "30", "confirmed": "90"}
    assert set(ALL_OF) <= set(FACETS)
    assert set(write(criteria(link(query))).split("&")) == {f"{k}={v}" for k, v in query.items()}
