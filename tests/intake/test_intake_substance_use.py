"""Never treatment that is none: what of SAMHSA's files is of substance-use care."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from finder.errors import SourceRefused
from finder.groups import fact_groups
from finder.intake import Intake, take_in
from finder.intake.rows.substance_use import CARE_CODES, is_substance_use, mental_health_codes
from finder.intake.samhsa.samhsa_codes import code_table

CASES = Path(__file__).parent.parent / "data" / "cases"
HEADER = "name1,city,state,zip,service_code_info\n"
MENTAL = "Elm Counseling,Springfield,IL,62703,MH * OP PHDT * CMHC * CBT GT * PVTN * MD SF * ADLT\n"
SUBSTANCE = "Oak House,Springfield,IL,62703,SA DT * RES RD * MD * ADLT\n"
SILENT = "Fir Center,Springfield,IL,62703,PVTN * SMON * VAPN\n"


def names(intake: Intake) -> list[str]:
    count = intake.directory.manifest.facilities
    return [intake.directory.facility(row).name1 for row in range(count)]


def taken(path: Path, text: str) -> Intake:
    path.write_text(text, encoding="utf-8")
    return take_in([str(path)])


def test_case_01_a_file_of_mental_health_alone_is_refused_as_what_it_is() -> None:
    with pytest.raises(SourceRefused, match="mental-health directory: none of its 3 listings"):
        take_in([str(CASES / "01_mental_health_directory.csv")])


def test_mental_health_beside_substance_use_is_left_out_and_counted(tmp_path: Path) -> None:
    intake = taken(tmp_path / "both.csv", HEADER + MENTAL + SUBSTANCE)
    assert names(intake) == ["Oak House"]
    assert intake.report.left_out == {"is a mental-health listing without substance-use care": 1}
    assert [one.line for one in intake.report.left_out_rows] == [2]
    assert json.loads(intake.report.to_json())["left_out"] == intake.report.left_out
    assert intake.report.rows_kept == 1
    assert intake.report.unknown_codes == {}


@pytest.mark.parametrize("codes", ["MH SUMH * OP * CMHC", "MH SA * RES * RTCC", "MH * OP * OMB"])
def test_a_mental_health_listing_with_substance_use_care_stays(tmp_path: Path, codes: str) -> None:
    row = f"Ash Center,Springfield,IL,62703,{codes}\n"
    assert names(taken(tmp_path / "one.csv", HEADER + MENTAL + row)) == ["Ash Center"]


def test_a_listing_that_says_nothing_counts_as_what_its_directory_is(tmp_path: Path) -> None:
    assert names(taken(tmp_path / "su.csv", HEADER + SUBSTANCE + SILENT)) == [
        "Fir Center",
        "Oak House",
    ]
    both = taken(tmp_path / "both.csv", HEADER + SUBSTANCE + SILENT + MENTAL)
    assert names(both) == ["Oak House"]
    assert len(both.report.left_out_rows) == 2


@pytest.mark.parametrize(
    ("codes", "kind", "answer"),
    [
        ("", "SU", True),
        ("", "OTP", True),
        ("", "SA", True),
        ("", "MH", False),
        ("", "BOTH", False),
        ("", "HRSA", False),
        ("DT", "HRSA", True),
        ("SUMH", "BOTH", True),
        ("SA", "MH", True),
        # what both surveys ask for, and what a detox would be for
        ("RES CBT MD NOE", "MH", False),
        ("ODTX", "MH", False),
        ("RES CBT MD", "", None),
        ("RTCC RES", "", False),
    ],
)
def test_a_listing_is_of_substance_use_by_code_or_type(
    codes: str, kind: str, answer: bool | None
) -> None:
    assert is_substance_use(frozenset(codes.split()), kind) is answer


def test_codes_of_substance_use_care_are_in_the_table_and_none_is_of_mental_health() -> None:
    assert code_table().codes.keys() >= CARE_CODES
    assert not mental_health_codes() & code_table().codes.keys()
    assert len(mental_health_codes()) == 90


@pytest.mark.national
def test_of_the_real_mental_health_directory_only_substance_use_care_stays(
    whole_data: Path,
) -> None:
    report = take_in(
        [str(whole_data / "real" / "national-directory-mh-facilities-2023.xlsx")]
    ).report
    assert (report.rows_read, report.rows_kept, len(report.left_out_rows)) == (8707, 7513, 1194)
    assert report.remarks == ()
    assert report.unknown_codes == {}


# --- the download --------------------------------------------------------------------------------

DOWNLOAD = "name1,street1,city,state,zip,type_facility"


def download(path: Path, columns: str, *rows: str) -> Intake:
    lines = [f"{DOWNLOAD},{columns}"]
    lines += [f"Place {n},{n} Elm St,Springfield,MA,01103,{row}" for n, row in enumerate(rows)]
    return taken(path, "\n".join(lines))


def stated(intake: Intake, group: str, row: int = 0) -> tuple[str, ...]:
    vocabulary = fact_groups()[group].vocabulary
    return vocabulary.codes_of(intake.directory.facility(row).stated(group))


def levels(intake: Intake, row: int = 0) -> list[str | None]:
    return [one.care for one in intake.directory.facility(row).programs]


def test_case_02_the_download_of_2025_gives_its_substance_use_listing() -> None:
    intake = take_in([str(CASES / "02_findtreatment_2025.csv")])
    assert [one.kind for one in intake.report.sources] == ["download"]
    assert names(intake) == ["Harbor House"]
    facility = intake.directory.facility(0)
    assert levels(intake) == ["iop", "outpatient", "medication"]
    assert (facility.latitude, facility.longitude, facility.position) == (
        *(42.1015, -72.5898),
        "exact",
    )
    assert facility.phones[0].dial == "+14135440100,12"
    assert stated(intake, "pay") == ("medicaid", "medicare", "private", "sliding")
    assert stated(intake, "therapy") == ("motivational",)
    assert stated(intake, "medication") == ("methadone",)


@pytest.mark.parametrize(
    ("columns", "pay", "therapy", "unclear"),
    [
        ("sa,oit,moti,mi", ("military",), (), False),
        ("sa,iop,tricare,mi", (), ("motivational",), False),
        ("sa,oit,sf,mi", ("military",), (), False),
        ("sa,iop,cash,mi", (), ("motivational",), False),
        ("sa,op,md,mi", (), (), True),
        ("sa,moti,tricare,mi", (), (), True),
        ("sa,oit,cash,mi", (), (), True),
    ],
)
def test_the_year_of_a_layout_is_told_by_its_names_and_an_unclear_column_is_said(
    tmp_path: Path,
    columns: str,
    pay: tuple[str, ...],
    therapy: tuple[str, ...],
    unclear: bool,
) -> None:
    intake = download(tmp_path / "download.csv", columns, "SU,1,,,1")
    assert (stated(intake, "pay"), stated(intake, "therapy")) == (pay, therapy)
    assert [one.field for one in intake.report.remarks] == (["mi"] if unclear else [])


def test_types_of_rows_are_handled_as_what_they_are(tmp_path: Path) -> None:
    rows = ["SU,,,", "OTP,,,", "MH,,,1", "BOTH,,,1", "BOTH,,1,1", "HRSA,,,1", "HRSA,1,,1", "MH,1,,"]
    intake = download(tmp_path / "download.csv", "sa,omb,op", *rows)
    found = {intake.directory.facility(n).name1: levels(intake, n) for n in range(5)}
    assert found == {
        "Place 0": [None],
        "Place 1": ["medication"],
        "Place 4": ["medication"],
        "Place 6": ["outpatient"],
        "Place 7": [None],
    }
    assert sorted(intake.report.left_out.values()) == [1, 1, 1]


def test_a_row_without_services_has_published_nothing(tmp_path: Path) -> None:
    intake = download(tmp_path / "download.csv", "sa,cbt,md", "SU,,,", "SU,1,,1")
    silent, stating = (intake.directory.facility(row).programs[0] for row in range(2))
    for group in ("therapy", "pay", "for", "with"):
        assert silent.facts[group] == (0, fact_groups()[group].vocabulary.all_bits)
    cbt = fact_groups()["therapy"].vocabulary.bits(["cbt"])
    assert stating.facts["therapy"][1] & cbt == 0


def test_what_a_layout_has_no_column_for_is_not_published(tmp_path: Path) -> None:
    intake = download(tmp_path / "download.csv", "sa,md,twfa", "SU,1,1,")
    program = intake.directory.facility(0).programs[0]
    vocabulary = fact_groups()["therapy"].vocabulary
    assert program.facts["therapy"][1] == vocabulary.all_bits & ~vocabulary.bits(["twelve-step"])
    assert program.facts["pay"][0]


def test_a_header_may_stand_some_lines_down_and_words_stand_for_one(tmp_path: Path) -> None:
    lines = ["FindTreatment.gov", "", f" {DOWNLOAD},sa,iop,cash"]
    lines.append("Harbor House,1 Elm St,Springfield,MA,01103,SU,Yes,TRUE,maybe")
    intake = taken(tmp_path / "download.csv", "\n".join(lines))
    assert levels(intake) == ["iop"]
    assert [(one.field, one.value) for one in intake.report.refused_values] == [("cash", "maybe")]


def test_the_real_download_gives_every_level_of_its_codes(sample_data: Path) -> None:
    path = sample_data / "real" / "findtreatment-download-MA-2025-08.csv"
    report = take_in([str(path)]).report
    assert (report.rows_read, report.facilities, len(report.left_out_rows)) == (662, 453, 13)
    with path.open(encoding="utf-8", newline="") as file:
        rows = [{name.strip(): cell for name, cell in row.items()} for row in csv.DictReader(file)]
    places: dict[tuple[str, ...], Counter[str]] = {}
    for row in rows:
        if row["type_facility"] == "SU" or row["sa"] or row["sumh"]:
            key = tuple(
                "".join(filter(str.isalnum, row[name].lower()))
                for name in ("name1", "name2", "street1", "street2", "city", "zip")
            )
            places.setdefault(key, Counter()).update(
                {name: 1 for name in ("dt", "hid", "rd", "od", "oit", "odt", "hh") if row[name]}
            )
    assert len(places) == report.facilities
    count = Counter[str]()
    for codes in places.values():
        count["detox"] += bool(codes.keys() & {"dt", "hid", "rd", "od"})
        count["iop"] += "oit" in codes
        count["php"] += "odt" in codes
        count["sober-living"] += "hh" in codes
    assert {level: report.levels[level] for level in count} == dict(count)


def test_the_header_of_2026_is_known_whole(sample_data: Path) -> None:
    intake = take_in([str(sample_data / "real" / "findtreatment-header-2026-09.csv")])
    assert intake.report.remarks == ()
    assert {intake.directory.facility(row).name1: levels(intake, row) for row in range(3)} == {
        "Harbor Detox": ["detox"],
        "Maple Recovery": ["iop", "outpatient"],
        "Oak House": ["residential", "sober-living"],
    }
