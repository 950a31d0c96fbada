"""Which places a shortlist holds, in which order, and how each fits the search."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders import TODAY, a_directory, a_facility, a_program, criteria
from finder.criteria import Criteria, read_pairs, write
from finder.directory import Directory
from finder.shortlist import MOST, moved, passed_on, picks_of, shortlist_of
from shortlist_client import ids_of, named
from strategies import queries

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MANY = named(*(f"Place {letter}" for letter in LETTERS))
IDS = ids_of(MANY)


def asked(*ids: str, query: str = "") -> Criteria:
    return criteria(query).replaced(pick=ids)


# Which


def test_places_stand_in_the_order_of_the_link() -> None:
    wanted = (IDS[5], IDS[1], IDS[9])
    assert shortlist_of(MANY, asked(*wanted)).ids == wanted


def test_the_thirteenth_place_is_left_out_and_counted() -> None:
    shortlist = shortlist_of(MANY, asked(*IDS[:13]))
    assert shortlist.ids == tuple(IDS[:MOST])
    assert shortlist.beyond == 1
    assert shortlist.full


def test_of_five_hundred_picks_the_first_twelve_that_exist_are_kept() -> None:
    other_directory = [f"{a}{b}aaaaaa" for a in LETTERS for b in LETTERS][:480]
    shortlist = shortlist_of(MANY, asked(*other_directory, *IDS[:20]))
    assert shortlist.ids == tuple(IDS[:MOST])
    assert (len(shortlist.missing), shortlist.beyond) == (480, 8)


def test_a_place_that_is_gone_is_counted_and_takes_no_room() -> None:
    shortlist = shortlist_of(MANY, asked("aaaaaaaa", IDS[0]))
    assert (shortlist.ids, shortlist.missing) == ((IDS[0],), ("aaaaaaaa",))


# In which order


def test_a_place_is_moved_up_and_down_as_far_as_it_goes() -> None:
    given_ = asked(*IDS[:3], query="near=22903&care=iop")
    shortlist = shortlist_of(MANY, given_)
    first, second, third = IDS[:3]
    assert moved(shortlist, given_, second, -1).get("pick") == (second, first, third)
    assert moved(shortlist, given_, second, 1).get("pick") == (first, third, second)
    assert moved(shortlist, given_, first, -1).get("pick") == (first, second, third)
    assert moved(shortlist, given_, third, 1).get("pick") == (first, second, third)
    assert moved(shortlist, given_, second, 1).without("pick") == given_.without("pick")


def test_what_is_gone_or_too_much_is_not_lost_by_a_move() -> None:
    given_ = asked("aaaaaaaa", *IDS[:14])
    after = moved(shortlist_of(MANY, given_), given_, IDS[1], -1).get("pick")
    assert after[:2] == (IDS[1], IDS[0])
    assert set(after) == set(given_.get("pick"))


# Without the place searched from


@given(queries())
def test_a_list_that_is_passed_on_says_nothing_of_the_search(query: dict[str, str]) -> None:
    given_ = read_pairs(query.items()).criteria.replaced(pick=IDS[:2])
    alone = passed_on(shortlist_of(MANY, given_), given_)
    assert set(alone) <= {"pick", "hl"}
    assert alone.get("pick") == tuple(IDS[:2])


@given(st.lists(st.sampled_from(IDS), max_size=20))
def test_a_list_that_is_passed_on_is_short_whatever_was_picked(ids: list[str]) -> None:
    given_ = asked(*ids, query="near=22903&q=alder")
    alone = passed_on(shortlist_of(MANY, given_), given_)
    assert len(alone.get("pick") or ()) <= MOST
    assert "22903" not in write(alone)
    assert "alder" not in write(alone)


# How each fits


def _fits(directory: Directory, query: str) -> list[tuple[str, list[str | None]]]:
    given_ = criteria(query).replaced(pick=ids_of(directory))
    picks = picks_of(directory, shortlist_of(directory, given_), given_, TODAY)
    return [(one.fit, [some.program.care for some in one.found.programs]) for one in picks]


def test_programs_that_the_search_rules_out_are_left_out_while_others_fit() -> None:
    directory = a_directory(
        a_facility(a_program("iop"), a_program("residential"), name="A"),
        a_facility(a_program("residential"), a_program("detox"), name="B"),
    )
    assert _fits(directory, "care=iop") == [
        ("match", ["iop"]),
        # nothing here fits: all of it is shown, and that it does not fit is said
        ("other", ["residential", "detox"]),
    ]


def test_what_is_not_published_of_the_search_makes_a_possible_place() -> None:
    directory = a_directory(a_facility(a_program("iop", when=["evening?"]), name="A"))
    assert _fits(directory, "when=evening&care=iop") == [("possible", ["iop"])]


def test_without_a_search_there_is_nothing_to_fit() -> None:
    assert _fits(a_directory(a_facility(name="A")), "near=22903") == [("unasked", ["iop"])]


def test_a_picked_place_beyond_the_radius_stays_with_its_distance() -> None:
    directory = a_directory(a_facility(name="Far", at=(40.0, -78.48)))
    given_ = criteria("near=22903&within=5").replaced(pick=ids_of(directory))
    [pick] = picks_of(directory, shortlist_of(directory, given_), given_, TODAY)
    assert pick.found.miles is not None
    assert 130 < pick.found.miles < 140
