"""The reference facts: every row against the table it is from, and how they are shown."""

from __future__ import annotations

import csv
import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from builders import IOP_USUAL, TODAY, a_directory, a_facility, a_program, answer_of, criteria
from finder.criteria import Criteria, write
from finder.directory import FacilityRecord, Range
from finder.errors import ReferenceRefused
from finder.levels import SOURCES
from finder.pages.find import detail
from finder.reference import (
    COLUMNS,
    REFERENCE_PATH,
    ReferenceFact,
    facts,
    facts_of,
    read_facts,
    typical_hours,
    typical_prices,
)
from finder.vocabulary import CARE_LEVELS
from finder.wording.reference_words import (
    fact_words,
    hours_elsewhere,
    lengths_elsewhere,
    prices_elsewhere,
)
from html_tree import Element, tree
from scripts import make_reference

ALL = list(facts().values())
GATHERED = [one for one in ALL if one.id not in {chosen.id for chosen in make_reference.OFFICIAL}]
each_fact = pytest.mark.parametrize("fact", ALL, ids=lambda fact: fact.id)


@pytest.fixture(scope="module")
def published(sample_data: Path) -> list[dict[str, str]]:
    """The table of facts, with what stands above written out."""
    path = sample_data / "reference" / "cost_hours_facts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, above in zip(rows[1:], rows, strict=False):
        for key in ("source_title", "source_url"):
            row[key] = above[key] if row[key].startswith("same") else row[key]
    return rows


@pytest.fixture(scope="module")
def official(sample_data: Path) -> list[dict[str, str]]:
    """The table of official figures."""
    return make_reference.read(sample_data / "reference" / "official_facts.csv")


# Every row


# Sites of consumers and the trade: neither official nor scientific.
LEFT_OUT = (
    "interactlifeline.com",
    "rehab-faq.com",
    "wifitalents.com",
    "Krieg",
    "Behavioral Health B",
)
OFFICIAL = {one.id: one for one in make_reference.OFFICIAL}


def test_all_facts_are_there_in_their_order(published: list[dict[str, str]]) -> None:
    kept = [row for row in published if not row["source_title"].startswith(LEFT_OUT)]
    assert len(kept) == 36
    assert [fact.level for fact in GATHERED] == [row["level"] for row in kept]
    assert [fact.id for fact in ALL[36:]] == list(OFFICIAL)


def test_no_figure_is_of_a_blog_or_a_site_of_consumers() -> None:
    for fact in ALL:
        assert not fact.title.startswith(LEFT_OUT)
        assert not re.search(r"rehab-faq|wifitalents|interactlifeline|addictionblog", fact.address)
    for source in SOURCES.values():
        assert not re.search(r"blog|treatmentscout|biologyinsights", source.address)


@pytest.mark.parametrize("chosen", OFFICIAL.values(), ids=OFFICIAL)
def test_an_official_figure_is_its_row(
    chosen: make_reference.Chosen, official: list[dict[str, str]]
) -> None:
    fact, row = facts()[chosen.id], make_reference.row_of(chosen, official)
    ends = [float(row[key]) if row[key] else None for key in ("low", "high")]
    assert fact.range == Range(*ends)
    assert fact.what == {"price": "price", "hours": "hours", "days": "length"}[row["kind"]]
    assert (fact.jurisdiction, fact.effective) == (row["area"], row["effective"])
    assert (fact.basis, fact.as_published) == (row["maker"], row["quote"])
    assert fact.title.endswith(row["title"])
    # The figures stand in the words that carry them; a sum of ours in none.
    words = row["quote"].replace(",", "")
    for number in fact.numbers if fact.seen != "sum" and fact.what == "price" else ():
        said = f"{number:.2f}".rstrip("0").rstrip(".")
        assert said in words or (number == 0 and "NO copayment" in words), number


def test_a_sum_of_ours_is_that_of_its_totals(official: list[dict[str, str]]) -> None:
    summed = [one for one in OFFICIAL.values() if one.seen == "sum"]
    assert summed
    for chosen in summed:
        words = make_reference.row_of(chosen, official)["quote"]
        paid, persons = (float(re.findall(rf"{name} ([\d.]+)", words)[0]) for name in
                         ("totalPaid", "totalBenes"))  # fmt: skip
        assert facts()[chosen.id].numbers[0] == pytest.approx(paid / persons, abs=0.005)


