"""Places side by side: what stands in each cell, what differs, and what charts show."""

from __future__ import annotations

from datetime import date

import pytest

from builders import IOP_HOURS, IOP_USUAL, TODAY, a_directory, a_facility, a_program, criteria
from finder.answers import NO, UNKNOWN, YES
from finder.directory import Directory, FacilityRecord
from finder.pages.compare.charts import distances, hours_and_price
from finder.pages.compare.choice import side_by_side
from finder.pages.compare.offers import offers
from finder.pages.compare.quality import SIGNS, shown
from finder.pages.compare.rows import Column, compared
from finder.pages.compare.spans import Scale, Span, hours_span, price_span, scale_of
from finder.shortlist import picks_of, shortlist_of
from html_tree import Element
from shortlist_client import client_of, ids_of, named, page

FULL = a_facility(
    a_program(
        "iop",
        hours=(9, 12),
        weeks=(8, 12),
        cost=(480, 560),
        per="month",
        days=3,
        openings=2,
        openings_on=date(2026, 1, 14),
        pay=["medicaid"],
        when=["evening"],
        therapy=["cbt"],
        accredited=["carf"],
        with_=["aftercare"],
    ),
    name="A full listing",
)
BARE = a_facility(
    a_program("iop", therapy=["cbt", "group"], accredited=["carf?"], pay=["medicaid"]),
    name="Bare",
    detox=None,
)


def columns(*records: FacilityRecord, query: str = "near=22903&care=iop") -> list[Column]:
    directory = a_directory(*records)
    asked = criteria(query).replaced(pick=ids_of(directory))
    picks = picks_of(directory, shortlist_of(directory, asked), asked, TODAY)
    return [Column(one, directory, asked, TODAY, lambda _c, path="/": path) for one in picks]


def cells(shown_columns: list[Column], label: str) -> list[str]:
    [row] = [one for one in compared(shown_columns) if one.label == label]
    return [
        "; ".join(f"{one.of}: {one.statement.text}".removeprefix(": ") for one in cell.entries)
        for cell in row.cells
    ]


# Cells


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Care level", ["Intensive outpatient", "Intensive outpatient"]),
        ("Hours a week", ["9–12, evenings", f"{IOP_HOURS}, usual {IOP_USUAL}"]),
        ("Days and times", ["3 days a week, evenings", "Not published: ask"]),
        ("Length", ["8–12 weeks", "Not published: ask"]),
        ("Price a month", ["$480–560 a month", "Not published: ask"]),
        ("Price a week, without insurance", ["About $111–129 a week", "Not published: ask"]),
        ("Openings", ["2 openings reported 14 January", "Not published: ask"]),
        ("Detox", ["Not on site", "Not published: ask"]),
        ("Therapies", ["Cognitive behavioral therapy (CBT)",
                       "Cognitive behavioral therapy (CBT), group counseling"]),
        ("Accreditation", ["CARF", "Not published: ask"]),
        ("Aftercare", ["Aftercare", "Not published: ask"]),
        ("Listed as taking", ["Medicaid", "Medicaid"]),
    ],
)  # fmt: skip
def test_each_fact_is_a_row(label: str, expected: list[str]) -> None:
    assert cells(columns(FULL, BARE), label) == expected


def test_only_rows_that_say_different_things_are_marked() -> None:
    differs = {row.label: row.differs for row in compared(columns(FULL, BARE))}
    assert differs["Therapies"]
    assert not differs["Care level"]
    assert not differs["Listed as taking"]


def test_programs_that_differ_are_told_apart_by_their_level() -> None:
    several = a_facility(
        a_program("iop", hours=(9, 9)), a_program("php", hours=(20, 20)), name="Two"
    )
    shown_columns = columns(several, BARE, query="near=22903")
    assert cells(shown_columns, "Hours a week")[1] == (
        "Intensive outpatient: 9; Partial hospitalization: 20"
    )


