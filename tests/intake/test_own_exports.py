"""Every export of ours, imported again, is the same directory to the letter."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import TODAY, a_directory, a_facility, a_program, find
from finder.directory import Directory, FacilityRecord, Licence, Phone
from finder.errors import SourceRefused
from finder.export import Outgoing, exports
from finder.export.answer import facility_answer
from finder.export.columns import columns
from finder.intake import Intake, take_in
from finder.intake.table.own_export import ONLY_TOLD
from finder.intake.table.table import READER
from finder.intake.table.table_columns import column_names
from finder.opening import DEMONSTRATION
from strategies import facilities

FORMS = ("csv", "geojson", "hsds", "json", "xlsx")
# Who said something, and which snapshot it is, is the business of each directory.
OF_THE_DIRECTORY = ("sources", "others", "directory")


def exported(directory: Directory, form: str, folder: Path, query: str = "") -> str:
    """A file of all that a search finds, as the command line or a browser writes it."""
    outgoing = Outgoing(find(directory, query), TODAY)
    path = folder / f"again.{form}"
    path.write_bytes(b"".join(exports().named(form).file(outgoing)))
    return str(path)


def taken(path: str) -> Intake:
    return take_in([path], today=TODAY)


def all_of(directory: Directory) -> dict[str, Any]:
    """Everything that is known of every facility, by its id."""
    found = {}
    for row in range(len(directory.facilities)):
        whole: dict[str, Any] = dict(facility_answer(directory, row))
        whole["programs"] = [
            {name: one for name, one in program.items() if name != "sources"}
            for program in whole["programs"]
        ]
        found[whole["id"]] = {
            name: one for name, one in whole.items() if name not in OF_THE_DIRECTORY
        }
    return found


def everything(**fields: Any) -> FacilityRecord:
    """A facility that states all that a directory can hold."""
    program = a_program(
        "iop",
        hours=(9, 12.5),
        weeks=(4, None),
        cost=(None, 1200),
        per="month",
        days=3,
        openings=0,
        openings_on=date(2026, 1, 3),
        verified_on=date(2026, 1, 2),
        name="Evening group",
        pay=["medicaid", "self"],
        with_=["transport", "housing?"],
        lang=[],
    )
    program.notes, program.source_url = "Ask for Kim; say “yes”.", "https://alder.example/iop"
    record = a_facility(
        program,
        a_program(None, pay=["medicaid", "self"], therapy=["cbt", "trauma?"]),
        name="Alder House",
        detox=None,
        npi=("1003081399",),
        county="Albemarle County, VA",
        website="https://alder.example",
        source_id="A-77",
        codes=("SA", "OIT"),
        serves_only=("dui", "opioids"),
        other_ids=("abcdefg2",),
        licences=(
            Licence("State of Alder", "7-1", "licensed", date(2027, 5, 31), 12),
            Licence("County", "9"),
        ),
    )
    record.name2, record.street1, record.street2 = "Suite Program", "1 Main St", "Suite 3"
    record.phones = [
        Phone("main", "434-555-0101 ext. 233", "+14345550101,233", "233"),
        Phone("hotline", "988", "988"),
        Phone("main", "434-555-0102", "+14345550102"),
        Phone("intake", "434-555-0103 (fax)", ""),
    ]
    return replace(record, **fields)


@pytest.mark.parametrize("form", FORMS)
def test_whatever_a_listing_states_comes_back_as_it_was(form: str, tmp_path: Path) -> None:
    there = a_directory(everything(), a_facility(name="Birch House", detox=None))
    again = taken(exported(there, form, tmp_path)).directory
    assert all_of(again) == all_of(there)


@pytest.mark.parametrize("form", FORMS)
def test_an_export_of_an_import_of_an_export_is_the_same_bytes(form: str, tmp_path: Path) -> None:
    first = taken(exported(a_directory(everything()), form, tmp_path)).directory
    second = taken(exported(first, form, tmp_path)).directory
    assert all_of(second) == all_of(first)
    assert second.manifest.name == first.manifest.name == "Test directory"
    assert second.manifest.source == first.manifest.source == "a test"


@pytest.mark.parametrize("form", ["csv", "geojson", "hsds", "xlsx"])
def test_the_whole_directory_of_the_demonstration_comes_back_and_stays_invented(
    form: str, demonstration: Directory, tmp_path: Path
) -> None:
    # As its file has it: what is served has its dates moved with the day, and hospitals' prices,
    # which come with those files at every import.
    written = take_in([str(DEMONSTRATION)], kind="table", today=date.max).directory
    path = tmp_path / f"again.{form}"
    path.write_bytes(b"".join(exports().named(form).file(Outgoing(find(written), TODAY))))
    again = take_in([str(path)], today=date.max)
    assert all_of(again.directory) == all_of(written)
    assert not again.report.refused_rows + again.report.refused_values
    served = exports().named(form).file(Outgoing(find(demonstration, "state=VT"), TODAY))
    path.write_bytes(b"".join(served))
    invented = take_in([str(path)], today=date.max).directory.manifest
    assert invented.demonstration
    assert invented.as_of == TODAY.isoformat()


# A day ahead of today is refused by every reader, so none is drawn; prices have what they are for.
def _kept(record: FacilityRecord) -> FacilityRecord:
    for program in record.programs:
        # What has grown old is not published any more, and so no export holds it.
        if program.verified_on and not 0 <= (TODAY - program.verified_on).days <= 180:
            program.verified_on = None
        if program.openings_on and program.openings_on > TODAY:
            program.openings_on = None
        if program.cost_per is None:
            program.numbers.pop("cost_low", None)
            program.numbers.pop("cost_high", None)
        if not {"cost_low", "cost_high"} & program.numbers.keys():
            program.cost_per = None
        # Of substances nothing is not published: what is not left out is treated.
        program.facts.pop("substance", None)
    return record


def _known(record: FacilityRecord) -> bool:
    """What an import can hold: a ZIP code, and a point near it."""
    return bool(record.zip) and (record.latitude is None or record.latitude < 60)


DIRECTORIES = st.lists(facilities().filter(_known).map(_kept), max_size=5).map(
    lambda some: a_directory(*some)
)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(directory=DIRECTORIES.filter(lambda one: len(one.facilities) > 0))
def test_any_directory_comes_back_from_any_export(
    form: str, directory: Directory, tmp_path: Path
) -> None:
    once = taken(exported(directory, form, tmp_path)).directory
    twice = taken(exported(once, form, tmp_path)).directory
    assert all_of(twice) == all_of(once)
    assert _without_place(all_of(once)) == _without_place(all_of(directory))


def _without_place(whole: dict[str, Any]) -> dict[str, Any]:
    """Without what an import makes of a ZIP code and a point that do not fit each other."""
    of_place = {"latitude", "longitude", "position", "same_address", "detox"}
    return {
        key: {name: one for name, one in facility.items() if name not in of_place}
        for key, facility in whole.items()
    }


def test_a_page_of_an_answer_says_that_it_is_one(tmp_path: Path) -> None:
    there = a_directory(*(a_facility(name=f"House {number}") for number in range(30)))
    report = taken(exported(there, "json", tmp_path)).report
    assert report.facilities == 25
    assert any("page 1 of 2" in one.reason for one in report.remarks)


def test_an_answer_without_some_members_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    path.write_text(
        json.dumps({"results": [{"id": "abcdefg2", "status": "match", "programs": []}]})
    )
    with pytest.raises(SourceRefused, match="without fields="):
        taken(str(path))


def test_a_map_program_that_saves_objects_as_texts_changes_nothing(tmp_path: Path) -> None:
    there = a_directory(everything())
    path = Path(exported(there, "geojson", tmp_path))
    whole = json.loads(path.read_text())
    for feature in whole["features"]:
        feature["properties"] = {
            name: json.dumps(one) if isinstance(one, (dict, list)) else one
            for name, one in feature["properties"].items()
        }
    path.write_text(json.dumps(whole))
    assert all_of(taken(str(path)).directory) == all_of(there)


def test_a_cell_changed_by_hand_counts(tmp_path: Path) -> None:
    path = Path(exported(a_directory(everything()), "csv", tmp_path))
    changed = path.read_text(encoding="utf-8-sig").replace(
        "434-555-0101 ext. 233,", "434-555-0199,", 1
    )
    path.write_text(changed.replace("transport", "peer", 1), encoding="utf-8")
    directory = taken(str(path)).directory
    facility = directory.facility(0)
    assert "434-555-0199" in [one.text for one in facility.phones]
    assert facility.phones[0].text == "434-555-0199"


def test_every_column_of_an_export_is_read_again_or_follows_from_others() -> None:
    written = {column.name for column in columns()}
    assert written >= ONLY_TOLD
    assert written - ONLY_TOLD - {"position"} <= READER.columns | {
        *("hotline", "phones", "facility_name_2", "street_line_2", "source_id", "source_codes"),
        *("serves_only", "former_ids", "licences", "not_published", "not_published_codes"),
        *("directory", "as_of", "demonstration", "directory_source", "directory_license"),
    }
    assert column_names() <= written
