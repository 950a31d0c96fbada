"""The form made from the declarations."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from builders import a_directory, a_facility, a_program, find
from finder.criteria import registry
from finder.criteria.criterion import Flag
from finder.directory import Directory, FacilityRecord
from finder.pages.frame import form
from finder.pages.frame.fields import fields
from html_tree import Element, tree

PLACES = a_directory(
    a_facility(a_program("iop", pay=["medicaid"], lang=["spanish"]), name="Alder House"),
    a_facility(a_program("iop", pay=["private"], lang=[]), name="Birch House"),
    a_facility(a_program("php", pay=["private"], lang=["french"]), name="Cedar House"),
)


def shown(query: str = "", directory: Directory = PLACES, **mistaken: str) -> Element:
    return tree(form.form(find(directory, query), mistaken=mistaken)).one("form")


def field(of: Element, key: str) -> Element:
    return of.one(f".f-{key}")


def box(of: Element, key: str, code: str) -> Element:
    labels = field(of, key).all("label")
    (found,) = [one for one in labels if one.one("input").attributes.get("value") == code]
    return found


def test_every_criterion_that_is_not_hidden_has_a_field() -> None:
    keys = {one.key for one in registry.declared() if one.shelf != "hidden"}
    found = shown()
    assert {key for key in keys if found.all(f".f-{key}")} == keys


def test_a_new_criterion_has_a_field_without_another_line() -> None:
    @dataclass(frozen=True, eq=False)
    class Pets(Flag):
        """A made-up criterion."""

    with registry.temporarily(Pets("pets", "Pets welcome", "Bring your dog.")):
        found = field(shown(), "pets")
        assert found.one("input")["name"] == "pets"
        assert "Pets welcome" in found.text
        assert "Bring your dog." in found.text


def test_options_show_how_many_places_they_would_find() -> None:
    found = shown("pay=medicaid")
    assert box(found, "care", "iop").text == "Intensive outpatient (IOP) finds 1"
    assert box(found, "pay", "private").text == "Private insurance finds 2"
    assert "idle" in box(found, "care", "residential").classes


def test_what_is_chosen_is_chosen_in_the_form() -> None:
    found = shown("care=iop&hours=9-12&per=week&cost=300&detox=nearby&openings=1&q=alder&state=VA")
    assert "checked" in box(found, "care", "iop").one("input").attributes
    assert "checked" not in box(found, "care", "php").one("input").attributes
    assert [one["value"] for one in field(found, "hours").all("input")] == ["9", "12"]
    assert field(found, "cost").one("input")["value"] == "300"
    assert "checked" in field(found, "openings").one("input").attributes
    assert field(found, "q").one("input")["value"] == "alder"
    chosen = {
        key: one["value"]
        for key in ("per", "detox", "state", "within")
        for one in field(found, key).all("option")
        if "selected" in one.attributes
    }
    assert chosen == {"per": "week", "detox": "nearby", "state": "VA", "within": "25"}


def test_a_distance_of_ones_own_is_among_the_choices() -> None:
    found = field(shown("near=22903&within=37.5"), "within").all("option")
    assert [one["value"] for one in found] == ["5", "10", "25", "37.5", "50", "100", "any"]


def test_a_long_list_leaves_out_what_would_find_nothing_but_never_what_is_chosen() -> None:
    codes = [one["value"] for one in field(shown("lang=thai"), "lang").all("input")]
    assert codes == ["thai"]
    codes = [one["value"] for one in field(shown(), "lang").all("input")]
    assert codes == ["spanish", "french"]


def test_what_the_form_does_not_show_stays_in_the_search_but_for_the_page() -> None:
    found = shown("sort=name&pick=aaaaaaaa&page=1&view=map")
    hidden = {one["name"]: one["value"] for one in found.all("input") if one["type"] == "hidden"}
    # Which of the distances stands for "not chosen" goes along as well.
    assert hidden.pop("within.default") == "25"
    assert hidden == {form.FORM_MARK: "1", "sort": "name", "pick": "aaaaaaaa", "view": "map"}


def test_a_text_that_was_not_understood_stays_to_be_mended() -> None:
    near = field(shown(near="12 Main Street"), "near").one("input")
    assert near["value"] == "12 Main Street"
    assert near["aria-invalid"] == "true"


def test_more_filters_are_closed_unless_something_in_them_is_chosen() -> None:
    found = shown("therapy=cbt")
    assert "open" in field(found, "therapy").one("details").attributes
    assert "open" not in field(found, "medication").one("details").attributes


def test_a_filter_that_nobody_publishes_says_so_beside_itself() -> None:
    found = shown()
    assert field(found, "cost").one(".silence").text == (
        "0 of 3 publish a price: ask when you call."
    )
    assert "definition of its care level" in field(found, "hours").one(".silence").text
    assert field(found, "pay").all(".silence") == []


def test_what_nobody_publishes_is_not_counted() -> None:
    assert box(shown(), "medication", "methadone").all(".count") == []


@pytest.mark.parametrize(
    ("priced", "said"),
    [
        (0, "0 of 3 publish a price: ask when you call."),
        (1, "1 of 3 publishes a price. The others stay in the list: ask them."),
        (2, "2 of 3 publish a price. The others stay in the list: ask them."),
        (3, "3 of 3 publish a price."),
    ],
)
def test_the_cost_field_counts_the_places_that_publish_a_price(priced: int, said: str) -> None:
    def place(number: int) -> FacilityRecord:
        cost = (100.0, 200.0) if number < priced else (None, None)
        # a place counts once, however many of its programs publish one
        programs = a_program(cost=cost, per="week"), a_program("php", cost=cost, per="week")
        return a_facility(*programs, name=f"Place {number}")

    results = find(a_directory(*(place(number) for number in range(3))))
    (cost,) = [one for one in fields(results, {}) if one.key == "cost"]
    assert cost.silence == said


def test_every_field_has_a_name_for_a_screen_reader() -> None:
    found = shown()
    labelled = {one["for"] for one in found.all("label") if "for" in one.attributes}
    free = [
        one
        for one in [*found.all("input"), *found.all("select")]
        if one.attributes.get("type") not in ("hidden", "checkbox") and "id" in one.attributes
    ]
    assert free
    assert {one["id"] for one in free} <= labelled


# What the form sends


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ([("form", "1"), ("hours.low", "9"), ("hours.high", "19")], [("hours", "9-19")]),
        ([("form", "1"), ("hours.low", ""), ("hours.high", "12 ")], [("hours", "-12")]),
        ([("form", "1"), ("hours.low", "9"), ("hours.high", "")], [("hours", "9-")]),
        ([("form", "1"), ("hours.low", ""), ("hours.high", "")], []),
        ([("form", "1"), ("near", "22903"), ("cost", "")], [("near", "22903"), ("cost", "")]),
    ],
)
def test_the_fields_of_a_range_become_one_text(
    sent: list[tuple[str, str]], kept: list[tuple[str, str]]
) -> None:
    assert form.tidied(sent) == (kept, True)


def test_a_link_that_a_person_wrote_is_left_as_it_is() -> None:
    pairs = [("near", "22903"), ("hours", "9-19"), ("x.low", "1")]
    assert form.tidied(pairs) == (pairs, False)
