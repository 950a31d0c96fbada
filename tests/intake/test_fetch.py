"""Fetching from a local server that answers as the locator does, and in every wrong way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from finder import places
from finder.command import main
from finder.intake import take_in
from finder.intake.locator.fetch import Fetched, fetch
from finder.intake.locator.locator_service import (
    STATE_NUMBERS,
    Question,
    Service,
    by_place,
    by_state,
)
from finder.intake.polite import FetchStopped
from finder.vocabulary import STATES
from locator_server import Answer, Locator, serving

TODAY = date(2026, 6, 10)
ROOT = Path(__file__).resolve().parents[2]
VIRGINIA = by_state("VA")


def listing(number: int, **other: Any) -> dict[str, Any]:
    return {
        "name1": f"House {number}",
        "name2": "",
        "street1": f"{number} Elm Street",
        "street2": None,
        "city": "Charlottesville",
        "state": "VA",
        "zip": "22903",
        "phone": "434-555-0113",
        "intake1": None,
        "hotline1": None,
        "website": "http://",
        "latitude": "38.0374836",
        "longitude": "-78.488558",
        "typeFacility": "SA",
        "services": [{"f1": "Settings", "f2": "SET", "f3": "Intensive outpatient treatment"}],
        **other,
    }


@pytest.fixture
def locator() -> Iterator[Locator]:
    with serving(Locator([listing(number) for number in range(8)])) as one:
        yield one


class Waits(list[float]):
    """In the place of sleeping: remembers how long one would have slept."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def fetched(
    locator: Locator, folder: Path, *questions: Question, waits: Waits | None = None
) -> Fetched:
    service = Service(locator.address, sleep=waits if waits is not None else Waits())
    return fetch(questions or (VIRGINIA,), folder, service, TODAY)


def stopped(locator: Locator, folder: Path) -> str:
    """The sentence with which a fetch stops, in one line."""
    with pytest.raises(FetchStopped) as caught:
        fetched(locator, folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def wrong_once(locator: Locator, request: int, answer: Answer) -> None:
    locator.wrongly = lambda number, _asked: answer if number == request else None


# --- what is asked -------------------------------------------------------------------------------


def test_every_page_is_asked_for_once_and_kept_as_it_came(locator: Locator, tmp_path: Path) -> None:
    result = fetched(locator, tmp_path / "to")
    assert (result.pages, result.kept, result.rows) == (3, 0, 8)
    assert [asked["page"] for asked in locator.asked] == ["1", "2", "3"]
    files = sorted(one.name for one in (tmp_path / "to").iterdir())
    assert files == ["VA-page-0001.json", "VA-page-0002.json", "VA-page-0003.json", "fetch.json"]
    assert (tmp_path / "to" / files[1]).read_bytes() == locator.page(2)


def test_a_state_is_asked_for_by_the_number_of_the_locator(
    locator: Locator, tmp_path: Path
) -> None:
    fetched(locator, tmp_path / "to")
    asked = locator.asked[0]
    assert asked.pop("sAddr").startswith("37.")
    assert asked == {
        "sType": "sa",
        "pageSize": "2000",
        "page": "1",
        "sort": "0",
        "limitType": "0",
        "limitValue": "50",
    }


def test_a_place_is_asked_for_by_its_rounded_point_and_metres() -> None:
    question = by_place(places.find("22903"), 10)
    assert question.parameters == {
        "sAddr": "38.02,-78.55",
        "limitType": "2",
        "limitValue": "16094",
    } | {"sAddr": question.parameters["sAddr"]}
    assert all(len(one.partition(".")[2]) == 2 for one in question.parameters["sAddr"].split(","))


def test_the_50_states_and_the_capital_have_a_number_each() -> None:
    assert len(STATE_NUMBERS) == len(set(STATE_NUMBERS.values())) == 51
    assert set(STATE_NUMBERS) <= set(STATES.codes)
    assert STATE_NUMBERS["MS"] == 39
    assert STATE_NUMBERS["WY"] == 52


def test_requests_have_a_pause_between_them(locator: Locator, tmp_path: Path) -> None:
    waits = Waits()
    fetched(locator, tmp_path / "to", waits=waits)
    assert waits == [1.0, 1.0]


def test_what_was_fetched_is_imported_with_its_day(locator: Locator, tmp_path: Path) -> None:
    fetched(locator, tmp_path / "to")
    intake = take_in([str(tmp_path / "to")])
    assert (intake.report.rows_read, intake.report.facilities) == (8, 8)
    assert intake.directory.manifest.as_of == "2026-06-10"
    assert intake.report.remarks == ()


def test_several_questions_lie_side_by_side(locator: Locator, tmp_path: Path) -> None:
    result = fetched(locator, tmp_path / "to", VIRGINIA, by_state("MD"))
    assert result.pages == 6
    assert take_in([str(tmp_path / "to")]).report.facilities == 8


# --- busy ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "wait"), [({}, 2.0), ({"Retry-After": "7"}, 7.0), ({"Retry-After": "soon"}, 2.0)]
)
@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_service_is_asked_again_after_the_time_that_it_wants(
    locator: Locator, tmp_path: Path, status: int, headers: dict[str, str], wait: float
) -> None:
    wrong_once(locator, 2, (status, headers, b"<html>busy</html>"))
    waits = Waits()
    assert fetched(locator, tmp_path / "to", waits=waits).rows == 8
    assert waits == [1.0, wait, 1.0, 1.0]


