"""A criterion that is declared in one place is found everywhere.

To check one more room of the house, add a test that takes `declared`: a directory of three
facilities while the made-up criterion PETS can be asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import a_directory, a_facility, a_program, criteria, find, names
from finder.criteria import chips, read, registry, sentence, write
from finder.criteria.criterion import AllOf
from finder.directory import Directory, open_directory, write_snapshot
from finder.groups import fact_groups
from finder.vocabulary import Term, Vocabulary

PETS = AllOf(
    "pets",
    "Pets",
    "All of these may come along.",
    asks="whether pets may come",
    vocabulary=Vocabulary("pets", [Term("dogs", "Dogs"), Term("cats", "Cats")]),
    column="pets_allowed",
)


@pytest.fixture
def declared() -> Iterator[Directory]:
    """Alder takes dogs, Birch says that it takes none, Cedar says nothing, while PETS is there."""
    with registry.temporarily(PETS):
        yield a_directory(
            a_facility(a_program(pets=["dogs"]), name="Alder"),
            a_facility(a_program(pets=[]), name="Birch"),
            a_facility(a_program(), name="Cedar"),
        )


def test_it_is_there_only_while_it_is_declared(declared: Directory) -> None:
    assert registry.is_declared("pets")
    assert fact_groups()["pets"].vocabulary is PETS.vocabulary
    with pytest.raises(ValueError, match="'pets' is declared twice"):
        registry.declare(PETS)


def test_it_is_gone_afterwards() -> None:
    with registry.temporarily(PETS):
        assert not read("pets=dogs").unknown_keys
    assert read("pets=dogs").unknown_keys == ("pets",)
    assert not registry.is_declared("pets")


def test_links_are_read_and_written_with_it(declared: Directory) -> None:
    link = read("PETS=cats,Dogs&care=iop")
    assert link.told == ()
    assert write(link.criteria) == "care=iop&pets=dogs,cats"
    (problem,) = read("pets=snakes").problems
    assert (problem.key, problem.value) == ("pets", "snakes")
    assert "choose from dogs, cats" in problem.reason


def test_the_sentence_and_the_chips_speak_of_it(declared: Directory) -> None:
    one = criteria("care=iop&pets=dogs,cats")
    assert sentence(one) == "Intensive outpatient programs, dogs and cats"
    labels = [label for label, _without in chips(one)]
    assert labels == ["Intensive outpatient (IOP)", "Dogs", "Cats"]
    assert write(chips(one)[1][1]) == "care=iop&pets=cats"


def test_a_search_follows_it(declared: Directory) -> None:
    results = find(declared, "pets=dogs")
    assert names(results) == ["Alder", "Cedar"]
    assert [found.match for found in results.facilities] == [True, False]
    assert results.facilities[1].ask == ("pets",)
    assert names(find(declared, "pets=dogs&published=1")) == ["Alder"]
    assert names(find(declared, "pets=cats")) == ["Cedar"]


def test_its_options_are_counted(declared: Directory) -> None:
    assert find(declared).facets["pets"] == {"dogs": 2, "cats": 1}
    assert find(declared, "pets=dogs").facets["pets"] == {"dogs": 2, "cats": 1}
    assert find(declared, "q=birch").facets["pets"] == {"dogs": 0, "cats": 0}


def test_near_misses_and_silence_know_it(declared: Directory) -> None:
    results = find(declared, "q=birch&pets=dogs")
    assert results.total == 0
    assert {miss.keys: miss.total for miss in results.near_misses} == {("pets",): 1, ("q",): 2}
    assert "pets" not in find(declared).silent
    assert "pets" in find(a_directory(a_facility()), "").silent


def test_a_snapshot_keeps_it(declared: Directory, tmp_path: Path) -> None:
    write_snapshot(declared, str(tmp_path / "snapshots" / "one"))
    (tmp_path / "CURRENT").write_text("one")
    opened = open_directory(str(tmp_path))
    assert names(find(opened, "pets=dogs")) == ["Alder", "Cedar"]
    assert opened.facility(0).programs[0].facts["pets"] == (1, 0)
    # and a snapshot that was written before it was declared has not published it
    assert opened.manifest.vocabulary["pets"] == ["dogs", "cats"]
