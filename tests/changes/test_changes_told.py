"""What changed, asked as others ask: from a server process over HTTP, and on the command line.

Two tables follow each other in one folder, and a desk was told things since. Every kind of change
is there once.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import feedparser
import httpx
import pytest

from finder.command import main
from finder.desk.database import open_desk
from finder.desk.reports import add, take_back
from finder.desk.said import Report
from finder.directory.changes import KINDS
from server_process import LiveServer, started

TODAY = datetime.now(UTC).date()
ATOM = {"a": "http://www.w3.org/2005/Atom"}
TEAM = "Blue Ridge Line"
Row = dict[str, str]


def a_row(place: str, name: str, **more: str) -> Row:
    """A program of a place in Charlottesville; place: its id."""
    return {
        "facility_id": place,
        "facility_name": name,
        "care_level": "iop",
        "zip": "22903",
        "street": f"{len(name)} Main St",
        "city": "Charlottesville",
        "state": "VA",
        "phone": "434-555-0100",
        "cost_low": "",
        "cost_per": "",
        "openings": "",
        "openings_on": "",
        **more,
    }


# By id of our own form, which is kept: what the first table says, and the second.
BEFORE = [
    a_row("aaaaaaa2", "Alder House"),
    a_row("aaaaaaa3", "Birch House"),
    a_row("aaaaaaa4", "Cedar House"),
    a_row("aaaaaaa5", "Dogwood House"),
    a_row("aaaaaaa6", "Elm House", cost_low="400", cost_per="week"),
    a_row("aaaaaaa7", "Fir House", openings="2", openings_on=str(TODAY - timedelta(3))),
    a_row("bbbbbbb2", "Gum House"),
    a_row("bbbbbbb3", "Hazel House"),
    a_row("bbbbbbb4", "Ivy House"),
]
AFTER = [
    a_row("aaaaaaa3", "Birch House", street="9 Other St"),
    a_row("aaaaaaa4", "Cedar House", phone="434-555-0199"),
    a_row("aaaaaaa5", "Dogwood House"),
    a_row("aaaaaaa5", "Dogwood House", care_level="php"),
    a_row("aaaaaaa6", "Elm House", cost_low="450", cost_per="week"),
    a_row("aaaaaaa7", "Fir House", openings="5", openings_on=str(TODAY - timedelta(1))),
    a_row("aaaaaaab", "Juniper House", phone="434-555-0123"),
    *BEFORE[6:],
]
CHANGED = {
    "gone": "Alder House",
    "new": "Juniper House",
    "moved": "Birch House",
    "phone": "Cedar House",
    "level": "Dogwood House",
    "price": "Elm House",
    "openings": "Fir House",
}
WORDS = {
    "gone": "The newer directory does not list it.",
    "new": "The directory before did not list it.",
    "moved": "9 Other St",
    "phone": "434-555-0199",
    "level": "Now listed too: Partial hospitalization",
    "price": "Before: Intensive outpatient: from $400 a week",
    "openings": "5 openings",
}
TOLD_ON = TODAY - timedelta(2)
REPORTS = [
    Report("bbbbbbb2", "phone", TOLD_ON, care="iop", facts={"cost_low": 300, "cost_per": "week"}),
    Report("bbbbbbb3", "phone", TOLD_ON, facts={"phone": "434-555-0177"}),
    Report("bbbbbbb4", "phone", TOLD_ON, kind="closed"),
]
BY_DESK = {"price": "Gum House", "phone": "Hazel House", "gone": "Ivy House"}


def imported(rows: list[Row], folder: Path, name: str) -> None:
    table = folder / name
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    served = str(folder / "served")
    assert main(["import", str(table), "--to", served, "--accept-drop"]) == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its `served` has served the first table, and serves the second."""
    folder = tmp_path_factory.mktemp("told")
    imported(BEFORE, folder, "Programs 2025.csv")
    imported(AFTER, folder, "Programs 2026.csv")
    return folder


@pytest.fixture(scope="module")
def desk(folder: Path) -> str:
    """The address of a desk that was told of three places."""
    address = f"sqlite:///{folder / 'desk.db'}"
    with closing(open_desk(address)) as desk:
        for report in REPORTS:
            desk.saving(lambda connection, report=report: add(connection, report, TODAY))
    return address