def test_a_bill_of_medicaid_has_its_middle_within_the_middle_half() -> None:
    paid = [fact for fact in ALL if fact.per == "claim"]
    assert len(paid) == 13
    for fact in paid:
        assert fact.range.low is not None
        assert fact.range.high is not None
        assert fact.middle is not None
        assert fact.range.low < fact.middle < fact.range.high
        # Codes whose bills mix days and months, or are of mental-health care.
        assert fact.code not in ("H0018", "H0019", "S9480", "H0035", "H2035")
        assert "2018 to 2024" in fact_words(fact).when


@pytest.mark.parametrize("fact", GATHERED, ids=lambda fact: fact.id)
def test_a_fact_says_what_the_table_says(
    fact: ReferenceFact, published: list[dict[str, str]]
) -> None:
    kept = [row for row in published if not row["source_title"].startswith(LEFT_OUT)]
    row = kept[GATHERED.index(fact)]
    ends = [float(row[key]) if row[key] else None for key in ("value_low", "value_high")]
    assert fact.range == Range(*ends)
    assert fact.what == {"cost": "price", "hours": "hours"}[row["kind"]]
    assert (fact.jurisdiction, fact.effective) == (row["jurisdiction"], row["effective"])
    assert (fact.basis, fact.as_published) == (row["payer_or_basis"], row["unit"])
    assert (fact.title, fact.address) == (row["source_title"], row["source_url"])
    assert row["seen_as"] == f"search {fact.seen}"
    assert str(fact.year or "") in fact.effective


def test_the_file_is_what_its_maker_makes(
    sample_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "reference.csv"
    monkeypatch.setattr(make_reference, "REFERENCE_PATH", made)
    folder = sample_data / "reference"
    make_reference.main(folder / "cost_hours_facts.csv", folder / "official_facts.csv")
    assert made.read_bytes() == REFERENCE_PATH.read_bytes()


@each_fact
def test_none_is_called_checked_and_each_says_how_it_was_seen(fact: ReferenceFact) -> None:
    assert not any("check" in str(getattr(fact, one.name)).lower() for one in fields(fact))
    official = fact.id in OFFICIAL
    assert official or fact.seen == "excerpt"
    assert fact.compared_on == (date(2026, 11, 28) if official else date(2026, 11, 24))


@each_fact
def test_what_a_fact_is_shows_in_its_words(fact: ReferenceFact) -> None:
    words = fact_words(fact)
    for number in filter(None, fact.numbers):
        assert f"{number:,.2f}".removesuffix(".00") in words.amount
    assert ("not a price to a family" in words.kind) == (fact.kind in ("payer rate", "paid"))
    assert words.weak.startswith("second-hand") == bool(fact.weak)
    assert ("excerpt" in words.seen) == (fact.seen == "excerpt")
    assert "compared on" in words.seen
    assert not re.search(r"\bchecked\b", " ".join([words.seen, words.kind]))


def test_what_others_tell_of_a_payer_is_weak() -> None:
    assert [fact.id for fact in ALL if fact.weak] == ["us-iop-medicare-price-2024"]


def test_the_typical_hours_are_those_of_the_vocabulary() -> None:
    for level in CARE_LEVELS:
        if level.typical:
            assert typical_hours(level.code)[0].range == Range(*level.typical)
    assert [fact.id for fact in typical_hours("iop")] == [
        "va-iop-hours",
        "nc-iop-hours-2026",
        "us-iop-medicare-hours-2024",
        "md-iop-hours",
    ]


def test_a_figure_without_a_unit_or_replaced_by_a_newer_one_is_not_typical() -> None:
    assert [fact.id for fact in typical_prices("iop")] == [
        "us-iop-h0015-paid-2024",
        "us-iop-h0015-month-paid-2024",
        "md-iop-price-2022",
        "us-iop-medicare-price-2024",
    ]
    assert {"nc-iop-price-2024", "md-iop-price-2019"} <= {fact.id for fact in facts_of("iop")}


# A file that is wrong


def rows() -> list[dict[str, str]]:
    with REFERENCE_PATH.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(path: Path, changed: dict[str, str], header: tuple[str, ...] = COLUMNS) -> Path:
    first, *others = rows()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, extrasaction="ignore")
        writer.writeheader()
        writer.writerows([first | changed, *others])
    return path


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"id": ""}, "id is empty"),
        ({"id": "va-iop-hours"}, "stands twice"),
        ({"care": "rehab"}, "care is “rehab”: write one of detox, inpatient"),
        ({"what": "cost"}, "what is “cost”: write one of hours, price, length"),
        ({"low": "", "high": ""}, "low and high are both empty"),
        ({"low": "200"}, "low is above high"),
        ({"low": "much"}, "could not convert"),
        ({"currency": "EUR"}, "currency must be USD"),
        ({"kind": "rumour"}, "kind is “rumour”"),
        ({"weak": "yes"}, "weak is “yes”"),
        ({"address": "same as above"}, "address is “same as above”: write a web address"),
        ({"title": ""}, "title is empty"),
        ({"compared_on": "yesterday"}, "yesterday"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(
    changed: dict[str, str], reason: str, tmp_path: Path
) -> None:
    with pytest.raises(ReferenceRefused, match=re.escape(reason)) as refused:
        read_facts(written(tmp_path / "facts.csv", changed))
    assert refused.value.line >= 2
    assert str(refused.value).startswith("facts.csv, line ")


def test_a_file_with_other_columns_or_none_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReferenceRefused, match="the columns must be id, care"):
        read_facts(written(tmp_path / "facts.csv", {}, COLUMNS[1:]))
    with pytest.raises(ReferenceRefused, match="cannot be read"):
        read_facts(tmp_path / "none.csv")


