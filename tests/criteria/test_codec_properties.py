"""Whatever is chosen or written: what is written is read back, and reading never raises."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from finder import places
from finder.criteria import Criteria, Link, read, read_pairs, registry, write
from finder.criteria.criterion import Codes
from finder.criteria.hours import HoursRange
from finder.text import words_of

KEYS = [criterion.key for criterion in registry.declared()]


def codes_of(criterion: Codes) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from(criterion.vocabulary.codes), unique=True).map(tuple)


finite = st.floats(0, 1e11, allow_nan=False)
POINTS = st.builds(places.point, st.floats(0.01, 90), st.floats(-180, 180))
ZIPS = ("22903", "10001", "00601", "99501")
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "near": st.sampled_from([*ZIPS, "Charlottesville, VA", "O'Fallon, MO"]).map(places.find)
    | POINTS,
    "within": finite.filter(bool) | st.just("any"),
    "hours": st.tuples(st.none() | finite, st.none() | finite)
    .filter(lambda ends: ends != (None, None))
    .map(lambda ends: HoursRange(*(sorted(ends) if None not in ends else ends))),
    "cost": finite,
    "q": st.text(max_size=60)
    # A few letters, such as the dotless i, have no capital of their own.
    .filter(lambda text: words_of(text.upper()) == words_of(text))
    .map(lambda text: " ".join(words_of(text))[:200]),
    "page": st.integers(1, 10**17),
    "pick": st.lists(st.from_regex(r"[a-z2-7]{8}", fullmatch=True), max_size=5).map(tuple),
    "openings": st.booleans(),
    "published": st.booleans(),
}
for one in registry.declared():
    if isinstance(one, Codes):
        VALUES[one.key] = codes_of(one)
    elif one.options is not None:
        VALUES[one.key] = st.sampled_from(one.options.codes)

any_criteria = st.fixed_dictionaries({}, optional=VALUES).map(Criteria)


@settings(deadline=None)
@given(any_criteria)
def test_what_is_written_is_read_back(one: Criteria) -> None:
    link = read(write(one))
    assert link == Link(one)
    assert link.told == ()


@settings(deadline=None)
@given(any_criteria)
def test_a_link_has_its_keys_in_order_and_no_default(one: Criteria) -> None:
    pairs = parse_qsl(write(one), keep_blank_values=True)
    keys = [key for key, _text in pairs]
    assert keys == sorted(keys, key=KEYS.index)
    assert len(set(keys)) == len(keys)
    assert all(text for _key, text in pairs)
    for key in keys:
        assert one.get(key) != registry.criterion(key).default


@settings(deadline=None)
@given(any_criteria, st.randoms())
def test_order_case_and_repetition_do_not_matter(one: Criteria, dice: Any) -> None:
    pairs = parse_qsl(write(one))
    spelled = []
    for key, text in pairs:
        codes = text.split(",") if isinstance(registry.criterion(key), Codes) else [text]
        dice.shuffle(codes)
        spelled += [(key.upper(), code if key == "near" else code.upper()) for code in codes]
    if one.get("pick") is None:
        dice.shuffle(spelled)
    assert read_pairs(spelled).criteria == one


def assert_harmless(text: str) -> None:
    """Reading never raises, and writing what was read is the last word."""
    link = read(text)
    written = write(link.criteria)
    again = read(written)
    assert again.criteria == link.criteria
    assert again.told == ()
    assert write(again.criteria) == written
    written.encode("ascii")
    "".join(link.told).encode()


keys = st.sampled_from([*KEYS, "utm_source", ""])
values = st.text(max_size=30) | st.from_regex(r"[0-9.,+-]{1,12}", fullmatch=True)
pairs = st.lists(st.tuples(keys, values), max_size=8)


@settings(deadline=None, max_examples=300)
@given(st.text(st.characters(), max_size=200) | pairs.map(urlencode))
@example("care=%zz%&%%%=%c3%28&near=%ff%fe")
@example("near=\x00\x01\x7f&care=\x1b[31m&q=\u202e\ud800")
@example("page=" + "9" * 5000)
@example("page=" + "0" * 5000 + "1")
@example("cost=" + "1" * 5000)
@example("within=0." + "0" * 350 + "1")
@example("within=1e999&cost=inf&hours=nan-nan")
@example("near=999,999&near=-0.001,0.001&near=91,181")
@example("near=" + "," * 500)
def test_any_text_is_read_without_a_traceback(text: str) -> None:
    assert_harmless(text)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "&" * 100_000,
        "=" * 100_000,
        "%" * 100_000,
        "%00" * 33_000,
        "care=" + "iop," * 25_000,
        "care=" + ",".join(f"c{n}" for n in range(15_000)),
        "&".join(f"k{n}=1" for n in range(12_000)),
        "near=" + "ab " * 33_000,
        "near=" + "é" * 100_000,
        "q=" + "hope " * 20_000,
        "q=" + "ﷺ" * 100_000,
        "pick=" + "abcdefg2," * 11_000,
        "hours=" + "9" * 50_000 + "-" + "9" * 50_000,
        "&".join(f"near=Xanadu{n}" for n in range(6_000)),
    ],
    ids=range(15),
)
def test_a_link_of_100_000_characters_is_read_in_a_moment(text: str) -> None:
    before = time.perf_counter()
    assert_harmless(text)
    assert time.perf_counter() - before < 5


def test_every_key_may_be_repeated() -> None:
    query = "&".join(f"{key}={text}" for key in KEYS for text in ("1", "x", "1", "any", "iop"))
    assert_harmless(query)
    assert {problem.key for problem in read(query).problems} >= {"near", "care", "hours", "hl"}