@pytest.fixture(scope="module")
def server(folder: Path, desk: str) -> Iterator[LiveServer]:
    settings = {"FINDER_DIRECTORY": str(folder / "served"), "FINDER_DESK": desk}
    with started(folder / "log.txt", **settings, FINDER_DESK_TEAM=TEAM) as server:
        yield server


def got(server: LiveServer, path: str) -> httpx.Response:
    answer = httpx.get(f"{server.address}{path}", timeout=60)
    assert answer.status_code == 200
    return answer


def by_kind(changes: list[dict[str, Any]], *, desk: bool) -> dict[str, dict[str, Any]]:
    return {one["kind"]: one for one in changes if (one["source"]["name"] == TEAM) == desk}


def test_every_kind_is_told_with_its_date_and_its_source(server: LiveServer) -> None:
    answer = got(server, "/api/v1/changes?state=VA").json()
    assert (answer["total"], answer["updates"]) == (len(CHANGED) + len(BY_DESK), 1)
    assert set(answer["counts"]) == set(KINDS)
    told = by_kind(answer["changes"], desk=False)
    assert {kind: one["name"] for kind, one in told.items()} == CHANGED
    for kind, one in told.items():
        assert WORDS[kind] in one["words"]
        assert one["on"] == TODAY.isoformat()
        assert one["source"]["as_of"] == "2026"
        assert one["listed"] == (kind != "gone")
    assert told["price"]["before"] == [{"care": "iop", "low": 400, "high": None, "unit": "week"}]
    assert told["openings"]["after"] == [
        {"care": "iop", "count": 5, "reported_on": str(TODAY - timedelta(1))}
    ]


def test_what_the_desk_was_told_has_its_own_day_and_team(server: LiveServer) -> None:
    answer = got(server, "/api/v1/changes").json()
    told = by_kind(answer["changes"], desk=True)
    assert {kind: one["name"] for kind, one in told.items()} == BY_DESK
    for one in told.values():
        assert one["on"] == one["source"]["as_of"] == TOLD_ON.isoformat()
    assert told["price"]["after"] == [{"care": "iop", "low": 300, "high": None, "unit": "week"}]
    assert "434-555-0177" in told["phone"]["after"]
    # The newest first, whoever says it.
    days = [one["on"] for one in answer["changes"]]
    assert days == sorted(days, reverse=True)
    since = got(server, f"/api/v1/changes?since={TODAY}").json()
    assert {one["name"] for one in since["changes"]} == set(CHANGED.values())


def test_lines_and_pages_tell_the_same(server: LiveServer) -> None:
    answer = got(server, "/api/v1/changes?care=iop").json()
    lines = got(server, "/api/v1/changes?care=iop&format=ndjson")
    assert lines.headers["content-type"].startswith("application/x-ndjson")
    assert [json.loads(line) for line in lines.text.splitlines()] == answer["changes"]
    page = got(server, "/changes?care=iop").text
    for one in answer["changes"]:
        assert one["name"] in page
        assert one["source"]["name"] in page
    assert f"Told to {TEAM} on" in page


def feed_of(server: LiveServer, query: str = "near=22903&within=any") -> Xml.Element:
    answer = got(server, f"/feed.atom?{query}")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return Xml.fromstring(answer.content)


def one_text(element: Xml.Element, name: str) -> str:
    [found] = element.findall(f"a:{name}", ATOM)
    assert found.text
    return found.text


