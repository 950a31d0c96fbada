"""What a folder has served: history, rollback, differences, and what is gone since when."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import fsspec
import pyarrow.parquet as pq
import pytest

from finder.command import main
from finder.directory import Directory, open_directory
from finder.directory.differences import differences
from finder.directory.history import read_history
from finder.directory.storage import current_snapshot
from finder.directory.stores import store_of
from finder.errors import DirectoryUnreadable
from finder.intake import take_in
from finder.intake.publishing.publish import PublishRefused, publish, rollback

TableFile = Callable[..., str]
Made = Callable[..., Directory]
Row = dict[str, str]


@pytest.fixture
def made(table_file: TableFile) -> Made:
    """Directories of some facilities, by name; a row may say more."""

    def make(*rows: str | Row, as_of: str = "2023") -> Directory:
        named = [{"facility_name": one} if isinstance(one, str) else one for one in rows]
        return take_in([table_file(*named)], as_of=as_of).directory

    return make


@pytest.fixture(params=["folder", "memory"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A folder of this machine, and an address in an object store of fsspec."""
    if request.param == "folder":
        return str(tmp_path / "directory")
    # What an import that was ended halfway left behind hinders nobody.
    fsspec.filesystem("memory").makedirs(f"{tmp_path.name}/directory/snapshots/halfway")
    return f"memory://{tmp_path.name}/directory"


def put(directory: Directory, folder: str) -> Directory:
    publish(directory, folder, accept_drop=True)
    return directory


def test_a_directory_is_published_and_opened_at_any_place(made: Made, place: str) -> None:
    elm = put(made("Elm"), place)
    opened = open_directory(place)
    assert (opened.snapshot, opened.facility(0)) == (elm.snapshot, elm.facility(0))
    oak = put(made("Oak"), place)
    assert current_snapshot(place) == oak.snapshot


def test_a_drop_is_refused_at_any_place(made: Made, place: str) -> None:
    put(made("Elm", "Oak"), place)
    with pytest.raises(PublishRefused, match="--accept-drop"):
        publish(made("Elm"), place)
    assert open_directory(place).manifest.facilities == 2


def test_rollback_goes_to_the_one_before_and_further(made: Made, place: str) -> None:
    elm, oak, ash = (put(made(name), place) for name in ("Elm", "Oak", "Ash"))
    assert rollback(place).snapshot == oak.snapshot
    assert current_snapshot(place) == oak.snapshot
    assert rollback(place, ash.snapshot[:6]).snapshot == ash.snapshot
    assert rollback(place, elm.snapshot).snapshot == elm.snapshot
    assert open_directory(place).facility(0).name1 == "Elm"


def test_rollback_past_the_first_and_to_an_unknown_one_is_refused(made: Made, place: str) -> None:
    elm = put(made("Elm"), place)
    with pytest.raises(PublishRefused, match="no snapshot was served before"):
        rollback(place)
    with pytest.raises(DirectoryUnreadable, match=f"no snapshot is named 'xx'.*{elm.snapshot}"):
        rollback(place, "xx")


def test_rollback_to_a_damaged_snapshot_is_refused(made: Made, tmp_path: Path) -> None:
    elm, oak = put(made("Elm"), str(tmp_path)), put(made("Oak"), str(tmp_path))
    (tmp_path / "snapshots" / elm.snapshot / "facilities.parquet").write_bytes(b"PAR1")
    with pytest.raises(DirectoryUnreadable, match="damaged"):
        rollback(str(tmp_path))
    assert current_snapshot(str(tmp_path)) == oak.snapshot


