"""`python -m finder search`: only the answer on standard output, everything else beside it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from builders import a_directory, a_facility, a_program
from finder.command import main
from finder.directory import Directory, write_snapshot
from finder.export import exports


@dataclass(frozen=True)
class Said:
    """What a call said, and where."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()


@pytest.fixture
def say(capsysbinary: pytest.CaptureFixture[bytes]) -> Any:
    """Makes a call of the command line."""

    def call(*arguments: str) -> Said:
        try:
            status = main(["search", *arguments])
        except SystemExit as end:
            status = int(end.code or 0)
        captured = capsysbinary.readouterr()
        return Said(status, captured.out, captured.err.decode())

    return call


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """A folder that serves a directory of two facilities."""
    directory = a_directory(
        a_facility(a_program("iop", hours=(9, 12)), name="Alder House"),
        a_facility(a_program("php"), name="Birch House"),
    )
    write_snapshot(directory, str(tmp_path / "snapshots" / directory.snapshot))
    (tmp_path / "CURRENT").write_text(directory.snapshot)
    return str(tmp_path)


def _as_if_on_a_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(columns))


def test_a_table_is_printed_unless_something_else_is_asked(say: Any, folder: str) -> None:
    said = say("near=22903&care=iop", "--from", folder)
    assert said.status == 0
    assert "1 facility found (1 match, 0 possible)" in said.text
    assert "Alder House" in said.text
    assert "Birch House" not in said.text
    assert said.err == ""


@pytest.mark.parametrize(
    "words",
    [
        ["?near=22903&care=iop"],
        ["near=22903", "care=iop"],
        ["https://finder.example/plain?near=22903&care=iop#list"],
        ["/?near=22903&care=IOP"],
    ],
)
def test_a_link_is_understood_in_every_way_that_it_is_copied(
    say: Any, folder: str, words: list[str]
) -> None:
    plain = say("near=22903&care=iop", "--from", folder)
    assert say(*words, "--from", folder).out == plain.out


def test_no_query_at_all_finds_everything(say: Any, folder: str) -> None:
    assert "2 facilities found" in say("--from", folder).text


def test_the_demonstration_is_the_default_and_says_so_beside_the_answer(say: Any) -> None:
    said = say("near=22903", "--format", "json")
    assert said.status == 0
    assert "invented" in said.err
    assert json.loads(said.out)["directory"]["demonstration"] is True


def test_the_configured_directory_is_read(
    say: Any, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDER_DIRECTORY", folder)
    said = say("", "--format", "json")
    assert json.loads(said.out)["directory"]["name"] == "Test directory"
    assert said.err == ""


def test_json_is_one_page_and_the_other_forms_are_whole(say: Any, demonstration: Directory) -> None:
    page = json.loads(say("page=2", "--format", "json").out)
    assert (page["page"], len(page["results"])) == (2, 25)
    rows = list(csv.DictReader(io.StringIO(say("page=2", "--format", "csv").text)))
    assert len({row["facility_id"] for row in rows}) == page["total"] == 600
    assert len(json.loads(say("page=2", "--format", "geojson").out)["features"]) == 600


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("care=iopp", "Care level: what the link says was not understood"),
        ("hours=12-9", "smaller number first"),
        ("cost=-1", "0 or more"),
        ("colour=blue", "“colour” is not a filter"),
        ("near=Xyzzyville", "Xyzzyville"),
        ("near=22903&format=csv", "“format” is not a filter"),
    ],
)
def test_what_is_not_understood_is_told_and_nothing_is_answered(
    say: Any, folder: str, query: str, told: str
) -> None:
    said = say(query, "--from", folder)
    assert said.status == 2
    assert told in said.err
    assert said.out == b""


def test_an_ambiguous_town_comes_with_its_choices(say: Any, folder: str) -> None:
    said = say("near=Springfield", "--from", folder)
    assert said.status == 2
    assert "Springfield, IL" in said.err


@pytest.mark.parametrize("form", [name for name in exports().names() if name != "xlsx"])
def test_nothing_found_is_an_answer_too(say: Any, folder: str, form: str) -> None:
    said = say("q=zzzz", "--from", folder, "--format", form)
    assert said.status == 0
    # No facility is no line.
    assert bool(said.out) is (form != "ndjson")


def test_an_unknown_form_is_a_wrong_call(say: Any, folder: str) -> None:
    said = say("", "--format", "pdf", "--from", folder)
    assert said.status == 2
    assert said.out == b""


def test_a_folder_without_directory_is_refused_in_a_sentence(say: Any, tmp_path: Path) -> None:
    said = say("", "--from", str(tmp_path / "none"))
    assert said.status == 2
    assert "no directory is here" in said.err
    assert said.out == b""


def test_a_workbook_is_not_thrown_at_a_terminal(
    say: Any, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as_if_on_a_terminal(monkeypatch, 100)
    said = say("", "--from", folder, "--format", "xlsx")
    assert said.status == 2
    assert "--output programs.xlsx" in said.err
    assert said.out == b""


def test_a_workbook_goes_through_a_pipe(say: Any, folder: str) -> None:
    assert say("", "--from", folder, "--format", "xlsx").out.startswith(b"PK")


def test_a_file_is_written_in_the_form_that_its_name_ends_in(
    say: Any, folder: str, tmp_path: Path
) -> None:
    book, table = tmp_path / "list.xlsx", tmp_path / "list.csv"
    assert say("", "--from", folder, "--output", str(book)).out == b""
    assert book.read_bytes().startswith(b"PK")
    say("", "--from", folder, "--output", str(table))
    assert table.read_text().startswith("number,status")
    say("", "--from", folder, "--format", "json", "--output", str(table))
    assert json.loads(table.read_text())["total"] == 2


def test_a_place_that_cannot_be_written_to_is_told(say: Any, folder: str, tmp_path: Path) -> None:
    said = say("", "--from", folder, "--output", str(tmp_path / "none" / "list.csv"))
    assert said.status == 2
    assert "cannot be written" in said.err


def test_a_file_that_fails_half_way_leaves_the_one_before(
    say: Any, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "list.csv"
    target.write_text("before")

    def full(*_arguments: object) -> Any:
        yield b"half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("finder.export.as_csv.rows", full)
    said = say("", "--from", folder, "--output", str(target))
    assert said.status == 2
    assert "No space left" in said.err
    assert target.read_text() == "before"
    assert [one.name for one in tmp_path.glob(".*")] == []


@pytest.mark.parametrize("columns", [60, 100, 132])
def test_lines_fit_the_terminal(say: Any, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    _as_if_on_a_terminal(monkeypatch, columns)
    lines = say("near=22903&within=100").text.splitlines()
    assert max(map(len, lines)) <= columns


def test_every_form_is_explained_in_the_help(say: Any) -> None:
    said = say("--help")
    assert said.status == 0
    shown = " ".join(said.text.split())
    assert all(f"{export.name}: {export.help}" in shown for export in exports().all())


def test_a_place_written_otherwise_is_said_beside_the_answer(say: Any, folder: str) -> None:
    said = say("near=Boston, Mass.", "--from", folder, "--format", "json")
    assert said.status == 0
    assert "“Boston, Mass.” was read as Boston, MA." in said.err
    assert json.loads(said.text)["query"] == "near=Boston,+MA"


def test_a_place_that_can_mean_two_things_is_a_wrong_call(say: Any, folder: str) -> None:
    said = say("near=Washington", "--from", folder)
    assert said.status == 2
    assert "Washington, DC; Washington State" in said.err