def test_the_feed_is_what_the_standard_asks(server: LiveServer) -> None:
    """RFC 4287: 3.2, 3.3, 4.1.1 and 4.1.2, rule by rule."""
    root = feed_of(server)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    entries = root.findall("a:entry", ATOM)
    assert len(entries) == len(CHANGED) + len(BY_DESK)
    for element in (root, *entries):
        # Exactly one id that is an IRI, one title, one day of change with its offset.
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one_text(element, "id"))
        assert one_text(element, "title")
        assert datetime.fromisoformat(one_text(element, "updated")).tzinfo
        # No two ways to the same in the same language and kind.
        links = element.findall("a:link", ATOM)
        ways = [(one.get("rel"), one.get("type"), one.get("hreflang")) for one in links]
        assert len(set(ways)) == len(ways)
        assert all(one.get("href", "").startswith(server.address) for one in links)
        assert any(one.get("rel") == "alternate" for one in links)
    # All entries have the author of the feed, who has a name.
    assert [one.text for one in root.findall("a:author/a:name", ATOM)] != [""]
    assert [one.get("rel") for one in root.findall("a:link", ATOM)].count("self") == 1
    assert len({one_text(one, "id") for one in entries}) == len(entries)
    newest = max(one_text(one, "updated") for one in entries)
    assert one_text(root, "updated") == newest
    for entry in entries:
        assert len(entry.findall("a:summary", ATOM)) == 1
        assert len(entry.findall("a:published", ATOM)) == 1
        assert {one.get("term") for one in entry.findall("a:category", ATOM)} <= set(KINDS)
    allowed = {"id", "title", "subtitle", "updated", "author", "link", "entry", "generator"}
    assert {one.tag.partition("}")[2] for one in root} <= allowed
    assert not feedparser.parse(Xml.tostring(root)).bozo


def test_who_reads_that_a_place_is_gone_reads_it_in_the_feed(server: LiveServer) -> None:
    titles = [one_text(one, "title") for one in feed_of(server).findall("a:entry", ATOM)]
    assert "No longer listed: Alder House, Charlottesville, VA" in titles
    assert "Told to be closed: Ivy House, Charlottesville, VA" in titles


def test_entries_keep_their_ids_and_what_is_taken_back_leaves(
    folder: Path, desk: str, server: LiveServer, tmp_path: Path
) -> None:
    """Whichever server tells them, and after another table was imported."""
    address = "/api/v1/changes"
    first = {one["id"]: one for one in got(server, address).json()["changes"]}
    entries = {one_text(one, "id") for one in feed_of(server).findall("a:entry", ATOM)}
    assert entries == set(first)
    later_on = shutil.copytree(folder, tmp_path / "later")
    address_later = desk.replace(str(folder), str(later_on))
    with closing(open_desk(address_later)) as opened:
        opened.saving(lambda connection: take_back(connection, 1, None))
    imported([*AFTER, a_row("aaaaaaac", "Katsura House")], later_on, "Programs 2027.csv")
    settings = {"FINDER_DIRECTORY": str(later_on / "served"), "FINDER_DESK": address_later}
    with started(later_on / "log.txt", **settings, FINDER_DESK_TEAM=TEAM) as another:
        later = {one["id"]: one for one in got(another, address).json()["changes"]}
    [new] = [later[one] for one in later if one not in first]
    assert (new["kind"], new["name"]) == ("new", "Katsura House")
    [left] = [first[one] for one in first if one not in later]
    assert (left["kind"], left["name"]) == ("price", "Gum House")
    kept = set(first) & set(later)
    assert {one: first[one]["on"] for one in kept} == {one: later[one]["on"] for one in kept}


def said(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> str:
    capsysbinary.readouterr()
    assert main(["changes", *arguments]) == 0
    return capsysbinary.readouterr().out.decode()


def test_the_command_line_tells_each_kind(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    place = ["state=VA", "--from", str(folder / "served")]
    lines = said(capsysbinary, *place)
    for kind, name in CHANGED.items():
        assert name in lines
        assert WORDS[kind] in lines
    assert "shown here since" in lines
    answer = json.loads(said(capsysbinary, *place, "--format", "json"))
    assert {one["kind"] for one in answer["changes"]} == set(KINDS)
    root = Xml.fromstring(said(capsysbinary, *place, "--format", "atom"))
    told = [one_text(one, "id") for one in root.findall("a:entry", ATOM)]
    assert told == [one["id"] for one in answer["changes"]]
    nothing = said(capsysbinary, *place, "--since", str(TODAY + timedelta(1)))
    assert "Nothing can be told" in nothing


@pytest.mark.parametrize("wrong", ["yesterday", "2026-13-01"])
def test_a_day_that_is_none_is_refused_in_a_sentence(
    folder: Path, wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["changes", "--since", wrong, "--from", str(folder / "served")]) == 2
    assert "write a day as 2026-11-27" in capsys.readouterr().err


def test_a_day_of_the_api_is_one_too(server: LiveServer) -> None:
    answer = httpx.get(f"{server.address}/api/v1/changes?since=soon", timeout=60)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["errors"][0]["key"] == "since"
