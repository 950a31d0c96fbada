"""What a directory works out once agrees with looking at each facility in turn."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_directory, a_facility, a_program
from finder.directory import Directory
from finder.directory.names import NameIndex
from finder.directory.options import as_bits
from finder.groups import fact_groups
from finder.text import words_of

words = st.text("abé1 -", min_size=0, max_size=12)


@settings(deadline=None)
@given(st.lists(words, max_size=8), words)
def test_an_index_of_names_finds_what_reading_them_finds(texts: list[str], asked: str) -> None:
    plain = [words_of(text) for text in texts]
    index = NameIndex(pa.chunked_array([[" " + " ".join(some) for some in plain]], pa.string()))
    for letters in words_of(asked):
        expected = [any(word.startswith(letters) for word in some) for some in plain]
        assert index.beginning(letters).tolist() == expected


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 1000])
def test_bits_count_the_flags_that_they_stand_for(count: int) -> None:
    flags = np.random.default_rng(count).random(count) < 0.3
    bits = as_bits(flags)
    assert len(bits) == -(-count // 64)
    assert int(np.bitwise_count(bits).sum()) == int(flags.sum())


def test_options_are_counted_by_bits_where_all_programs_of_a_facility_agree() -> None:
    directory = a_directory(
        a_facility(a_program("iop", lang=["spanish"]), a_program("php", lang=["spanish"])),
        a_facility(a_program("iop", lang=["asl?"]), name="B"),
    )
    options = directory.options("lang", 2)
    assert options is not None
    both = as_bits(np.array([True, True]))
    assert options.counted(both, published=False) == [1, 1]
    assert options.counted(both, published=True) == [1, 0]
    assert options.counted(as_bits(np.array([False, True])), published=False) == [0, 1]


def test_options_are_not_bits_where_programs_of_a_facility_differ() -> None:
    directory = a_directory(
        a_facility(a_program("iop", lang=["spanish"]), a_program("php", lang=[]))
    )
    assert directory.options("lang", 2) is None
    assert directory.options("pay", 10) is not None


def test_the_national_directory_is_counted_by_bits(national_directory: Directory) -> None:
    for group, codes in fact_groups().items():
        assert national_directory.options(group, len(codes.vocabulary)) is not None