def test_a_time_to_wait_may_be_a_date_that_has_passed(locator: Locator, tmp_path: Path) -> None:
    wrong_once(locator, 1, (429, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, b""))
    waits = Waits()
    assert fetched(locator, tmp_path / "to", waits=waits).rows == 8
    assert waits[0] == 0.0


def test_waits_grow_and_end_in_a_clear_stop(locator: Locator, tmp_path: Path) -> None:
    locator.wrongly = lambda _number, _asked: (503, {}, b"")
    waits = Waits()
    with pytest.raises(FetchStopped, match="status 503, 6 times; try again later"):
        fetched(locator, tmp_path / "to", waits=waits)
    assert [one for one in waits if one != 1.0] == [2.0, 4.0, 8.0, 16.0, 32.0]


def test_a_wait_of_hours_is_told_and_not_waited_for(locator: Locator, tmp_path: Path) -> None:
    wrong_once(locator, 2, (429, {"Retry-After": "7200"}, b""))
    assert "for 120 minutes; run this again then" in stopped(locator, tmp_path / "to")
    assert (tmp_path / "to" / "VA-page-0001.json").exists()


# --- wrong ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("cut", [b"", b'{"page": 2, "rows": [', b'{"rows":\xff'])
def test_a_page_cut_in_half_is_asked_for_again(
    locator: Locator, tmp_path: Path, cut: bytes
) -> None:
    wrong_once(locator, 2, (200, {}, cut))
    assert fetched(locator, tmp_path / "to").rows == 8
    assert [asked["page"] for asked in locator.asked] == ["1", "2", "2", "3"]


def test_a_connection_that_breaks_in_the_page_is_asked_for_again(
    locator: Locator, tmp_path: Path
) -> None:
    wrong_once(locator, 2, (200, {"Content-Length": "100000"}, b'{"rows": ['))
    assert fetched(locator, tmp_path / "to").rows == 8


def test_a_page_with_rows_missing_is_asked_for_again_and_never_taken(
    locator: Locator, tmp_path: Path
) -> None:
    locator.wrongly = lambda _number, asked: (
        (200, {}, locator.page(2, rows=locator.rows[3:4])) if asked["page"] == "2" else None
    )
    assert "page 2 of VA has 1 rows where 3 belong" in stopped(locator, tmp_path / "to")
    assert not (tmp_path / "to" / "VA-page-0002.json").exists()


def test_an_answer_whose_counts_change_is_fetched_anew(locator: Locator, tmp_path: Path) -> None:
    def one_more(number: int, _asked: dict[str, str]) -> Answer | None:
        if number == 2:
            locator.rows = [listing(99), *locator.rows]
        return None

    locator.wrongly = one_more
    result = fetched(locator, tmp_path / "to")
    assert [asked["page"] for asked in locator.asked] == ["1", "2", "1", "2", "3"]
    assert (result.rows, result.pages) == (9, 3)
    assert take_in([str(tmp_path / "to")]).report.facilities == 9


def test_an_answer_that_never_holds_still_stops(locator: Locator, tmp_path: Path) -> None:
    locator.wrongly = lambda number, asked: (
        200,
        {},
        locator.page(int(asked["page"]), recordCount=number),
    )
    assert "changes while it is read" in stopped(locator, tmp_path / "to")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((200, {}, b"<!DOCTYPE html><title>Sorry</title>"), "a web page where data is expected"),
        ((200, {}, b'{"error": "no"}'), "in another form than the locator's"),
        ((200, {}, b"[]"), "in another form than the locator's"),
        ((200, {}, b'{"rows": null, "totalPages": 1, "recordCount": 0}'), "in another form"),
        ((200, {}, b'{"rows": [], "totalPages": "1", "recordCount": 0}'), "in another form"),
        ((400, {}, b""), "status 400"),
        ((403, {}, b""), "status 403"),
        ((404, {}, b""), "status 404"),
        ((302, {"Location": "/elsewhere/without/end"}, b""), "redirect"),
    ],
)
def test_anything_else_stops_at_once_in_one_sentence(
    locator: Locator, tmp_path: Path, answer: Answer, reason: str
) -> None:
    locator.wrongly = lambda number, _asked: answer if number >= 2 else None
    locator.rows = locator.rows[:4]
    if answer[0] == 302:
        locator.wrongly = lambda _number, asked: answer
    assert reason in stopped(locator, tmp_path / "to").lower()


def test_nobody_there_is_told(tmp_path: Path) -> None:
    service = Service("http://127.0.0.1:9/locator", sleep=Waits())
    with pytest.raises(FetchStopped, match="page 1 of VA did not come"):
        fetch([VIRGINIA], tmp_path / "to", service, TODAY)


