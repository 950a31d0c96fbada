"""The peers that the finder is measured beside do the same work."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from benchmarks.peers_search.duckdb_search import DuckSearch
from benchmarks.peers_search.outcome import Outcome, outcome
from benchmarks.peers_search.pandas_search import PandasSearch
from benchmarks.search import QUESTIONS, TODAY, agreed
from benchmarks.synthetic import multiplied
from finder.criteria import read, write
from finder.directory import Directory
from finder.search import search

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def small(national_directory: Directory) -> Directory:
    """A synthetic directory of 5,000 programs."""
    return multiplied(national_directory, 5_000)


@pytest.fixture(scope="module")
def peers(small: Directory) -> list[Any]:
    return [PandasSearch(small, TODAY), DuckSearch(small, TODAY)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_all_peers_answer_a_question_alike(
    question: str, small: Directory, peers: list[Any]
) -> None:
    criteria = read(question).criteria
    assert write(criteria) == question
    theirs = {str(number): peer.search(criteria) for number, peer in enumerate(peers)}
    agreed(question, {"finder": outcome(search(small, criteria, TODAY)), **theirs})


def test_a_peer_that_answers_otherwise_stops_the_benchmark(small: Directory) -> None:
    ours = outcome(search(small, read("care=iop").criteria, TODAY))
    wrong: Outcome = dataclasses.replace(ours, total=ours.total + 1)
    with pytest.raises(ValueError, match="pandas differs in total"):
        agreed("care=iop", {"finder": ours, "pandas": wrong})


def test_a_synthetic_directory_has_just_so_many_programs_and_is_made_alike_each_time(
    small: Directory, national_directory: Directory
) -> None:
    assert len(small.programs) == 5_000
    assert (np.diff(small.first_program) > 0).all()
    again = multiplied(national_directory, 5_000)
    assert np.array_equal(again.facilities.latitude, small.facilities.latitude, equal_nan=True)
    ids = small.facilities.texts["id"].to_pylist()
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
