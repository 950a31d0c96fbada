"""Somebody else's columns: synonyms, words for levels, maps, and what is suggested."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.command import main
from finder.errors import SourceRefused
from finder.groups import fact_groups
from finder.intake import Intake, take_in
from finder.intake.columns.column_map import read_map, written_map
from finder.intake.columns.level_words import level_of, levels_in
from finder.intake.columns.shipped import named_map, shipped_maps
from finder.intake.columns.translation import Wanted
from finder.vocabulary import CARE_LEVELS

Output = pytest.CaptureFixture[str]


def file(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def mapped(folder: Path, table: str, map_: str) -> Intake:
    path = file(folder / "theirs.csv", table)
    columns = read_map(file(folder / "map.toml", map_))
    return take_in([path], wanted=Wanted(map=columns))


def programs(intake: Intake) -> list[tuple[str, str | None]]:
    found = []
    for row in range(intake.directory.manifest.facilities):
        facility = intake.directory.facility(row)
        found += [(facility.name1, one.care) for one in facility.programs]
    return found


# --- words for levels ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Intensive outpatient (IOP)", "iop"),
        ("intensive_outpatient program", "iop"),
        ("Detox (withdrawal management)", "detox"),
        ("Partial hospitalization / day treatment", "php"),
        ("Partial Hospitalization (PHP)", "php"),
        ("Hospital inpatient", "inpatient"),
        ("Medication for opioid use disorder, outpatient", "medication"),
        ("Opioid Treatment Program (OTP)", "medication"),
        ("Sober living / halfway house", "sober-living"),
        ("Adult Residential Treatment Services", "residential"),
        # numbers of the ASAM criteria, also in Roman ones, and of withdrawal management
        ("2.1", "iop"),
        ("ASAM Level 2.5", "php"),
        ("Level 3.5", "residential"),
        ("III.1", "residential"),
        ("3.7", "inpatient"),
        ("4", "inpatient"),
        ("1", "outpatient"),
        ("3.7-WM", "detox"),
        ("ASAM 2-WM", "detox"),
        ("2.1 Intensive Outpatient", "iop"),
        ("Level 2.1: Intensive Outpatient Treatment", "iop"),
        # what may be several things, or none of them
        ("Rehab", ""),
        ("Residential/Inpatient", ""),
        ("IOP/PHP", ""),
        ("Outpatient mental health", ""),
        ("2.1 Residential", ""),
        ("0.5", ""),
        ("3", ""),
        ("Prevention", ""),
        ("", ""),
    ],
)
def test_a_level_is_understood_only_where_it_is_certain(text: str, code: str) -> None:
    assert level_of(text) == code


@pytest.mark.parametrize("level", list(CARE_LEVELS))
def test_every_level_is_understood_by_its_label_and_code(level: object) -> None:
    term = CARE_LEVELS[level.code]  # type: ignore[attr-defined]
    for text in (term.code, term.label, term.label.upper(), term.code.replace("-", " ")):
        assert level_of(text) == term.code


def test_a_list_of_levels_is_several_and_a_list_with_another_word_is_none() -> None:
    assert levels_in("IOP; Outpatient") == ("iop", "outpatient")
    assert levels_in("Detox, Residential") == ("detox", "residential")
    assert levels_in("IOP; Prevention") == ()
    assert levels_in("IOP") == ()


@given(st.text(max_size=40))
def test_any_text_is_a_level_or_none_and_never_an_error(text: str) -> None:
    assert level_of(text) in {"", *CARE_LEVELS.codes}


# --- synonyms ------------------------------------------------------------------------------------


def test_columns_are_known_by_other_names_and_the_report_says_which(tmp_path: Path) -> None:
    path = file(
        tmp_path / "theirs.csv",
        "Provider Name,Level of Care,Street Address,Suite,Town,ST,Zip Code,Telephone,Phone 2,Fax\n"
        "Harbor House,Level 2.1,12 Main Street,Suite 3,Springfield,MA,01103,413-544-0100,"
        "413-544-0101,413-544-0199\n",
    )
    intake = take_in([path])
    facility = intake.directory.facility(0)
    assert programs(intake) == [("Harbor House", "iop")]
    assert facility.street1 == "12 Main Street Suite 3"
    assert [phone.text for phone in facility.phones] == ["413-544-0100", "413-544-0101"]
    said = {one.field: one.reason for one in intake.report.remarks}
    assert said["Provider Name"] == "is taken for facility_name"
    assert said["Fax"] == "is no column that is read"


def test_a_column_that_may_be_about_something_else_is_no_level(tmp_path: Path) -> None:
    text = "Facility,Type,City,State,Zip\nHarbor House,Non-profit,Springfield,MA,01103\n"
    path = file(tmp_path / "theirs.csv", text)
    with pytest.raises(SourceRefused, match="states no care level"):
        take_in([path])
    assert programs(take_in([path], wanted=Wanted(level="php"))) == [("Harbor House", "php")]


def test_a_missing_state_is_the_one_that_is_given(tmp_path: Path) -> None:
    path = file(
        tmp_path / "theirs.csv", "name,level,city,zip\nHarbor House,iop,Springfield,01103\n"
    )
    with pytest.raises(SourceRefused, match="give it with --state XX"):
        take_in([path])
    assert take_in([path], wanted=Wanted(state="MA")).directory.facility(0).state == "MA"


def test_a_row_of_several_levels_is_several_programs(tmp_path: Path) -> None:
    path = file(
        tmp_path / "theirs.csv",
        "name,levels of care,city,state,zip\nHarbor House,IOP; PHP,Springfield,MA,01103\n",
    )
    assert {care for _name, care in programs(take_in([path]))} == {"iop", "php"}


# --- maps ----------------------------------------------------------------------------------------

TABLE = (
    "Provider,Program Name,Program Type,Service,Addr,Town,Zip,Phone,Ext,accepts_medicaid,cash\n"
    "Harbor House,Evening,Treatment,Outpatient Rehabilitation,1 Elm St,Troy,12180,"
    "518-465-8034,12,Yes,\n"
    "Oak House,Night,Treatment,Crisis Services,2 Elm St,Troy,12180,518-465-8035,,no,X\n"
    "Ash House,Talks,Prevention,Outpatient Rehabilitation,3 Elm St,Troy,12180,,,,\n"
    "Fir House,Both,Treatment,Two,4 Elm St,Troy,12180,,,maybe,\n"
    "Yew House,None,Treatment,Housing,5 Elm St,Troy,12180,,,,\n"
)
MAP = """
[columns]
facility_name = "Provider"
program_name = "Program Name"
care_level = "Service"
street = "Addr"
city = "Town"
zip = "Zip"
phone = ["Phone", "Ext"]
[constants]
state = "NY"
[values.care_level]
"Outpatient Rehabilitation" = "iop"
"Crisis Services" = ["detox"]
"Two" = ["php", "Intensive outpatient"]
"Housing" = ""
[flags.payments]
medicaid = "accepts_medicaid"
self = "cash"
[only]
"Program Type" = ["treatment"]
"""


def test_a_map_says_columns_constants_values_flags_and_rows(tmp_path: Path) -> None:
    intake = mapped(tmp_path, TABLE, MAP)
    assert sorted(programs(intake), key=str) == [
        ("Fir House", "iop"),
        ("Fir House", "php"),
        ("Harbor House", "iop"),
        ("Oak House", "detox"),
    ]
    harbor = next(
        one for row in range(3) if (one := intake.directory.facility(row)).name1 == "Harbor House"
    )
    assert (harbor.state, harbor.street1) == ("NY", "1 Elm St")
    assert [phone.dial for phone in harbor.phones] == ["+15184658034,12"]
    assert harbor.programs[0].name == "Evening"
    assert intake.report.left_out == {
        "Program Type “Prevention” is not one of what the map keeps": 1,
        "care_level “Housing” is left out by the map": 1,
    }
    assert [(one.field, one.value) for one in intake.report.refused_values] == [
        ("accepts_medicaid", "maybe")
    ]


def test_a_flag_answers_for_its_own_code_and_for_no_other(tmp_path: Path) -> None:
    intake = mapped(tmp_path, TABLE, MAP)
    vocabulary = fact_groups()["pay"].vocabulary
    answers = {}
    for row in range(3):
        facility = intake.directory.facility(row)
        stated, unknown = facility.programs[0].facts["pay"]
        answers[facility.name1] = (
            vocabulary.codes_of(stated),
            "medicaid" in vocabulary.codes_of(unknown),
            "private" in vocabulary.codes_of(unknown),
        )
    assert answers == {
        "Harbor House": (("medicaid",), False, True),
        "Oak House": (("self",), False, True),
        "Fir House": ((), True, True),
    }


@pytest.mark.parametrize(
    ("map_", "reason"),
    [
        ("[columns", "is no map of columns in TOML"),
        ('[column]\nzip = "Zip"', r"\[column\] is no part of a map"),
        ('[columns]\nfacilty_name = "Provider"', "did you mean facility_name"),
        ("[columns]\nzip = {}", "has to be a text"),
        ('[values.care_level]\n"x" = "rehab"', "is no care level of ours"),
        ('[flags.city]\nx = "y"', "takes no codes"),
        ('[flags.payments]\ngold = "y"', "gold is not one of"),
        (MAP.replace('"Addr"', '"Adress"'), "the columns that the map names: Adress"),
        ('[columns]\nfacility_name = "Provider"', "care_level, city, state, zip missing"),
    ],
)
def test_a_map_that_is_wrong_is_refused_in_one_sentence(
    tmp_path: Path, map_: str, reason: str
) -> None:
    with pytest.raises(SourceRefused, match=reason):
        mapped(tmp_path, TABLE, map_)


def test_the_command_line_takes_a_map(tmp_path: Path, capsys: Output) -> None:
    path, columns = file(tmp_path / "t.csv", TABLE), file(tmp_path / "map.toml", MAP)
    assert main(["check", path, "--columns", columns]) == 0
    assert "Rows left out: 2" in capsys.readouterr().err
    assert main(["check", path, "--columns", str(tmp_path / "no.toml")]) == 1


def test_a_suggested_map_is_a_map_and_says_what_is_left(tmp_path: Path, capsys: Output) -> None:
    path = file(tmp_path / "t.csv", TABLE)
    assert main(["check", path, "--suggest-columns"]) == 0
    output = capsys.readouterr()
    whole = tomllib.loads(output.out)
    assert whole["columns"]["facility_name"] == "Provider"
    assert whole["columns"]["care_level"] == "Service"
    assert '# "Crisis Services" = ""' in output.out
    assert "#   accepts_medicaid" in output.out
    assert '# state = ""' in output.out
    read_map(file(tmp_path / "map.toml", output.out))


def test_every_shipped_map_is_read_and_named() -> None:
    assert shipped_maps().keys() >= {"pennsylvania-ddap", "samhsa-otp", "medicare-otp", "icarol"}
    for name, one in shipped_maps().items():
        assert named_map(name) is one
        assert one.name
        assert one.source


@given(
    st.dictionaries(
        st.text(max_size=12),
        st.one_of(st.text(max_size=20), st.lists(st.text(max_size=9), min_size=1, max_size=3)),
        max_size=5,
    )
)
def test_a_map_that_is_written_is_read_back_the_same(words: dict[str, str | list[str]]) -> None:
    text = written_map({"columns": {"city": "Town"}, "values": {"care_level": words}})
    assert tomllib.loads(text) == {
        "columns": {"city": "Town"},
        "values": {"care_level": words},
    }


# --- feeds as tables -----------------------------------------------------------------------------


def test_rows_with_terms_of_a_taxonomy_are_kept_by_them_and_the_closed_left_out(
    tmp_path: Path,
) -> None:
    path = file(
        tmp_path / "resources.csv",
        "ResourceAgencyNum,PublicName,PhysicalAddress1,PhysicalCity,PhysicalStateProvince,"
        "PhysicalPostalCode,Phone1Number,TaxonomyCodes,TaxonomyTerms,AgencyStatus\n"
        "1,Harbor House,1 Elm,Springfield,MA,01103,413-544-0100,RX-1700.3100,"
        "Inpatient Drug Detoxification,Active\n"
        "2,Oak Club,2 Elm,Springfield,MA,01103,413-544-0101,PL-6400,Recreation,Active\n"
        "3,Ash House,3 Elm,Springfield,MA,01103,413-544-0102,RX-8450,Treatment,Inactive\n"
        "4,Fir House,4 Elm,Springfield,MA,01103,413-544-0103,PL-6400; RX-8450,Various,Active\n",
    )
    intake = take_in([path])
    assert programs(intake) == [("Fir House", None), ("Harbor House", "detox")]
    assert sorted(intake.report.left_out.values()) == [1, 1]
    kept = take_in([path], wanted=Wanted(only=("Recreation",)))
    assert programs(kept) == [("Oak Club", None)]


def test_tables_of_columns_of_ours_stay_as_they_are(
    table_file: Callable[..., str],
) -> None:
    report = take_in([table_file({"care_level": "IOP"}, {"care_level": "php"})]).report
    assert (report.remarks, report.levels) == ((), {"iop": 1, "php": 1})