# Beside what a place does not publish


def link(to: Criteria, path: str = "/") -> str:
    return f"{path}?{write(to)}"


def shown(*records: FacilityRecord, query: str = "") -> Element:
    directory = a_directory(*records)
    return tree(detail.detail(directory, directory.facility(0), criteria(query), TODAY, link))


def fact_of(of: Element, label: str) -> Element:
    (found,) = [one for one in of.one(".facts").all("div") if one.one("dt").text == label]
    return found


def test_unknown_hours_and_price_stand_beside_what_is_typical_with_its_source() -> None:
    program = shown(a_facility(a_program("iop"))).one(".program")
    hours = fact_of(program, "Hours a week").one(".typical")
    assert (
        hours.one("summary").text
        == f"Typical for this level: {IOP_USUAL.replace('–', ' to ')} hours a week"
    )
    assert "12VAC30-130-5090" in hours.text
    assert "not by this place" in hours.text
    price = fact_of(program, "Price without insurance")
    assert price.one(".unknown").text == "Not published"
    assert "not a price to a family" in price.one(".typical").text
    assert "second-hand" in price.one(".weak").text
    assert (
        "$129.75 a bill, which is often but not always a day; for half of the programs"
        in price.text
    )
    length = fact_of(program, "Length")
    assert length.one(".unknown").text == "Not published"
    assert length.one(".typical").one("summary").text == "Counted elsewhere: 41 days"


def test_what_a_place_publishes_has_nothing_beside_it() -> None:
    program = a_program("iop", hours=(9, 12), cost=(480, 560), per="month", weeks=(8, 12))
    assert shown(a_facility(program)).all(".typical") == []
    free = a_program("iop", hours=(9, 12), weeks=(8, 12), pay=["free"])
    assert shown(a_facility(free)).all(".typical") == []


def test_a_level_without_a_figure_has_nothing_beside_it() -> None:
    assert hours_elsewhere("sober-living") is None
    assert prices_elsewhere("sober-living") is None
    assert lengths_elsewhere("sober-living") is None
    assert lengths_elsewhere(None) is None
    assert hours_elsewhere(None) is None
    assert prices_elsewhere(None) is None
    assert shown(a_facility(a_program("sober-living"))).all(".typical") == []


def test_no_filter_sort_or_export_knows_the_facts() -> None:
    """What decides, orders and leaves the house is made without them."""
    answers = {
        query: answer_of(a_program("iop"), query) for query in ("hours=9-19", "cost=1", "hours=-5")
    }
    assert answers == {
        "hours=9-19": "not published",
        "cost=1": "not published",
        "hours=-5": "no",
    }
    root = REFERENCE_PATH.parents[1] / "finder"
    rooms = ("criteria", "search", "directory", "intake", "export", "command")
    for room in rooms:
        for path in (root / room).rglob("*.py"):
            assert "finder.reference" not in path.read_text(encoding="utf-8"), path
