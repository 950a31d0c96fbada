"""The command line: import, check and info."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from finder.command import VERBS, main
from finder.command.report_text import lines
from finder.directory import open_directory
from finder.intake import take_in
from finder.opening import DEMONSTRATION, demonstration, open_configured

ROOT = Path(__file__).resolve().parents[2]
TableFile = Callable[..., str]
Output = pytest.CaptureFixture[str]


def run(*arguments: str) -> int:
    """The exit status of a call, whether it returns or argparse ends it."""
    try:
        return main(list(arguments))
    except SystemExit as ended:
        return int(ended.code or 0)


def served(folder: Path) -> str:
    return open_directory(str(folder)).facility(0).name1


# --- import --------------------------------------------------------------------------------------


def test_import_puts_a_directory_in_place_and_reports_on_standard_error(
    table_file: TableFile, tmp_path: Path, capsys: Output
) -> None:
    assert run("import", table_file({}, {"zip": ""}), "--to", str(tmp_path / "to")) == 0
    output = capsys.readouterr()
    assert output.out == ""
    assert "rows refused" in output.err
    assert f"FINDER_DIRECTORY={tmp_path / 'to'}" in output.err
    assert served(tmp_path / "to") == "Willow Bend Recovery"


def test_import_goes_to_the_configured_directory_if_not_told_otherwise(
    table_file: TableFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDER_DIRECTORY", str(tmp_path / "configured"))
    assert run("import", table_file({})) == 0
    assert served(tmp_path / "configured") == "Willow Bend Recovery"


def test_import_without_a_folder_says_where_to_write(table_file: TableFile, capsys: Output) -> None:
    assert run("import", table_file({})) == 2
    assert "--to directories/national" in capsys.readouterr().err


@pytest.mark.parametrize("where", [DEMONSTRATION.parent, DEMONSTRATION.parent / "new"])
def test_the_demonstration_is_never_overwritten(
    table_file: TableFile, capsys: Output, where: Path
) -> None:
    assert run("import", table_file({}), "--to", str(where)) == 2
    assert "--to directories/national" in capsys.readouterr().err
    assert not (DEMONSTRATION.parent / "CURRENT").exists()
    assert not (DEMONSTRATION.parent / "new").exists()


def test_import_into_a_file_is_a_wrong_call(table_file: TableFile, capsys: Output) -> None:
    source = table_file({})
    assert run("import", source, "--to", source) == 2
    assert "is a file" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", b"a,b\n1,2\n", b"facility_name,care_level,city,state,zip\n,,,,\nx,y,,,\n"],
    ids=["empty", "web page", "other columns", "every row refused"],
)
def test_a_refused_source_leaves_the_directory_in_place_untouched(
    table_file: TableFile, tmp_path: Path, capsys: Output, content: bytes
) -> None:
    folder = tmp_path / "to"
    assert run("import", table_file({}), "--to", str(folder)) == 0
    before = {one: one.stat().st_mtime_ns for one in folder.rglob("*")}
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(content)
    capsys.readouterr()
    assert run("import", str(bad), "--to", str(folder)) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith(f"finder: {bad}: ")
    assert output.err.count("\n") == 1
    assert {one: one.stat().st_mtime_ns for one in folder.rglob("*")} == before


def test_one_refused_source_of_several_refuses_the_call(
    table_file: TableFile, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    assert run("import", table_file({}), str(empty), "--to", str(tmp_path / "to")) == 1
    assert not (tmp_path / "to").exists()


def test_several_sources_become_one_directory(table_file: TableFile, tmp_path: Path) -> None:
    first = table_file({}, name="a.csv")
    second = table_file({"facility_name": "Elm"}, {"care_level": "php"}, name="b.csv")
    assert run("import", first, second, "--to", str(tmp_path / "to")) == 0
    manifest = open_directory(str(tmp_path / "to")).manifest
    assert (manifest.facilities, manifest.programs) == (2, 3)


@pytest.mark.parametrize(
    ("arguments", "as_of", "where"),
    [
        ([], "2021", "the file's name, programs-2021.csv"),
        (["--as-of", "2022-05"], "2022-05", "the command line"),
    ],
)
def test_the_date_is_that_of_the_call_or_of_the_file_and_where_it_is_from_is_said(
    table_file: TableFile,
    tmp_path: Path,
    capsys: Output,
    arguments: list[str],
    as_of: str,
    where: str,
) -> None:
    source = table_file({}, name="programs-2021.csv")
    assert run("import", source, "--to", str(tmp_path / "to"), *arguments) == 0
    assert f"{as_of} (from {where})" in capsys.readouterr().err
    manifest = open_directory(str(tmp_path / "to")).manifest
    assert (manifest.as_of, manifest.as_of_from) == (as_of, where)


def test_without_any_year_the_date_is_not_known(
    table_file: TableFile, tmp_path: Path, capsys: Output
) -> None:
    assert run("import", table_file({}), "--to", str(tmp_path / "to")) == 0
    assert "date not known" in capsys.readouterr().err
    assert open_directory(str(tmp_path / "to")).manifest.as_of is None


@pytest.mark.parametrize("date", ["soon", "2999", "2023-02-30", ""])
def test_a_date_that_is_none_is_a_wrong_call(
    table_file: TableFile, tmp_path: Path, capsys: Output, date: str
) -> None:
    to = str(tmp_path / "to")
    assert run("import", table_file({}), "--to", to, "--as-of", date) == 2
    assert capsys.readouterr().err.startswith("finder: --as-of: ")


# --- check ---------------------------------------------------------------------------------------


def test_check_writes_nothing(table_file: TableFile, tmp_path: Path, capsys: Output) -> None:
    source = table_file({"hours_low": "call"})
    before = sorted(tmp_path.rglob("*"))
    assert run("check", source) == 0
    output = capsys.readouterr()
    assert output.out == ""
    assert "line 2  hours_low  “call”  is not a number" in output.err
    assert sorted(tmp_path.rglob("*")) == before


def test_the_report_as_json_is_whole_and_alone_on_standard_output(
    table_file: TableFile, capsys: Output
) -> None:
    rows = [{"facility_name": f"Elm {number}", "hours_low": "call"} for number in range(30)]
    assert run("check", "--json", table_file(*rows, {"zip": ""})) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["rows_read"], report["rows_kept"], report["facilities"]) == (31, 30, 30)
    assert len(report["refused_values"]) == 30
    assert report["refused_rows"] == [
        {
            "source": "programs.csv",
            "line": 32,
            "field": "zip",
            "value": "",
            "reason": "is missing",
        }
    ]
    assert report["sources"][0]["kind"] == "table"


def test_the_text_shows_twenty_of_a_kind_and_counts_the_rest(table_file: TableFile) -> None:
    rows = [{"facility_name": f"Elm {number}", "hours_low": "call"} for number in range(30)]
    text = "\n".join(lines(take_in([table_file(*rows)]).report))
    assert text.count("is not a number") == 20
    assert "… and 10 more of this kind" in text


def test_the_kind_can_be_forced(table_file: TableFile, capsys: Output) -> None:
    assert run("check", table_file({}), "--as", "samhsa") == 1
    assert "columns of a source (samhsa)" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["check"],
        ["import"],
        ["check", "a.csv", "--as", "locator"],
        ["check", "a.csv", "--to", "x"],
        ["info", "--no-such-option"],
    ],
)
def test_a_call_that_cannot_be_read_ends_with_2(arguments: list[str], capsys: Output) -> None:
    assert run(*arguments) == 2
    assert capsys.readouterr().err


# --- info ----------------------------------------------------------------------------------------


def test_info_says_what_a_directory_is(
    table_file: TableFile, tmp_path: Path, capsys: Output
) -> None:
    folder = str(tmp_path / "to")
    run("import", table_file({}, {"care_level": "php"}, name="mine-2024.csv"), "--to", folder)
    capsys.readouterr()
    assert run("info", "--from", folder) == 0
    words = capsys.readouterr().out
    assert "mine-2024.csv" in words
    assert "Intensive outpatient" in words
    assert run("info", "--from", folder, "--json") == 0
    values = json.loads(capsys.readouterr().out)
    assert (values["facilities"], values["programs"], values["as_of"]) == (1, 2, "2024")
    assert (values["demonstration"], values["levels"]) == (False, {"php": 1, "iop": 1})


def test_info_without_a_directory_is_about_the_demonstration_and_says_how_to_leave_it(
    capsys: Output,
) -> None:
    assert run("info") == 0
    words = capsys.readouterr().out
    assert "invented" in words.splitlines()[0]
    assert "python -m finder import" in words.splitlines()[0]
    assert run("info", "--json") == 0
    assert json.loads(capsys.readouterr().out)["demonstration"] is True


@pytest.mark.parametrize("kind", ["missing", "empty", "file"])
def test_info_on_a_folder_without_a_directory_is_a_wrong_call(
    table_file: TableFile, tmp_path: Path, capsys: Output, kind: str
) -> None:
    (tmp_path / "empty").mkdir()
    where = table_file({}) if kind == "file" else str(tmp_path / kind)
    assert run("info", "--from", where) == 2
    assert "python -m finder import" in capsys.readouterr().err


def test_info_on_a_damaged_directory_is_refused(
    table_file: TableFile, tmp_path: Path, capsys: Output
) -> None:
    folder = tmp_path / "to"
    run("import", table_file({}), "--to", str(folder))
    next(folder.glob("snapshots/*/manifest.json")).write_text("{}")
    assert run("info", "--from", str(folder)) == 1
    assert "damaged" in capsys.readouterr().err


# --- the whole -----------------------------------------------------------------------------------


def test_every_verb_is_named_once_and_explains_itself(capsys: Output) -> None:
    names = [verb.name for verb in VERBS]
    assert len(set(names)) == len(names)
    for name in names:
        assert run(name, "--help") == 0
        assert "usage: python -m finder" in capsys.readouterr().out


def _process(*arguments: str, **options: int) -> subprocess.CompletedProcess[str]:
    environment = {key: text for key, text in os.environ.items() if key != "FINDER_DIRECTORY"}
    return subprocess.run(
        [sys.executable, "-m", "finder", *arguments],
        cwd=ROOT, env=environment, text=True, check=False, capture_output=True, **options,
    )  # fmt: skip


def test_the_command_runs_as_a_module(table_file: TableFile) -> None:
    done = _process("check", table_file({}))
    assert (done.returncode, done.stdout) == (0, "")
    assert "Traceback" not in done.stderr


def test_a_reader_that_stops_reading_is_no_error() -> None:
    environment = {key: text for key, text in os.environ.items() if key != "FINDER_DIRECTORY"}
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "finder", "info", "--json"],
        cwd=ROOT, env=environment, stdout=writing, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


# --- which directory is opened -------------------------------------------------------------------


def test_the_demonstration_says_that_it_is_one() -> None:
    manifest = demonstration().manifest
    assert manifest.demonstration
    assert "invented" in manifest.name
    assert manifest.as_of is not None
    assert len(manifest.as_of) == len("2025-05-31")


def test_the_demonstration_is_opened_where_nothing_is_configured() -> None:
    assert open_configured().manifest.demonstration
    assert open_configured().snapshot == demonstration().snapshot


def test_a_named_folder_counts_before_the_configured_one(
    table_file: TableFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Elm", "Oak"):
        source = table_file({"facility_name": name})
        assert run("import", source, "--to", str(tmp_path / name)) == 0
    monkeypatch.setenv("FINDER_DIRECTORY", str(tmp_path / "Elm"))
    assert open_configured().facility(0).name1 == "Elm"
    assert open_configured(str(tmp_path / "Oak")).facility(0).name1 == "Oak"


def test_a_source_that_is_not_there_is_a_wrong_call(tmp_path: Path, capsys: Output) -> None:
    assert run("check", str(tmp_path / "none.csv")) == 2
    assert "there is no such file" in capsys.readouterr().err
