"""Fetching a hospital's price files: politely, whole, and never a web page in their place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.command import main
from finder.intake.polite import FetchStopped, Patience
from finder.intake.prices.fetched import address_of_file
from finder.intake.prices.hospital_fetch import (
    FetchedPrices,
    HospitalSite,
    fetch_prices,
    site_of,
)
from finder.intake.prices.hospital_index import addresses_in
from finder.intake.prices.opened import looks_like_prices
from finder.intake.prices.private_hosts import is_private
from hospital_server import Hospital, serving
from price_files import Item, as_tall

TODAY = date(2026, 6, 10)
CHARGES = as_tall([Item("Intensive outpatient", [("HCPCS", "H0015")], cash=400)])
CAPTCHA = b"<!DOCTYPE html><html><title>Are you a robot?</title></html>"
INDEX = """location-name: Elm Hospital
source-page-url: https://elm.example/prices
mrf-url: /files/123_elm_standardcharges.csv
contact-name: Jo
contact-email: jo@elm.example

location-name: Elm Clinic
mrf-url: /files/123_elm_standardcharges.csv

location-name: Oak Hospital
MRF-URL: /other/123_elm_standardcharges.csv
"""
FIRST, SECOND = "/files/123_elm_standardcharges.csv", "/other/123_elm_standardcharges.csv"


@pytest.fixture
def hospital() -> Iterator[Hospital]:
    pages = {"/cms-hpt.txt": INDEX.encode(), FIRST: CHARGES, SECOND: CHARGES + b"\n"}
    with serving(Hospital(pages)) as one:
        yield one


def fetched(hospital: Hospital, folder: Path, waits: list[float] | None = None) -> FetchedPrices:
    noted = [] if waits is None else waits
    site = HospitalSite(hospital.address, Patience(sleep=noted.append))
    return fetch_prices(site, folder, TODAY)


def stopped(hospital: Hospital, folder: Path) -> str:
    """The sentence with which a fetch stops, in one line."""
    with pytest.raises(FetchStopped) as caught:
        fetched(hospital, folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def files_of(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_every_file_comes_once_and_says_where_from(hospital: Hospital, tmp_path: Path) -> None:
    waits: list[float] = []
    result = fetched(hospital, tmp_path, waits)
    names = ["123_elm_standardcharges.csv", "2-123_elm_standardcharges.csv"]
    assert [path.name for path in result.files] == names
    assert result.kept == 0
    assert result.files[0].read_bytes() == CHARGES
    assert files_of(tmp_path) == sorted([*names, *(f"{name}.fetched.json" for name in names)])
    assert address_of_file(result.files[0]) == f"{hospital.address}{FIRST}"
    assert (
        json.loads((tmp_path / f"{names[0]}.fetched.json").read_text())["fetched"] == "2026-06-10"
    )
    # One after the other, with a pause before each but the first.
    assert hospital.paths == ["/robots.txt", "/cms-hpt.txt", FIRST, SECOND]
    assert waits == [1.0, 1.0, 1.0]


def test_what_has_not_changed_is_not_fetched_again(hospital: Hospital, tmp_path: Path) -> None:
    fetched(hospital, tmp_path)
    hospital.pages[SECOND] = CHARGES + b"\n\n"
    again = fetched(hospital, tmp_path)
    assert again.kept == 1
    assert again.files[0].read_bytes() == CHARGES
    assert again.files[1].read_bytes() == CHARGES + b"\n\n"


def test_half_a_file_goes_on_where_it_stopped(hospital: Hospital, tmp_path: Path) -> None:
    whole = {"Content-Length": str(len(CHARGES)), "ETag": f'"{hash(CHARGES) & 0xFFFFFFFF:x}"'}

    def half(number: int, path: str) -> tuple[int, dict[str, str], bytes] | None:
        return (200, whole, CHARGES[:100]) if (number, path) == (1, FIRST) else None

    hospital.wrongly = half
    waits: list[float] = []
    assert fetched(hospital, tmp_path, waits).files[0].read_bytes() == CHARGES
    headers = [headers for path, headers in hospital.asked if path == FIRST]
    assert headers[1]["range"] == "bytes=100-"
    assert 2.0 in waits


def test_half_of_a_file_that_was_replaced_is_fetched_anew(
    hospital: Hospital, tmp_path: Path
) -> None:
    (tmp_path / "123_elm_standardcharges.csv.part").write_bytes(b"hospital_name of last year")
    (tmp_path / "123_elm_standardcharges.csv.part.json").write_text('{"etag": "\\"old\\""}')
    assert fetched(hospital, tmp_path).files[0].read_bytes() == CHARGES
    assert not list(tmp_path.glob("*.part*"))


def test_a_fetch_that_was_killed_goes_on(hospital: Hospital, tmp_path: Path) -> None:
    mark = f'"{hash(CHARGES) & 0xFFFFFFFF:x}"'
    (tmp_path / "123_elm_standardcharges.csv.part").write_bytes(CHARGES[:200])
    beside = tmp_path / "123_elm_standardcharges.csv.part.json"
    beside.write_text(json.dumps({"etag": mark}))
    assert fetched(hospital, tmp_path).files[0].read_bytes() == CHARGES
    headers = next(headers for path, headers in hospital.asked if path == FIRST)
    assert headers["range"] == "bytes=200-"


def test_a_question_to_a_person_is_no_price_file(hospital: Hospital, tmp_path: Path) -> None:
    hospital.pages[FIRST] = CAPTCHA
    told = stopped(hospital, tmp_path)
    assert "no price file" in told
    assert FIRST in told
    # The others are fetched all the same.
    assert files_of(tmp_path)[0] == "2-123_elm_standardcharges.csv"
    assert not list(tmp_path.glob("*.part*"))


@pytest.mark.parametrize(
    ("index", "told"),
    [
        (None, "price transparency"),
        (CAPTCHA, "a web page"),
        (b"Our prices are fair. Please call us.", "names no price file"),
        (b"", "names no price file"),
        (b"mrf-url: ftp://elm.example/a.csv\nmrf-url:\n", "names no price file"),
        (b"\n".join(b"mrf-url: /%d.csv" % n for n in range(101)), "101 price files"),
    ],
    ids=["404", "captcha", "prose", "empty", "addresses-that-are-none", "many"],
)
def test_an_index_that_is_none_is_named(
    hospital: Hospital, tmp_path: Path, index: bytes | None, told: str
) -> None:
    hospital.pages.pop("/cms-hpt.txt")
    if index is not None:
        hospital.pages["/cms-hpt.txt"] = index
    assert told in stopped(hospital, tmp_path)
    assert not any(path.startswith("/files") for path in hospital.paths)


def test_what_robots_may_not_ask_for_is_left(hospital: Hospital, tmp_path: Path) -> None:
    hospital.pages["/robots.txt"] = b"User-agent: *\nDisallow: /files/\n"
    assert "robots.txt" in stopped(hospital, tmp_path)
    assert FIRST not in hospital.paths
    assert SECOND in hospital.paths
    hospital.pages["/robots.txt"] = b"User-agent: *\nDisallow: /\n"
    hospital.asked.clear()
    assert "robots.txt" in stopped(hospital, tmp_path / "none")
    assert hospital.paths == ["/robots.txt"]


def test_a_busy_site_is_asked_again_later_and_then_left(hospital: Hospital, tmp_path: Path) -> None:
    hospital.wrongly = lambda _n, path: (503, {}, b"") if path == FIRST else None
    assert "503" in stopped(hospital, tmp_path)
    assert hospital.paths.count(FIRST) == 6
    hospital.wrongly = lambda _n, _path: (429, {"Retry-After": "7200"}, b"")
    assert "120 minutes" in stopped(hospital, tmp_path)


@given(st.text())
def test_any_text_is_an_index_or_none(text: str) -> None:
    for found in addresses_in(text, "https://elm.example/"):
        assert found.address.startswith(("http://", "https://"))
        assert not set(found.address) & set(' <>"\n')


def test_the_locations_of_one_file_stay_together() -> None:
    found = addresses_in("\ufeff" + INDEX, "https://elm.example/")
    assert [one.locations for one in found] == [("Elm Hospital", "Elm Clinic"), ("Oak Hospital",)]


def test_a_domain_is_a_site() -> None:
    assert site_of("elm.example") == "https://elm.example"
    assert site_of("https://elm.example/prices?x=1") == "https://elm.example"
    for wrong in ("elm example", "ftp://elm.example", "file:///etc/passwd"):
        with pytest.raises(ValueError, match=wrong):
            site_of(wrong)


def test_the_command_fetches_and_says_what_comes_next(
    hospital: Hospital, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["fetch", "--hospital", hospital.address, "--to", str(tmp_path), "--pause", "0"]
    assert main(arguments) == 0
    told = capsys.readouterr().err
    assert "2 price files" in told
    assert f"--prices {tmp_path / '123_elm_standardcharges.csv'}" in told
    assert looks_like_prices(str(tmp_path / "123_elm_standardcharges.csv"))
    hospital.pages.pop("/cms-hpt.txt")
    assert main(arguments) == 1
    assert main([*arguments, "--state", "VA"]) == 2
    assert main(["fetch", "--hospital", "no domain"]) == 2


# Nothing is asked of a private network


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254"),
        *("0.0.0.0", "100.64.0.1", "224.0.0.1", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1"),
        *("2130706433", "0x7f000001", "127.1", "2002:7f00:1::"),
    ],
)
def test_an_address_of_a_private_network_is_known(host: str) -> None:
    assert is_private(host)


@pytest.mark.parametrize("host", ["8.8.8.8", "2606:4700:4700::1111", "no such name", ""])
def test_a_public_address_and_a_name_that_leads_nowhere_are_none(host: str) -> None:
    assert not is_private(host)


def test_a_name_is_private_where_any_of_its_addresses_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolved(_host: str, _port: None, **_kinds: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", ("8.8.8.8", 0)), (0, 0, 0, "", ("10.0.0.7", 0))]

    monkeypatch.setattr("finder.intake.prices.private_hosts.socket.getaddrinfo", resolved)
    assert is_private("inside.hospital.example")


def test_a_list_that_names_a_private_network_is_not_followed(
    hospital: Hospital, tmp_path: Path
) -> None:
    port = hospital.address.rpartition(":")[2]
    hospital.pages["/cms-hpt.txt"] = f"mrf-url: http://localhost:{port}{FIRST}\n".encode()
    assert "leads to a private network" in stopped(hospital, tmp_path)
    assert FIRST not in hospital.paths
    assert files_of(tmp_path) == []


def test_a_redirect_into_a_private_network_is_not_followed(
    hospital: Hospital, tmp_path: Path
) -> None:
    port = hospital.address.rpartition(":")[2]

    def elsewhere(_number: int, path: str) -> tuple[int, dict[str, str], bytes] | None:
        there = f"http://localhost:{port}/secret"
        return (302, {"Location": there}, b"") if path == FIRST else None

    hospital.wrongly = elsewhere
    hospital.pages["/secret"] = CHARGES
    assert "leads to a private network" in stopped(hospital, tmp_path)
    assert "/secret" not in hospital.paths
    # The other file is fetched all the same.
    assert "2-123_elm_standardcharges.csv" in files_of(tmp_path)
