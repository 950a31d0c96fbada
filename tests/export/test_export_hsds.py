"""HSDS 3.0: what is written validates against the official schemas and is read back the same."""

from __future__ import annotations

import csv
import gzip
import json
import zipfile
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from finder import hsds_terms
from finder.command import main
from finder.criteria import read
from finder.directory import Directory, Facility, Program
from finder.directory.facility import NOTHING_KNOWN
from finder.errors import SourceRefused
from finder.export import Outgoing, exports
from finder.intake import Intake, take_in
from finder.search import search
from hsds_tables import ADDRESS, TABLES, nested

TODAY = date(2026, 11, 24)


def written(directory: Directory, query: str = "") -> bytes:
    results = search(directory, read(query).criteria, TODAY)
    return b"".join(exports().named("hsds").chunks(Outgoing(results, TODAY)))


def contents(directory: Directory, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written(directory, query))["contents"]
    return found


@pytest.fixture(scope="module")
def schemas(sample_data: Path) -> dict[str, jsonschema.Draft202012Validator]:
    folder = sample_data / "hsds" / "schema"
    names = ("organization", "service", "organization_list")
    return {
        name: jsonschema.Draft202012Validator(
            json.loads(_text(folder / f"{name}.json")),
            format_checker=jsonschema.FormatChecker(),
        )
        for name in names
    }


def _text(path: Path) -> str:
    """The large schemas lie packed."""
    if path.is_file():
        return path.read_text(encoding="utf-8")
    return gzip.decompress(path.with_suffix(".json.gz").read_bytes()).decode()


def unknown_members(value: Any, schema: dict[str, Any], path: str = "") -> Iterator[str]:
    """Members that the schema does not name: it lets them pass, a reader of HSDS would not."""
    if isinstance(value, list):
        for one in value:
            yield from unknown_members(one, schema["items"], path)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in schema["properties"]:
                yield f"{path}/{name}"
            else:
                yield from unknown_members(inner, schema["properties"][name], f"{path}/{name}")


@pytest.mark.slow
def test_every_organization_of_the_demonstration_validates(
    demonstration: Directory, schemas: dict[str, jsonschema.Draft202012Validator]
) -> None:
    found = contents(demonstration)
    assert len(found) == demonstration.manifest.facilities
    schema = schemas["organization"]
    for one in found:
        schema.validate(one)
        assert list(unknown_members(one, schema.schema)) == []
    for service in found[0]["services"]:
        schemas["service"].validate(service)


def test_a_slice_of_the_national_directory_validates(
    national_directory: Directory, schemas: dict[str, jsonschema.Draft202012Validator]
) -> None:
    found = contents(national_directory, "state=VT")
    assert len(found) > 30
    for one in found:
        schemas["organization"].validate(one)
        assert list(unknown_members(one, schemas["organization"].schema)) == []


def test_a_schema_refuses_what_is_wrong(
    demonstration: Directory, schemas: dict[str, jsonschema.Draft202012Validator]
) -> None:
    """The check can fail: an id that is none, and a name that is missing."""
    one = contents(demonstration, "page=1&state=VA")[0]
    for wrong in (one | {"name": None}, {k: v for k, v in one.items() if k != "description"}):
        with pytest.raises(jsonschema.ValidationError):
            schemas["organization"].validate(wrong)
    with pytest.raises(jsonschema.ValidationError):
        schemas["organization"].validate(one | {"id": "not-a-uuid"})


def test_ids_are_distinct_and_the_same_in_every_export(demonstration: Directory) -> None:
    found = contents(demonstration, "state=VA")
    ids = [one["id"] for one in found]
    services = [service["id"] for one in found for service in one["services"]]
    assert len({*ids, *services}) == len(ids) + len(services)
    assert [one["id"] for one in contents(demonstration, "state=VA")] == ids


# --- there and back ------------------------------------------------------------------------------


def same(one: Facility, other: Facility) -> bool:
    """Whether two facilities and their programs agree in everything but their row."""
    mine = {field.name: getattr(one, field.name) for field in fields(Facility)}
    theirs = {field.name: getattr(other, field.name) for field in fields(Facility)}
    for members in (mine, theirs):
        members["programs"] = [values(program) for program in members["programs"]]
        del members["row"]
    assert mine == theirs
    return True


def without_prices(facility: Facility) -> Facility:
    programs = tuple(
        replace(program, cash=None, hours_known=NOTHING_KNOWN) for program in facility.programs
    )
    return replace(facility, prices=(), programs=programs)


def values(program: Program) -> dict[str, Any]:
    return {one.name: getattr(program, one.name) for one in fields(Program) if one.name != "row"}


def back(content: bytes, path: Path) -> Intake:
    path.write_bytes(content)
    return take_in([str(path)], today=TODAY)


@pytest.mark.slow
def test_the_demonstration_comes_back_the_same(demonstration: Directory, tmp_path: Path) -> None:
    intake = back(written(demonstration), tmp_path / "export.json")
    # As it counts on that day: its dates move with it.
    demonstration = demonstration.on(TODAY)
    report, directory = intake.report, intake.directory
    assert [one.kind for one in report.sources] == ["hsds"]
    assert (report.refused_rows, report.refused_values) == ((), ())
    assert directory.manifest.facilities == demonstration.manifest.facilities
    assert directory.manifest.programs == demonstration.manifest.programs
    for row in range(len(demonstration.facilities)):
        mine, theirs = demonstration.facility(row), directory.facility(row)
        if mine.prices:  # these come again with the files of the hospitals (docs/hsds.md)
            mine, theirs = without_prices(mine), without_prices(theirs)
        assert same(mine, theirs)
    assert "invented" in report.remarks[0].reason