@pytest.mark.parametrize("column", range(4))
def test_one_flipped_byte_of_the_data_is_damage(made: Made, tmp_path: Path, column: int) -> None:
    elm = put(made(*(f"Elm {number}" for number in range(50))), str(tmp_path))
    file = tmp_path / "snapshots" / elm.snapshot / "facilities.parquet"
    pages = pq.read_metadata(file).row_group(0).column(column)
    content = bytearray(file.read_bytes())
    # In the middle of its pages lie data: what heads a page has no checksum in this format.
    content[pages.data_page_offset + pages.total_compressed_size // 2] ^= 0x20
    file.write_bytes(content)
    with pytest.raises(DirectoryUnreadable, match="damaged"):
        open_directory(str(tmp_path))


def test_what_is_gone_is_known_with_the_day_and_comes_back(made: Made, place: str) -> None:
    elm_and_oak = put(made("Elm", "Oak", as_of="2023"), place)
    gone_id = next(one.id for one in map(elm_and_oak.facility, range(2)) if one.name1 == "Oak")
    put(made("Elm", as_of="2024"), place)
    gone = open_directory(place).gone
    assert list(gone) == [gone_id]
    told = gone[gone_id]
    assert (told.name, told.city, told.state) == ("Oak", "Charlottesville", "VA")
    assert told.last_as_of == "2023"
    assert told.since == read_history(store_of(place)).switches[-1].at[:10]
    put(made("Elm", "Ash", as_of="2025"), place)
    assert open_directory(place).gone == gone
    put(made("Oak", "Elm", "Ash", as_of="2026"), place)
    assert open_directory(place).gone == {}


def test_what_a_rollback_takes_away_is_gone_too(made: Made, place: str) -> None:
    put(made("Elm"), place)
    put(made("Elm", "Oak"), place)
    rollback(place)
    assert [one.name for one in open_directory(place).gone.values()] == ["Oak"]


def test_the_same_import_again_leaves_the_history_as_it_is(made: Made, place: str) -> None:
    for _again in range(2):
        put(made("Elm"), place)
    assert len(read_history(store_of(place)).switches) == 1


def test_a_damaged_history_is_said_and_the_directory_is_served(made: Made, tmp_path: Path) -> None:
    put(made("Elm"), str(tmp_path))
    (tmp_path / "history.json").write_text('{"switches": [{')
    assert open_directory(str(tmp_path)).gone == {}
    with pytest.raises(DirectoryUnreadable, match=r"history\.json is damaged"):
        publish(made("Elm", "Oak"), str(tmp_path))


def test_an_import_that_another_overtook_in_an_object_store_is_refused(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "memory://race/directory"
    put(made("Elm"), address)
    ash, oak = made("Ash"), made("Oak")

    def overtaken(*_arguments: object) -> None:
        monkeypatch.undo()
        put(ash, address)

    monkeypatch.setattr("finder.intake.publishing.publish._write", overtaken)
    with pytest.raises(PublishRefused, match="another import was faster"):
        publish(oak, address, accept_drop=True)
    assert open_directory(address).facility(0).name1 == "Ash"


@pytest.mark.parametrize("address", ["gopher://example.org/far", "nosuch://bucket"])
def test_an_unknown_address_is_unreadable(address: str) -> None:
    with pytest.raises(DirectoryUnreadable, match="cannot be reached"):
        current_snapshot(address)


def test_differences_are_by_id_field_and_state(made: Made) -> None:
    before = made(
        {"facility_name": "Elm", "phone": "434-555-0100"},
        {"facility_name": "Oak", "hours_low": "9"},
        {"facility_name": "Ash", "state": "MD", "zip": "21201"},
        {"facility_name": "Fir"},
    )
    after = made(
        {"facility_name": "Elm", "phone": "434-555-0199"},
        {"facility_name": "Oak", "hours_low": "12"},
        {"facility_name": "Oak", "care_level": "php"},
        {"facility_name": "Yew", "state": "MD", "zip": "21201"},
        {"facility_name": "Fir"},
    )
    found = differences(before, after)
    assert [one.name for one in found.gone] == ["Ash"]
    assert [one.name for one in found.new] == ["Yew"]
    changed = {one.name: set(one.fields) for one in found.changed}
    assert changed == {"Elm": {"phones"}, "Oak": {"hours", "programs"}}
    assert found.by_state == {"MD": (1, 1, 0), "VA": (0, 0, 2)}
    assert differences(after, after).by_state == {}


def test_the_real_directory_differs_from_its_workbook_in_positions_alone(
    national_directory: Directory, workbook_directory: Directory
) -> None:
    found = differences(national_directory, workbook_directory)
    assert (len(found.gone), len(found.new)) == (0, 0)
    assert set(found.fields) == {"position"}


def _answer(capsys: pytest.CaptureFixture[str], *call: str) -> str:
    assert main(call) == 0
    return capsys.readouterr().out


def test_the_verbs_tell_it(made: Made, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    elm, both = put(made("Elm"), place), put(made("Elm", "Oak"), place)
    told = json.loads(_answer(capsys, "history", "--from", place, "--json"))
    assert [one["snapshot"] for one in told["switches"]] == [both.snapshot, elm.snapshot]
    assert [one["served"] for one in told["switches"]] == [True, False]
    assert _answer(capsys, "history", "--from", place).startswith(f"* {both.snapshot}")
    found = json.loads(_answer(capsys, "diff", "--from", place, "--json"))
    assert found["counts"] == {"gone": 0, "new": 1, "changed": 0}
    assert found["by_state"] == {"VA": {"gone": 0, "new": 1, "changed": 0}}
    back = json.loads(
        _answer(capsys, "diff", both.snapshot, elm.snapshot, "--from", place, "--json")
    )
    assert [one["name"] for one in back["gone"]] == ["Oak"]
    assert "1 facility new" in _answer(capsys, "diff", "--from", place)
    _answer(capsys, "rollback", "--from", place)
    assert current_snapshot(place) == elm.snapshot
    assert (
        json.loads(_answer(capsys, "info", "--from", place, "--json"))["snapshot"] == elm.snapshot
    )


@pytest.mark.parametrize("verb", ["history", "rollback", "diff"])
def test_without_a_directory_the_call_is_wrong(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([verb]) == 2
    assert main([verb, "--from", str(tmp_path)]) == 2
    assert "no directory is here" in capsys.readouterr().err


def test_an_import_with_a_drop_is_refused_with_status_1(
    made: Made, table_file: TableFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "directory")
    put(made("Elm", "Oak"), folder)
    source = table_file({"facility_name": "Elm"}, name="fewer.csv")
    assert main(["import", source, "--to", folder]) == 1
    assert "facilities in Virginia 2 → 1 (−50%)" in capsys.readouterr().err
    assert main(["import", source, "--to", folder, "--accept-drop"]) == 0
    accepted = read_history(store_of(folder)).switches[-1].accepted
    assert accepted.startswith("facilities in Virginia 2 → 1")
