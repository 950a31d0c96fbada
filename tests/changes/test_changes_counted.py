"""What changed between the directories of 2023 and 2024, counted a second way from the files."""

from __future__ import annotations

import csv
import re
import shutil
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import feedparser
import pytest

from finder.changes import Update, changes_found, updates_of
from finder.criteria import Criteria, read
from finder.directory import open_directory
from finder.export.changes.feed import feed
from finder.intake import take_in
from finder.intake.publishing.publish import publish, rollback

FIRST, LATER = "samhsa/su_directory_2023_with_coords.csv", "samhsa/su_directory_2024.csv"
TODAY = date(2026, 11, 27)
Row = dict[str, str]
Key = tuple[str, ...]


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", bare)


def _key(row: Row) -> Key:
    """docs/contract.md, section 4."""
    named = (_plain(row[name]) for name in ("name1", "name2", "street1", "street2", "city"))
    return (*named, row["zip"][:5].zfill(5))


def _phones(rows: Iterable[Row]) -> frozenset[str]:
    names = ("phone", "intake1", "intake2", "intake1a", "intake2a")
    return frozenset(re.sub(r"\D", "", row[name]) for row in rows for name in names) - {""}


def _levels(rows: Iterable[Row]) -> frozenset[str]:
    """docs/contract.md, section 2."""
    found: set[str] = set()
    codes = {code for row in rows for code in row["service_code_info"].replace("*", " ").split()}
    if codes & {"DT", "HID", "RD", "OD"}:
        found.add("detox")
    if "HIT" in codes or ("HI" in codes and "HID" not in codes):
        found.add("inpatient")
    if codes & {"RL", "RS"} or ("RES" in codes and "RD" not in codes):
        found.add("residential")
    narrow = {"ODT": "php", "OIT": "iop", "ORT": "outpatient", "OMB": "medication"}
    found |= {narrow[code] for code in codes & set(narrow)}
    if "OP" in codes and not codes & {*narrow, "OD"}:
        found.add("outpatient")
    if "HH" in codes:
        found.add("sober-living")
    return frozenset(found)