def test_rows_of_nulls_no_position_and_strange_labels_are_kept_and_reported_by_the_import(
    locator: Locator, tmp_path: Path
) -> None:
    strange = [{"f1": "?", "f2": "SET", "f3": "On the moon; Outpatient"}]
    locator.rows = [
        listing(1),
        dict.fromkeys(listing(2)),
        listing(3, latitude="0", longitude="0", services=strange),
    ]
    fetched(locator, tmp_path / "to")
    report = take_in([str(tmp_path / "to")]).report
    assert (report.rows_read, report.facilities) == (3, 2)
    assert [(one.line, one.field) for one in report.refused_rows] == [(2, "name1")]
    assert ["0, 0 is no position" in one.reason for one in report.refused_values] == [True]
    assert report.unknown_codes == {"SET: On the moon": 1}


# --- stopped and gone on -------------------------------------------------------------------------


def test_a_fetch_that_was_stopped_goes_on_where_it_was(locator: Locator, tmp_path: Path) -> None:
    wrong_once(locator, 3, (403, {}, b""))
    stopped(locator, tmp_path / "to")
    locator.asked.clear()
    locator.wrongly = lambda _number, _asked: None
    result = fetched(locator, tmp_path / "to")
    assert (result.pages, result.kept, result.rows) == (3, 2, 8)
    assert [asked["page"] for asked in locator.asked] == ["3"]


def test_a_fetch_that_was_killed_goes_on_where_it_was(locator: Locator, tmp_path: Path) -> None:
    """A real process, killed while it waits for page 3; nothing half-written is in the folder."""
    reached, killed = threading.Event(), threading.Event()

    def held(_number: int, asked: dict[str, str]) -> Answer | None:
        if asked["page"] == "3" and not killed.is_set():
            reached.set()
            killed.wait(180)
        return None

    locator.wrongly = held
    folder = tmp_path / "to"
    arguments = ["fetch", "--state", "VA", "--to", str(folder), "--pause", "0"]
    process = subprocess.Popen(
        [sys.executable, "-m", "finder", *arguments],
        cwd=ROOT,
        env=os.environ | {"FINDER_LOCATOR": locator.address},
        stderr=subprocess.DEVNULL,
    )
    try:
        assert reached.wait(180)
        process.send_signal(signal.SIGKILL)
    finally:
        process.kill()
        process.wait()
        killed.set()
    assert sorted(one.name for one in folder.glob("VA-*")) == [
        "VA-page-0001.json",
        "VA-page-0002.json",
    ]
    locator.asked.clear()
    assert main([*arguments, "--service", locator.address]) == 0
    assert [asked["page"] for asked in locator.asked] == ["3"]
    assert take_in([str(folder)]).report.facilities == 8


def test_a_complete_fetch_asks_for_nothing(locator: Locator, tmp_path: Path) -> None:
    fetched(locator, tmp_path / "to")
    locator.asked.clear()
    assert fetched(locator, tmp_path / "to").kept == 3
    assert locator.asked == []


def test_a_damaged_page_in_the_folder_is_fetched_again(locator: Locator, tmp_path: Path) -> None:
    fetched(locator, tmp_path / "to")
    (tmp_path / "to" / "VA-page-0002.json").write_text("{")
    locator.asked.clear()
    fetched(locator, tmp_path / "to")
    assert [asked["page"] for asked in locator.asked] == ["2"]
    assert take_in([str(tmp_path / "to")]).report.facilities == 8


def test_a_folder_of_another_question_is_left_alone(locator: Locator, tmp_path: Path) -> None:
    fetched(locator, tmp_path / "to")
    with pytest.raises(FetchStopped, match="another question"):
        fetched(locator, tmp_path / "to", by_state("MD"))


def test_a_folder_with_other_files_is_left_alone(locator: Locator, tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text("{}")
    assert "holds other files" in stopped(locator, tmp_path)
    assert locator.asked == []


# --- the command ---------------------------------------------------------------------------------


def test_the_command_says_what_it_fetched_and_how_to_import_it(
    locator: Locator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--near", "22903", "--within", "10", "--service", locator.address, "--pause", "0"]
    assert main(["fetch", *arguments, "--to", str(tmp_path / "to")]) == 0
    output = capsys.readouterr()
    assert output.out == ""
    assert "3 pages with 8 listings are in" in output.err
    assert f"python -m finder import {tmp_path / 'to'}" in output.err
    described = json.loads((tmp_path / "to" / "fetch.json").read_text())
    assert described["questions"][0]["parameters"]["limitValue"] == "16094"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--state", "ZZ"],
        ["--state", "PR"],
        ["--near", "nowhere at all"],
        ["--within", "10"],
        ["--near", "22903", "--within", "-1"],
        ["--state", "VA", "--service", "ftp://example.org"],
    ],
)
def test_a_call_that_cannot_be_asked_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(["fetch", *arguments, "--to", str(tmp_path / "to")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "to").exists()


def test_a_stopped_fetch_has_status_1(
    locator: Locator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    locator.wrongly = lambda _number, _asked: (404, {}, b"")
    arguments = ["--state", "VA", "--service", locator.address, "--to", str(tmp_path / "to")]
    assert main(["fetch", *arguments]) == 1
    assert "status 404" in capsys.readouterr().err
