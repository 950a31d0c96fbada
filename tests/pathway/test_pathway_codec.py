"""The link of a plan: one canonical spelling out, every reasonable spelling in."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import criteria
from finder.criteria import Criteria
from finder.pathway import STAGES, Path, Step, read_plan, write_path
from finder.pathway.codec import from_query, read_pairs_of_plan
from finder.pathway.form_pairs import tidied
from finder.pathway.path import plan_keys
from finder.pathway.stages import MOST_WEEKS

steps = st.builds(
    Step,
    st.sampled_from(list(STAGES)),
    st.one_of(st.just(""), st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=8, max_size=8)),
    st.one_of(st.none(), st.integers(1, MOST_WEEKS)),
)
searches = st.sampled_from(
    ["", "near=22903&pay=medicaid,sliding", "state=VA&substance=alcohol", "near=38.03,-78.48&hl=es"]
).map(criteria)
paths = st.builds(
    Path,
    st.lists(steps, max_size=9).map(tuple),
    st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2100, 1, 1))),
    searches,
)
pieces = st.sampled_from(["step", "start", "from", "near", "pay", "weeks.iop", "hours", "=", "&"])
texts = st.lists(
    st.one_of(pieces, st.text(max_size=8), st.sampled_from([*STAGES, ":", "13", "abcdefgh"])),
    max_size=20,
).map("".join)


@given(paths)
def test_what_is_written_is_read_back(path: Path) -> None:
    plan = read_plan(write_path(path))
    assert plan.path == path
    assert plan.told == ""
    assert plan.link.told == ()


@given(texts)
def test_any_text_is_read_and_made_canonical(text: str) -> None:
    canonical = write_path(read_plan(text).path)
    again = read_plan(canonical)
    assert again.told == ""
    assert write_path(again.path) == canonical


@given(st.text(max_size=30))
def test_any_text_of_a_step_is_understood_or_told(text: str) -> None:
    plan = read_plan(f"step={quote_plus(text)}")
    assert bool(plan.path.steps) != bool(plan.told) or not text.strip()


def test_the_spelling_is_short_and_in_the_order_of_the_stages() -> None:
    path = Path(
        (Step("outpatient"), Step("iop", "3k2jd7xx", 12), Step("detox", "abcdefgh")),
        date(2026, 12, 1),
        criteria("near=22903&pay=medicaid"),
    )
    assert write_path(path) == (
        "step=detox:abcdefgh&step=iop:3k2jd7xx:12&step=outpatient"
        "&start=2026-12-01&near=22903&pay=medicaid"
    )


def test_other_spellings_of_one_plan_are_one_plan() -> None:
    usual = read_plan("step=detox&step=iop::12&near=22903").path
    assert read_plan("?NEAR=22903&step=IOP::012&Step=+detox+").path == usual


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("step=spa", "“step”"),
        ("step=iop:short", "“step”"),  # no id of a place
        ("step=iop::0", "“step”"),
        ("step=iop::105", "“step”"),  # over two years
        ("step=iop::x", "“step”"),
        ("step=iop&step=iop::3", "“step”"),  # once is enough
        ("start=2026-02-30", "“start”"),
        ("start=1.12.2026", "“start”"),
        ("start=1926-12-01", "“start”"),
        ("hours=9-19", "“hours”"),  # of a search, but not of a plan
        ("who=Anna", "“who”"),
        ("step=a&step=b&step=c&step=d&step=e", "“step”"),
    ],
)
def test_what_is_not_understood_is_told_in_one_sentence(query: str, told: str) -> None:
    plan = read_plan(query)
    assert told in plan.told
    assert plan.told.count(".") == told.count(".") + 1


def test_what_is_not_understood_loses_nothing_else() -> None:
    plan = read_plan("step=iop::99999&step=php&near=22903&start=soon&pay=gold,medicaid")
    assert write_path(plan.path) == "step=php&near=22903&pay=medicaid"
    assert len(plan.link.told) == 1


def test_no_free_text_is_kept_in_a_plan() -> None:
    assert "q" not in plan_keys()
    assert write_path(read_plan("step=iop&q=Anna&name=Anna&notes=Anna").path) == "step=iop"


def test_only_what_says_who_is_a_partner_goes_from_a_search_to_a_plan() -> None:
    search = criteria("near=22903&within=10&care=iop&hours=-12&pay=medicaid&q=alder&sort=name")
    assert from_query("iop", "abcdefgh", search) == "from=iop:abcdefgh&near=22903&pay=medicaid"
    assert Path((), None, search).criteria == criteria("near=22903&pay=medicaid")


def test_a_form_is_written_as_a_link() -> None:
    sent = [
        ("form", "1"),
        ("pay", "medicaid"),
        ("near", "22903"),
        ("place.iop", "abcdefgh"),
        ("weeks.iop", "012"),
        ("place.detox", ""),
        ("weeks.detox", ""),
        ("start", ""),
    ]
    pairs, by_form = tidied(sent)
    assert by_form
    plan = read_pairs_of_plan(pairs)
    assert plan.told == ""
    assert write_path(plan.path) == "step=detox&step=iop:abcdefgh:12&near=22903&pay=medicaid"


@pytest.mark.parametrize("weeks", ["0", "105", "-3", "many", "9" * 400, "²"])
def test_weeks_that_are_none_are_told_and_the_step_stays(weeks: str) -> None:
    pairs, _by_form = tidied([("form", "1"), ("place.iop", "abcdefgh"), ("weeks.iop", weeks)])
    plan = read_pairs_of_plan(pairs)
    assert plan.path.steps == (Step("iop", "abcdefgh"),)
    assert plan.told


def test_a_path_holds_a_stage_once_and_changes_as_a_copy() -> None:
    path = Path((Step("php"), Step("iop")))
    assert path.with_step(Step("php", "abcdefgh")).steps == (Step("php", "abcdefgh"), Step("iop"))
    assert path.without("php").steps == (Step("iop"),)
    assert path.swapped("php", "residential").steps == (Step("residential"), Step("iop"))
    assert path.steps == (Step("php"), Step("iop"))
    assert path.criteria == Criteria()
