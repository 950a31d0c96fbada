"""The page of the shortlist: order, what is said of lost picks, and ways to pass it on."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from finder.pages.frame.share import qr_of, shared
from html_tree import Element
from shortlist_client import AWKWARD, client_of, ids_of, named, page

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MANY = named(*(f"Place {letter}" for letter in LETTERS))
IDS = ids_of(MANY)
SEARCH = "near=22903&care=iop&hours=-12"


def listed(*ids: str, query: str = SEARCH) -> Element:
    return page(client_of(MANY), f"/shortlist?{query}&pick={','.join(ids)}")


def names(shown: Element) -> list[str]:
    return [one.one("h2").text for one in shown.one(".list").all(".card")]


def test_places_stand_in_the_order_of_the_link_with_their_phones() -> None:
    shown = listed(IDS[2], IDS[0])
    assert names(shown) == ["Place c", "Place a"]
    assert [one["href"] for one in shown.all(".card")[0].all("a") if "tel:" in one["href"]] == [
        "tel:+14345550101",
        "tel:+14345550100",
    ]


def test_a_link_moves_a_place_without_a_script() -> None:
    client = client_of(MANY)
    shown = listed(*IDS[:3])
    [down] = [one for one in shown.all(".card")[0].all("a") if "Down" in one.text]
    address, _hash, anchor = down["href"].partition("#")
    assert anchor == f"p-{IDS[0]}"
    assert names(page(client, address)) == ["Place b", "Place a", "Place c"]


def test_the_first_cannot_go_up_nor_the_last_down() -> None:
    first, last = listed(*IDS[:2]).all(".card")
    assert "Up" not in first.text
    assert "Down" not in last.text


def test_a_place_is_removed_by_a_link() -> None:
    [remove] = [one for one in listed(*IDS[:2]).all(".card")[0].all("a") if "Remove" in one.text]
    assert names(page(client_of(MANY), remove["href"])) == ["Place b"]


# What is lost is told


def test_a_place_that_is_gone_is_told_plainly() -> None:
    shown = listed(IDS[0], "aaaaaaaa")
    assert shown.one(".told").text == "1 place of the link is not in this directory."
    assert names(shown) == ["Place a"]


def test_the_thirteenth_is_told() -> None:
    shown = listed(*IDS[:13])
    assert len(names(shown)) == 12
    assert shown.one(".told").text == (
        "1 more of the link is left out. A shortlist holds 12 places. Remove one to make room."
    )


def test_five_hundred_picks_show_the_first_twelve() -> None:
    other = [f"{a}{b}zzzzzz" for a in LETTERS for b in LETTERS][:480]
    shown = listed(*IDS[:20], *other)
    assert names(shown) == [f"Place {letter}" for letter in LETTERS[:12]]
    told = " ".join(one.text for one in shown.all(".told"))
    assert "480 places of the link are not in this directory." in told
    assert "8 more of the link are left out." in told


def test_what_is_no_id_is_told_and_the_rest_is_used() -> None:
    shown = listed(IDS[0], "not-an-id!")
    assert names(shown) == ["Place a"]
    assert "8 letters and digits" in shown.one("#main").text or "8 letters" in shown.text


def test_an_empty_list_says_what_to_do() -> None:
    assert "Nothing is on it yet" in page(client_of(MANY), "/shortlist").one("#main").text


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_name_is_shown_as_it_is(name: str) -> None:
    directory = named(name)
    shown = page(client_of(directory), f"/shortlist?pick={ids_of(directory)[0]}")
    assert names(shown) == [" ".join(name.split())]


# Passing it on


def links(shown: Element) -> list[str]:
    return [one.one(".address").one("a")["href"] for one in shown.all(".share-box")]


def test_one_link_keeps_the_search_and_one_says_nothing_of_it() -> None:
    alone, whole = links(listed(*IDS[:2]))
    assert alone == f"https://finder.example/shortlist?pick={IDS[0]},{IDS[1]}"
    assert whole == f"https://finder.example/shortlist?{SEARCH}&pick={IDS[0]},{IDS[1]}"


def test_the_list_alone_is_the_same_list() -> None:
    alone = links(listed(*IDS[:3]))[0]
    shown = page(client_of(MANY), alone)
    assert names(shown) == names(listed(*IDS[:3]))
    assert "mile" not in shown.one(".list").text


def test_the_language_goes_with_the_list() -> None:
    assert "hl=es" in links(listed(*IDS[:2], query=f"{SEARCH}&hl=es"))[0]


def test_a_message_holds_a_short_text_and_the_link() -> None:
    box = listed(*IDS[:2]).all(".share-box")[0]
    hrefs = [one["href"] for one in box.one(".do").all("a")]
    sms, mail = hrefs
    link = f"https://finder.example/shortlist?pick={IDS[0]},{IDS[1]}"
    assert unquote(sms.removeprefix("sms:?&body=")) == f"A list of 2 places to call: {link}"
    query = parse_qs(urlsplit(mail).query)
    assert query == {
        "subject": ["A list of places to call"],
        "body": [f"A list of 2 places to call: {link}"],
    }


def test_links_stand_under_the_folder_of_the_finder() -> None:
    shown = page(client_of(MANY, "finder"), f"/finder/shortlist?pick={IDS[0]}")
    assert links(shown) == [f"https://finder.example/finder/shortlist?pick={IDS[0]}"]


def test_a_page_is_not_kept_for_another_host() -> None:
    """A link that a visitor of one host gets never names another: pages are kept between them."""
    client = client_of(MANY)
    for host in ("one.example", "two.example", "one.example"):
        shown = client.get(f"/shortlist?pick={IDS[0]}", headers={"host": host}).text
        assert f"https://{host}/shortlist" in shown
        assert len({"one.example", "two.example"} & set(_hosts(shown))) == 1


def _hosts(text: str) -> list[str]:
    return [one for one in ("one.example", "two.example") if one in text]


def test_a_host_that_is_none_stands_in_no_link() -> None:
    answer = client_of(MANY).get(
        f"/shortlist?pick={IDS[0]}", headers={"host": 'x"><script>alert(1)</script>'}
    )
    assert "<script>alert" not in answer.text


def test_a_proxy_says_which_scheme_the_visitor_used() -> None:
    client = client_of(MANY)
    client.base_url = "http://finder.example"
    address = f"/shortlist?pick={IDS[0]}"
    assert "http://finder.example/shortlist" in client.get(address).text
    forwarded = client.get(address, headers={"x-forwarded-proto": "https"})
    assert "https://finder.example/shortlist" in forwarded.text


def test_a_link_that_is_too_long_for_a_code_says_so() -> None:
    assert qr_of("https://finder.example/?q=" + "x" * 3_000) is None
    assert shared("https://finder.example/?q=" + "x" * 3_000, "", "").qr == ""


# A search


def test_a_search_can_be_passed_on_too() -> None:
    shown = page(client_of(MANY), f"/share?{SEARCH}")
    assert links(shown) == [f"https://finder.example/?{SEARCH}"]
    assert [one["href"] for one in shown.one(".take").all("a")] == [
        f"./api/v1/search?{SEARCH}&format=xlsx",
        f"./api/v1/search?{SEARCH}&format=csv",
    ]


def test_an_intensive_outpatient_program_leads_to_its_path() -> None:
    page, path = listed(IDS[0]), f"./plan?from=iop:{IDS[0]}"
    assert path in [one["href"] for one in page.all(".card")[0].all("a")]
    # There its first day is chosen, which makes a calendar.
    assert path in [one["href"] for one in page.one(".take").all("a")]
