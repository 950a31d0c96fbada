"""`desk export`: each form by the ending of its file, and all of them in a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from finder.command import main
from finder.desk.opened import desk_at
from finder.desk.placed import place_id
from finder.desk.reports import add, decide
from finder.desk.said import Report
from finder.opening import demonstration

DAY = date(2026, 11, 20)
ZETA: dict[str, str | float] = {
    "facility_name": "Zeta Place",
    "care_level": "iop",
    "city": "Charlottesville",
    "state": "VA",
    "zip": "22903",
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A place that was told of, beside one that no source lists."""
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    monkeypatch.setenv("FINDER_DESK", address)
    monkeypatch.setenv("FINDER_DESK_TEAM", "Example County")
    listed = demonstration().facility(0)
    facts = {"hours_low": 9, "phone": "434-555-0100"}
    told = Report(listed.id, "phone", DAY, care=listed.programs[0].care, facts=facts)
    new = Report(place_id(ZETA, DAY), "visit", DAY, kind="place", facts=ZETA)
    desk = desk_at(address)
    desk.saving(lambda connection: add(connection, told))
    number = desk.saving(lambda connection: add(connection, new))
    desk.saving(lambda connection: decide(connection, number, None, accept=True))
    yield listed.id
    desk.close()


def told_in(content: Any) -> list[str]:
    """The values of the attribute that says what was told, wherever they stand."""
    if isinstance(content, list):
        return [one for part in content for one in told_in(part)]
    if not isinstance(content, dict):
        return []
    mine = content.get("taxonomy_term", {}).get("code") == "told"
    return ([content["value"]] if mine else []) + told_in(list(content.values()))


def test_hsds_has_the_places_that_were_told_of_with_day_and_source(
    place: str, tmp_path: Path
) -> None:
    file = tmp_path / "told.json"
    assert main(["desk", "export", "--to", str(file)]) == 0
    page = json.loads(file.read_text(encoding="utf-8"))
    assert page["total_items"] == 2
    assert {one["name"] for one in page["contents"]} >= {"Zeta Place"}
    assert sorted(told_in(page)) == [
        "hours;2026-11-20;phone;Example County",
        "phones;2026-11-20;phone;Example County",
    ]
    services = [one for part in page["contents"] for one in part["services"]]
    assert "2026-11-20" in [one.get("assured_date") for one in services]


def test_a_folder_gets_every_form(place: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    assert main(["desk", "export", "--to", str(folder)]) == 0
    assert {one.name for one in folder.iterdir()} == {"desk.jsonl", "overlay.csv", "hsds.json"}
    for file in folder.iterdir():
        assert place in file.read_text(encoding="utf-8")