def test_a_price_that_cannot_be_brought_to_a_unit_is_asked_for_with_what_is_published() -> None:
    session = a_facility(a_program("iop", cost=(90, 90), per="session"), name="By session")
    shown_columns = columns(session, BARE)
    assert cells(shown_columns, "Price a month")[1] == "Only published: $90 a session; ask"


def test_every_cell_says_where_it_comes_from() -> None:
    for row in compared(columns(FULL, BARE)):
        assert all(cell.sources for cell in row.cells)


# Which places


def test_the_first_four_are_compared_unless_others_are_chosen() -> None:
    directory = named(*(f"Place {at}" for at in range(8)))
    asked = criteria("").replaced(pick=ids_of(directory))
    picks = picks_of(directory, shortlist_of(directory, asked), asked, TODAY)
    ids = [one.facility.id for one in picks]
    assert [one.number for one in side_by_side(picks, [])] == [1, 2, 3, 4]
    assert [one.number for one in side_by_side(picks, [ids[6], ids[2]])] == [3, 7]
    assert len(side_by_side(picks, ids)) == 6
    # one place, or one that is not on the list, is no choice
    assert [one.number for one in side_by_side(picks, [ids[5], "aaaaaaaa"])] == [1, 2, 3, 4]


# Spans and scales


def _program(**said: object) -> tuple[Directory, Span, Span]:
    directory = a_directory(a_facility(a_program(**said)))  # type: ignore[arg-type]
    facility = directory.facility(0)
    [program] = facility.programs
    price = price_span(directory, facility, program, "month")
    return directory, hours_span(program), price


@pytest.mark.parametrize(
    ("said", "hours", "price"),
    [
        # what is not published is never a zero
        ({"care": None}, Span("unknown"), Span("unknown")),
        ({"care": "detox"}, Span("unknown"), Span("unknown")),
        ({"care": "iop"}, Span("level", 6, 30), Span("unknown")),
        ({"care": "php"}, Span("level", 20, None), Span("unknown")),
        ({"care": "residential"}, Span("lives-in"), Span("unknown")),
        ({"care": "iop", "hours": (None, 9)}, Span("published", 0, 9), Span("unknown")),
        ({"care": "iop", "hours": (9, None)}, Span("published", 9, None), Span("unknown")),
        ({"care": "iop", "cost": (480, 560), "per": "month"}, Span("level", 6, 30),
         Span("published", 480, 560)),
        ({"care": "iop", "cost": (90, 90), "per": "session"}, Span("level", 6, 30),
         Span("unknown")),
        # free is a zero that is published
        ({"care": "iop", "pay": ["free"]}, Span("level", 6, 30), Span("published", 0, 0)),
    ],
)  # fmt: skip
def test_a_span_says_what_is_published_and_what_is_not(
    said: dict[str, object], hours: Span, price: Span
) -> None:
    assert _program(**said)[1:] == (hours, price)


@pytest.mark.parametrize(
    ("spans", "scale"),
    [
        ([Span("unknown"), Span("lives-in")], None),
        ([Span("published", 9, 12)], Scale(20, 5)),
        ([Span("level", 6, 30)], Scale(30, 10)),
        ([Span("published", 9, None), Span("unknown")], Scale(20, 5)),
        ([Span("published", 0, 0)], Scale(20, 5)),
        ([Span("published", 100, 9_999)], Scale(10_000, 2_000)),
    ],
)
def test_a_scale_ends_at_a_round_number(spans: list[Span], scale: Scale | None) -> None:
    assert scale_of(spans, 20) == scale


def test_what_is_not_published_stands_in_a_lane_of_its_own() -> None:
    chart = hours_and_price(columns(FULL, BARE), "month")
    assert chart.lane_below is not None
    priced, unpriced = chart.bars
    assert unpriced.unknown
    assert not priced.unknown
    assert priced.y + priced.height <= chart.lane_below.at
    assert unpriced.y >= chart.lane_below.at
    assert chart.words == (
        "1, A full listing, Intensive outpatient: 9–12 hours a week; $480–560 a month",
        f"2, Bare, Intensive outpatient: {IOP_HOURS} hours a week by definition of the level; "
        "price not published",
    )


