"""Each small file that once failed, by its name: what becomes of it now."""

from __future__ import annotations

from pathlib import Path

import pytest

from finder.command import main
from finder.directory import Facility
from finder.errors import SourceRefused
from finder.intake import Intake, take_in
from finder.intake.columns.translation import Wanted

CASES = Path(__file__).parent.parent / "data" / "cases"
Output = pytest.CaptureFixture[str]


def case(name: str, **wanted: str) -> Intake:
    return take_in([str(CASES / name)], wanted=Wanted(**wanted))


def facilities(intake: Intake) -> list[Facility]:
    count = intake.directory.manifest.facilities
    return [intake.directory.facility(row) for row in range(count)]


def levels(intake: Intake) -> dict[str, list[str | None]]:
    return {one.name1: [each.care for each in one.programs] for one in facilities(intake)}


def test_case_04_coordinates_have_any_number_of_decimals() -> None:
    (one,) = facilities(intake := case("04_long_decimals.csv"))
    assert intake.report.refused_values == ()
    assert (one.latitude, one.longitude, one.position) == (
        *(pytest.approx(42.1014832), pytest.approx(-72.5898110)),
        "exact",
    )


def test_case_05_points_of_geojson_keep_their_positions() -> None:
    (one,) = facilities(case("05_points.geojson"))
    assert (one.latitude, one.longitude, one.position) == (
        *(pytest.approx(42.1399), pytest.approx(-72.6011)),
        "exact",
    )


@pytest.mark.parametrize("name", ["07_hsds1", "07_hsds1.zip", "08_hsds3_211"])
def test_cases_07_and_08_a_feed_of_hsds_gives_its_substance_use_services(name: str) -> None:
    intake = case(name)
    assert [one.kind for one in intake.report.sources] == ["hsds"]
    assert levels(intake) == {"Harbor House": ["detox"]}
    assert sum(intake.report.left_out.values()) == 1
    (one,) = facilities(intake)
    assert [phone.dial for phone in one.phones] == ["+14135440100"]
    assert (one.city, one.zip, one.position) == ("Springfield", "01103", "exact")


def test_case_12_an_old_workbook_that_is_a_web_page_is_a_table() -> None:
    assert levels(case("12_html_table.xls")) == {"Harbor Methadone Program": ["medication"]}
    named = case("12_html_table.xls", level="medication")
    assert levels(named) == {"Harbor Methadone Program": ["medication"]}


def test_case_14_the_place_in_a_cell_is_read() -> None:
    (one,) = facilities(case("14_pa_licences.csv"))
    assert (one.name1, one.street1, one.city, one.state, one.zip) == (
        "Harbor Recovery Program",
        "Rear 12 Main Street",
        "Wilkes Barre",
        "PA",
        "18702",
    )
    assert (one.latitude, one.longitude) == (
        pytest.approx(41.2563695),
        pytest.approx(-75.8278712),
    )
    assert [program.care for program in one.programs] == [None]


def test_case_15_levels_are_understood_by_label_and_usual_name() -> None:
    assert levels(case("15_level_words.csv")) == {
        "Harbor House": ["iop"],
        "Oak House": ["detox"],
        "Elm House": ["medication"],
        "Ash House": ["sober-living"],
    }


def test_case_16_a_table_without_a_level_takes_the_one_that_is_given(capsys: Output) -> None:
    with pytest.raises(SourceRefused, match=r"states no care level: give one .* --level CODE"):
        case("16_no_level_column.csv")
    assert levels(case("16_no_level_column.csv", level="iop")) == {"Harbor House": ["iop"]}
    path = str(CASES / "16_no_level_column.csv")
    assert main(["check", path, "--level", "2.1"]) == 0
    assert "Intensive outpatient" in capsys.readouterr().err
    assert main(["check", path, "--level", "rehab"]) == 2
    assert main(["check", path, "--state", "Ohoi"]) == 2


def test_case_19_two_sources_that_list_one_place_make_one_facility() -> None:
    paths = [str(CASES / name) for name in ("19a_first.csv", "19b_second.csv")]
    (one,) = facilities(take_in(paths))
    assert [program.care for program in one.programs] == ["outpatient", "medication"]
    assert [phone.dial for phone in one.phones] == ["+12175448500"]


def test_the_table_of_new_york_is_read_by_the_map_that_comes_with_the_finder() -> None:
    intake = case("new_york.csv")
    assert levels(intake) == {
        "Alder Services Inc.": ["detox", "iop"],
        "Birch Foundation": ["residential"],
    }
    assert {one.state for one in facilities(intake)} == {"NY"}
    (refused,) = intake.report.refused_rows
    assert (refused.field, refused.value) == ("care_level", "Supportive Living")
    assert "Addiction Services and Supports" in intake.directory.manifest.source


def test_case_21_tags_and_entities_in_cells_are_read_as_text() -> None:
    found = {one.name1: one.street1 for one in facilities(case("21_entities.csv"))}
    assert found == {"Harbor House Inc": "12 Main St Suite 4", "Harbor & Home": "14 Main St"}