@pytest.mark.parametrize("state", ["VT", "WY", "PR"])
def test_a_slice_of_the_national_directory_comes_back_the_same(
    national_directory: Directory, tmp_path: Path, state: str
) -> None:
    intake = back(written(national_directory, f"state={state}"), tmp_path / "export.json")
    assert intake.report.refused_rows == ()
    assert intake.directory.manifest.as_of == "2023"
    for row in range(len(intake.directory.facilities)):
        mine = intake.directory.facility(row)
        theirs = national_directory.row_of(mine.id)
        assert theirs is not None
        assert same(national_directory.facility(theirs), mine)


def test_the_licences_of_california_come_back_the_same(sample_data: Path, tmp_path: Path) -> None:
    california = take_in([str(sample_data / "california" / "dhcs-facilities.csv")]).directory
    intake = back(written(california, "q=new"), tmp_path / "export.json")
    assert len(intake.directory.facilities) > 5
    for row in range(len(intake.directory.facilities)):
        mine = intake.directory.facility(row)
        theirs = california.row_of(mine.id)
        assert theirs is not None
        assert same(california.facility(theirs), mine)


def test_the_command_line_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "found.json"
    assert main(["search", "care=iop&state=VA", "--format", "hsds", "--output", str(file)]) == 0
    page = json.loads(file.read_text())
    assert page["total_items"] == len(page["contents"]) > 0
    assert page["demonstration"] is True
    assert "invented" in page["notice"]


# --- the forms of others -------------------------------------------------------------------------


def as_csv(rows: list[dict[str, Any]]) -> str:
    lines = [",".join(rows[0])]
    return "\n".join(lines + [",".join(map(str, row.values())) for row in rows]) + "\n"


def forms(folder: Path) -> Iterator[Path]:
    tabular = folder / "tabular"
    tabular.mkdir()
    (tabular / "datapackage.json").write_text("{}")
    for name, rows in TABLES.items():
        (tabular / f"{name}.csv").write_text(as_csv(rows))
    yield tabular
    archive = folder / "tabular.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for one in tabular.iterdir():
            file.write(one, f"package/{one.name}")
    yield archive
    documents: dict[str, Any] = {
        "tabular": dict(TABLES.items()),
        "service": nested(),
        "service_list": {"total_items": 1, "contents": [nested()]},
        "services": [nested()],
    }
    for name, document in documents.items():
        (folder / f"{name}.json").write_text(json.dumps(document))
        yield folder / f"{name}.json"


def test_every_form_of_the_same_package_gives_the_same_facility(tmp_path: Path) -> None:
    found = [(path, take_in([str(path)])) for path in forms(tmp_path)]
    assert len(found) == 6
    first = found[0][1].directory.facility(0)
    assert (first.name1, first.state, first.zip) == ("Elm House", "VA", "22903")
    assert (first.position, first.website) == ("exact", "https://elm.example")
    assert [phone.dial for phone in first.phones] == ["+14345550113,12"]
    (program,) = first.programs
    # Nobody states a care level, so there is none.
    assert (program.care, program.name, program.notes) == (None, "Evening group", "Mondays.")
    for path, intake in found:
        assert [one.kind for one in intake.report.sources] == ["hsds"], path
        assert same(intake.directory.facility(0), first), path


def test_the_official_examples_are_refused_for_their_address_and_not_with_a_traceback(
    sample_data: Path,
) -> None:
    """Their town is MyCity in MyState: no facility of a directory of the United States."""
    examples = sample_data / "hsds" / "examples"
    for name in ("service_full.json", "organization_full.json", "csv", "tabular.json"):
        with pytest.raises(SourceRefused, match=r"refused|no rows|no table|columns"):
            take_in([str(examples / name)])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"city": ""}, "city"),
        ({"state_province": "MyState"}, "state_province"),
        ({"postal_code": "ABC 1234"}, "postal_code"),
    ],
)
def test_a_service_without_a_place_is_refused_with_the_reason(
    tmp_path: Path, change: dict[str, str], field: str
) -> None:
    document = TABLES | {"addresses": [ADDRESS | change]}
    (tmp_path / "tabular.json").write_text(json.dumps(document))
    with pytest.raises(SourceRefused, match=field):
        take_in([str(tmp_path / "tabular.json")])


# --- documented ----------------------------------------------------------------------------------


def test_every_attribute_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "hsds.md").read_text()
    for code in hsds_terms.TERMS:
        assert f"`{code}`" in text, code


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(9, 12, "9-12"), (9, None, "9-"), (None, 12, "-12"), (0, 0.5, "0-0.5")],
)
def test_a_range_is_written_and_read_back(low: float | None, high: float | None, text: str) -> None:
    assert hsds_terms.ends(low, high) == text
    assert hsds_terms.numbers_of(text) == (low, high)


def test_the_csv_tables_of_the_test_are_what_csv_reads() -> None:
    rows = list(csv.DictReader(as_csv(TABLES["phones"]).splitlines()))
    assert rows == TABLES["phones"]