def test_every_bar_stands_inside_the_drawing() -> None:
    records = [
        a_facility(a_program(care, hours=(low, low)), name=f"{care} {low}")
        for care in ("iop", "residential", "detox", None)
        for low in (None, 0, 168)
    ]
    chart = hours_and_price(columns(*records, query="near=22903"), "month")
    for bar in chart.bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= chart.width
        assert bar.y >= 0
        assert bar.y + bar.height <= chart.height


def test_a_distance_that_is_not_known_has_no_bar() -> None:
    nowhere = a_facility(name="Zed", at=None)
    known, unknown = distances(columns(FULL, nowhere))
    assert known.share is not None
    assert unknown.share is None
    assert unknown.words == "Distance not known"


# What each offers


def test_marks_tell_listed_not_listed_and_not_published_apart() -> None:
    groups = {group.label: group for group in offers(columns(FULL, BARE))}
    therapies = groups["Therapies"]
    assert therapies.everywhere == ("cognitive behavioral therapy (CBT)",)
    assert [(one.label, one.marks) for one in therapies.some] == [
        ("Group counseling", ("no", "yes"))
    ]
    assert [one.marks for one in groups["Services"].some] == [("yes", "unknown")]


def test_signs_of_quality_follow_from_codes_alone() -> None:
    full, bare = (column.facility for column in columns(FULL, BARE))
    accreditation = SIGNS[0]
    assert shown(full, accreditation).answer == YES
    assert [term.code for term in shown(full, accreditation).terms] == ["carf"]
    assert shown(bare, accreditation).answer == UNKNOWN
    listed = a_directory(a_facility(a_program(accredited=[]))).facility(0)
    assert shown(listed, accreditation).answer == NO


def test_each_sign_says_what_it_does_not_prove() -> None:
    assert len(SIGNS) == 6
    for sign in SIGNS:
        assert sign.unproven.startswith("It does not say")
        assert sign.bits


# The page


def _comparison(query: str = "near=22903&care=iop", shown_ids: str = "") -> Element:
    directory = a_directory(FULL, BARE)
    ids = ",".join(ids_of(directory))
    return page(client_of(directory), f"/compare?{query}&pick={ids}{shown_ids}")


def test_the_table_has_a_header_for_each_place_and_each_fact() -> None:
    table = _comparison().one(".facts-table")
    heads = [one for one in table.one("thead").all("th") if one["scope"] == "col"]
    assert [one.one(".name").text for one in heads[1:]] == ["A full listing", "Bare"]
    for row in table.one("tbody").all("tr"):
        assert row.one("th")["scope"] == "row"
        assert len(row.all("td")) == 2


def test_differences_are_told_in_words() -> None:
    rows = {
        one.one("th").text.removesuffix(" ≠ differs"): "≠ differs" in one.one("th").text
        for one in _comparison().one(".facts-table").one("tbody").all("tr")
    }
    assert rows["Length"]
    assert not rows["Care level"]


def test_the_charts_have_a_text_alternative() -> None:
    shown_page = _comparison()
    assert shown_page.one(".chart")["role"] == "img"
    assert len(shown_page.one(".in-words").all("li")) == 2


def test_one_place_cannot_be_compared_and_the_page_says_what_to_do() -> None:
    directory = named("Alone")
    text = page(client_of(directory), f"/compare?pick={ids_of(directory)[0]}").one("#main").text
    assert "Pick another one" in text
    assert "press “Shortlist”" in page(client_of(directory), "/compare").one("#main").text


def test_no_page_scores_a_place() -> None:
    text = _comparison().one("#main").text.lower()
    assert "they make no score" in text
    assert "★" not in text