def _read(path: Path, states: frozenset[str] | None) -> dict[Key, list[Row]]:
    rows: dict[Key, list[Row]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if states is None or row["state"] in states:
                rows[_key(row)].append(row)
    return rows


def _alike(rows: dict[Key, list[Row]], keys: Iterable[Key]) -> dict[tuple[str, ...], list[Key]]:
    """By both names as words, state, and main telephone number."""
    found: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key in keys:
        row = rows[key][0]
        number = re.sub(r"\D", "", row["phone"])[:10]
        if number:
            found[_plain(row["name1"] + row["name2"]), row["state"], number].append(key)
    return found


def counted(folder: Path, states: frozenset[str] | None) -> Counter[str]:
    """The second count, in plain loops over the rows of the two files."""
    then, now = (_read(folder / name, states) for name in (FIRST, LATER))
    gone, new = set(then) - set(now), set(now) - set(then)
    left, come = _alike(then, gone), _alike(now, new)
    moves = {
        (olds[0], come[alike][0])
        for alike, olds in left.items()
        if len(olds) == 1 and len(come.get(alike, ())) == 1
    }
    counts = Counter(gone=len(gone) - len(moves), new=len(new) - len(moves), moved=len(moves))
    for old, fresh in {*((key, key) for key in set(then) & set(now)), *moves}:
        counts["phone"] += _phones(then[old]) != _phones(now[fresh])
        counts["level"] += _levels(then[old]) != _levels(now[fresh])
    return counts


def served(folder: Path, to: Path, states: frozenset[str] | None) -> tuple[Update, ...]:
    """A folder that serves 2023 and then 2024."""
    for name in (FIRST, LATER):
        source = folder / name
        if states is not None:
            source = to / Path(name).name
            with (folder / name).open(encoding="utf-8", newline="") as file:
                reader = csv.DictReader(file)
                rows = [row for row in reader if row["state"] in states]
                with source.open("w", encoding="utf-8", newline="") as cut:
                    writer = csv.DictWriter(cut, reader.fieldnames or [])
                    writer.writeheader()
                    writer.writerows(rows)
        publish(take_in([str(source)]).directory, str(to / "served"), accept_drop=True)
    return updates_of(str(to / "served"), open_directory(str(to / "served")))


STATES = frozenset({"VT", "RI", "DC", "WV"})


@pytest.fixture(scope="module")
def sliced(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that served 2023 and serves 2024, of four small states."""
    to = tmp_path_factory.mktemp("sliced")
    served(sample_data, to, STATES)
    return to / "served"


@pytest.fixture(scope="module")
def updates(sliced: Path) -> tuple[Update, ...]:
    return updates_of(str(sliced), open_directory(str(sliced)))


def test_the_slices_changed_as_a_second_count_says(
    updates: tuple[Update, ...], sample_data: Path
) -> None:
    [update] = updates
    counts = Counter(one.kind for one in update.changes)
    second = counted(sample_data, STATES)
    assert {kind: counts[kind] for kind in second} == dict(second)
    assert min(second.values()) > 0


@pytest.mark.national
def test_the_country_changed_as_a_second_count_says(whole_data: Path, tmp_path: Path) -> None:
    [update] = served(whole_data, tmp_path, None)
    counts = Counter(one.kind for one in update.changes)
    second = counted(whole_data, None)
    assert {kind: counts[kind] for kind in second} == dict(second)


def test_a_search_tells_of_what_it_finds_and_found(updates: tuple[Update, ...]) -> None:
    everything = changes_found(updates, Criteria(), TODAY)
    assert len(everything.changes) == len(updates[0].changes)
    vermont = changes_found(updates, read("state=VT").criteria, TODAY)
    assert {one.facility.state for one in vermont.changes} == {"VT"}
    assert {one.uuid for one in vermont.changes} < {one.uuid for one in everything.changes}
    kinds = {one.kind for one in vermont.changes}
    assert {"gone", "new"} <= kinds
    assert all(not one.listed for one in vermont.changes if one.kind == "gone")


def test_ids_of_changes_are_one_each_and_stay(sliced: Path, updates: tuple[Update, ...]) -> None:
    first = [one.uuid for one in changes_found(updates, Criteria(), TODAY).changes]
    assert len(set(first)) == len(first)
    again = updates_of(str(sliced), open_directory(str(sliced)))
    later = changes_found(again, Criteria(), date(2026, 12, 9))
    assert [one.uuid for one in later.changes] == first


def test_only_updates_since_a_day_are_told(updates: tuple[Update, ...]) -> None:
    day = date.fromisoformat(updates[0].day)
    assert changes_found(updates, Criteria(), TODAY, since=day).changes
    nothing = changes_found(updates, Criteria(), TODAY, since=date(2999, 1, 1))
    assert (nothing.changes, nothing.updates, nothing.first) == ((), 0, None)


def test_a_feed_reader_reads_the_feed(sliced: Path, updates: tuple[Update, ...]) -> None:
    found = changes_found(updates, read("state=VT").criteria, TODAY)
    address = "https://finder.example/feed.atom?state=VT"
    text = feed(
        open_directory(str(sliced)),
        found,
        address,
        lambda one: f"https://finder.example/facility?id={one}",
        "https://finder.example/changes?state=VT",
    )
    parsed = feedparser.parse(text)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert parsed.feed.id.startswith("urn:uuid:")
    assert next(one.href for one in parsed.feed.links if one.rel == "self") == address
    assert [one.id for one in parsed.entries] == [one.uuid.urn for one in found.changes]
    assert parsed.feed.updated == parsed.entries[0].updated == updates[0].at
    for entry in parsed.entries:
        assert entry.title
        assert entry.summary
        assert entry.link.startswith("https://finder.example/facility?id=")
        assert entry.updated_parsed
    withdrawn = [one for one in parsed.entries if one.tags[0].term == "gone"]
    assert withdrawn
    assert all(one.title.startswith("No longer listed: ") for one in withdrawn)


def test_going_back_is_an_update_too(sliced: Path, tmp_path: Path) -> None:
    """And what was told before keeps its ids."""
    folder = tmp_path / "served"
    shutil.copytree(sliced, folder)
    before = updates_of(str(folder), open_directory(str(folder)))
    rollback(str(folder))
    after = updates_of(str(folder), open_directory(str(folder)))
    assert len(after) == 2
    there = Counter(one.kind for one in after[1].changes)
    back = Counter(one.kind for one in after[0].changes)
    assert (there["gone"], there["new"]) == (back["new"], back["gone"])
    told = changes_found(after, Criteria(), TODAY).changes
    assert {one.uuid for one in changes_found(before, Criteria(), TODAY).changes} < {
        one.uuid for one in told
    }
    assert len({one.uuid for one in told}) == len(told)
