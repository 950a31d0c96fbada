"""Links that networks decorate and mail programs re-encode are read as they were meant."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode

import pytest
from hypothesis import given
from starlette.testclient import TestClient

from finder.criteria import read, read_pairs, write
from finder.criteria.mending import is_decoration, mended
from finder.directory import Directory
from plain_client import client_of, page
from strategies import queries

SEARCH = "near=22903&care=iop"


def understood(query: str) -> tuple[str, tuple[str, ...]]:
    """What a query asks once it is mended, and what is told of it."""
    link = read_pairs(mended(parse_qsl(query, keep_blank_values=True)))
    return write(link.criteria), link.told


@pytest.mark.parametrize(
    "added",
    [
        "fbclid=IwAR0abc",
        "gclid=Cj0K",
        "utm_source=x&utm_medium=email&utm_campaign=y&utm_id=z",
        "msclkid=1",
        "mc_cid=1&mc_eid=2",
        "igshid=1",
        "_hsenc=p2&_hsmi=3",
        "UTM_Source=x",
        "gad_source=1&gbraid=2",
        "twclid=1&ttclid=2&li_fat_id=3&yclid=4",
    ],
)
def test_what_a_network_adds_is_left_out_without_a_word(added: str) -> None:
    assert understood(f"{SEARCH}&{added}") == (SEARCH, ())
    assert understood(f"{added}&{SEARCH}") == (SEARCH, ())


@pytest.mark.parametrize(
    "query",
    [
        # Signs written for HTML, once and twice.
        "near=22903&amp;care=iop",
        "near=22903&amp;amp;care=iop",
        "near=22903%26amp%3Bcare=iop",
        # Encoded as if it were a part of another link, once to three times.
        "near%3D22903%26care%3Diop",
        "near%253D22903%2526care%253Diop",
        "near%3D22903&care%3Diop",
        "near=22903%26care%3Diop",
        "near=22903%2526care%253Diop",
        "%3Fnear=22903&care=iop",
        # Quoted-printable that was undone too late.
        "near=3D22903&care=3Diop",
        "near==3D22903&care==3Diop",
        # What stood around the link.
        *(
            f"near=22903&care=iop{quote(end)}"
            for end in (".", ",", ")", ">", "”", ").", "%22", "*")
        ),
        "near=22903&care=%3Ciop",
        # Broken lines and marks without width.
        "near=22903%0D%0A&care=i%0Aop",
        "near=22903%E2%80%8B&care=iop%C2%AD",
    ],
)
def test_what_a_mail_program_makes_of_a_link_is_undone(query: str) -> None:
    assert understood(query) == (SEARCH, ())


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("near=Charlottesville%252C%2BVA", "near=Charlottesville,+VA"),
        ("near=Charlottesville%2C%2BVA", "near=Charlottesville,+VA"),
        ("care=iop%252Cphp.", "care=php,iop"),
        ("q=new%2520hope&sort=name)", "q=new+hope&sort=name"),
        ("pick=abcdefgh,abcdefg2.", "pick=abcdefgh,abcdefg2"),
        ("near=Washington,+D.C.", "near=Washington,+DC"),
    ],
)
def test_values_of_each_kind_are_mended(query: str, asked: str) -> None:
    assert understood(query) == (asked, ())


@given(queries())
def test_a_link_of_ours_is_never_changed(asked: dict[str, str]) -> None:
    pairs = parse_qsl(write(read(urlencode(asked)).criteria), keep_blank_values=True)
    assert mended(pairs) == pairs


@given(queries())
def test_no_re_encoding_changes_what_is_asked(asked: dict[str, str]) -> None:
    query = write(read(urlencode(asked)).criteria)
    for changed in (query.replace("&", "&amp;"), quote(query), quote(quote(query))):
        assert understood(changed) == (query, ())


def test_what_nobody_can_mend_is_told_as_it_stands() -> None:
    asked, told = understood("near=22903&care=nonsense.&foo=1")
    assert asked == "near=22903"
    assert len(told) == 2
    assert told[1].startswith("Care level: ")
    assert "nonsense" not in told[1]


def test_no_key_of_ours_is_taken_for_a_decoration() -> None:
    ours = (
        "near",
        "state",
        "county",
        "within",
        "care",
        "hl",
        "view",
        "id",
        "show",
        "columns",
        "at",
    )
    assert not [key for key in ours if is_decoration(key)]


@pytest.fixture(scope="module")
def client(demonstration: Directory) -> TestClient:
    return client_of(demonstration)


@pytest.mark.parametrize("query", ["fbclid=1&near=22903&care=iop", "near=22903&amp;care=iop."])
def test_a_page_says_nothing_of_it(client: TestClient, query: str) -> None:
    shown = page(client, f"/plain?{query}")
    assert shown.one("h1").text == page(client, f"/plain?{SEARCH}").one("h1").text
    assert not shown.all(".told")


def test_the_facility_of_such_a_link_is_found(client: TestClient) -> None:
    facility_id = page(client, f"/plain?{SEARCH}").all("[data-facility]")[0]["data-facility"]
    for query in (f"near=22903&amp;id={facility_id}).", f"id%3D{facility_id}&fbclid=1"):
        assert client.get(f"/plain/facility?{query}").status_code == 200
