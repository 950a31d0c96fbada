"""What a page that stands fetches when something else is asked (POST /parts)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import TODAY, a_directory, a_facility, find
from finder import places
from finder.directory import Directory
from finder.errors import PlaceNotFound
from finder.pages.find import parts as parts_room
from finder.pages.frame.served import Served
from finder.places import Place
from finder.settings import Settings
from html_tree import tree


def client_of(directory: Directory, base: str = "", today: date = TODAY) -> TestClient:
    routes = parts_room.routes(base, Settings(), Served(lambda: directory), lambda: today)
    return TestClient(Starlette(routes=routes))


@pytest.fixture(scope="module")
def client(demonstration: Directory) -> TestClient:
    return client_of(demonstration)


def ask(client: TestClient, link: str = "", *moves: dict[str, str], **more: Any) -> dict[str, Any]:
    answer = client.post("/parts", json={"link": link, "moves": list(moves), **more})
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    return content


def chose(key: str, text: str) -> dict[str, str]:
    return {"key": key, "text": text}


def went(before: str, after: str) -> dict[str, str]:
    return {"before": before, "after": after}


@pytest.mark.parametrize(
    ("link", "moves", "result"),
    [
        ("", [chose("near", "22903")], "near=22903"),
        ("", [chose("near", "charlottesville va")], "near=Charlottesville,+VA"),
        ("", [chose("within", "any")], "within=any"),
        ("", [chose("care", "iop,detox")], "care=detox,iop"),
        ("", [chose("hours", "9-19")], "hours=9-19"),
        ("", [chose("hours", "-12")], "hours=-12"),
        ("", [chose("cost", "450")], "cost=450"),
        ("", [chose("openings", "1")], "openings=1"),
        # a field that is emptied takes its key away
        ("near=22903&care=iop", [chose("care", "")], "near=22903"),
        ("near=22903&within=50", [chose("within", "25")], "near=22903"),
        # another filter goes back to the first page, another pick does not
        ("care=iop&page=2", [chose("pay", "medicaid")], "care=iop&pay=medicaid"),
        ("page=2", [went("page=2", "page=2&pick=aaaaaaaa")], "page=2&pick=aaaaaaaa"),
        # of one field the last text counts; with nothing left the list of all stays a list
        ("", [chose("pay", "medicaid"), chose("pay", "")], "sort=name"),
        ("", [chose("pay", "medicaid"), chose("pay", "medicaid,self")], "pay=medicaid,self"),
        # links that were drawn for an older search change only what they are about
        (
            "care=iop",
            [
                went("care=iop", "care=iop&pick=aaaaaaaa"),
                went("care=iop", "care=iop&pick=bbbbbbbb"),
            ],
            "care=iop&pick=aaaaaaaa,bbbbbbbb",
        ),
        ("care=iop&pay=self", [chose("detox", "onsite"), went("care=iop", "")],
         "detox=onsite&pay=self"),
        # what was chosen before a link is followed is kept
        ("", [chose("pay", "self"), went("", "page=2")], "pay=self&page=2"),
        # a link that takes away what a field has just said
        ("", [chose("pay", "self"), went("pay=self", "")], "sort=name"),
    ],
)  # fmt: skip
def test_choices_change_the_link(
    client: TestClient, link: str, moves: list[dict[str, str]], result: str
) -> None:
    # Pages beyond the last are the last, in what is found and not in the link.
    assert ask(client, link, *moves)["link"] == result


def test_the_parts_are_those_of_the_results(client: TestClient, demonstration: Directory) -> None:
    answer = ask(client, "near=22903&within=50", chose("care", "iop"))
    query = "near=22903&within=50&care=iop"
    assert answer["link"] == query
    listed = [one["data-facility"] for one in tree(answer["parts"]["list"]).all("article")]
    found = find(demonstration, query)
    assert listed == [one.facility.id for one in found.facilities]
    assert [pin["id"] for pin in answer["scene"]["pins"]] == listed
    assert answer["scene"]["link"] == query
    assert "tiles" not in answer["scene"]
    assert tree(answer["parts"]["heading"]).one("h1").text.startswith("Intensive outpatient")


def test_all_filters_and_the_still_map_come_only_where_they_are_wanted(
    client: TestClient,
) -> None:
    closed = ask(client, "near=22903")["parts"]
    assert "still" not in closed
    assert "therapy" not in {one["name"] for one in tree(closed["ask"]).all("input")}
    opened = ask(client, "near=22903", more=True, still=True)["parts"]
    assert tree(opened["still"]).all("svg")
    assert "therapy" in {one["name"] for one in tree(opened["ask"]).all("input")}


def test_a_filter_that_no_field_shows_stays_in_the_form(client: TestClient) -> None:
    form = tree(ask(client, "therapy=cbt&pick=aaaaaaaa&hl=es")["parts"]["ask"])
    carried = {one["name"]: one["value"] for one in form.all("input") if one["type"] == "hidden"}
    assert carried.pop("within.default") == "25"
    assert carried == {"form": "1", "therapy": "cbt", "pick": "aaaaaaaa", "hl": "es"}


def test_a_text_that_is_not_understood_stays_in_its_field_and_out_of_the_link(
    client: TestClient,
) -> None:
    answer = ask(client, "care=iop", chose("near", "Charlottesvile, VA"))
    assert answer["link"] == "care=iop"
    form = tree(answer["parts"]["ask"])
    (field,) = [one for one in form.all("input") if one["name"] == "near"]
    assert field["value"] == "Charlottesvile, VA"
    told = tree(answer["parts"]["told"])
    links = {one.text: one["href"] for one in told.all("a")}
    assert links["Charlottesville, VA"] == "./?near=Charlottesville,+VA&care=iop"


def test_an_answer_that_repeats_what_was_typed_is_not_kept(demonstration: Directory) -> None:
    routes = parts_room._Parts(parts_room.Site.of(Settings(), Served(lambda: demonstration)))
    app = Starlette(routes=[parts_room.Route("/parts", routes.answer, methods=["POST"])])
    client = TestClient(app)
    ask(client, "", chose("near", "1200 Example Street, Charlottesville"))
    assert len(routes.kept) == 0
    ask(client, "", chose("near", "22903"))
    assert len(routes.kept) == 1


class TestAStreetAddress:
    TYPED = "1200 Example Street, Charlottesville"

    def test_is_sent_nowhere_until_it_is_asked_for(
        self, client: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(parts_room, "look_up", self._refuse)
        told = tree(ask(client, "care=iop", chose("near", self.TYPED))["parts"]["told"])
        assert "nominatim.openstreetmap.org" in told.text
        assert told.one("button").text == "Look up this address"

    def test_becomes_a_rounded_point(
        self, client: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def point(_address: str, _url: str) -> Place:
            return places.point(38.029306, -78.476678)

        monkeypatch.setattr(parts_room, "look_up", point)
        answer = ask(client, "care=iop", look_up=self.TYPED)
        assert answer["link"] == "near=38.03,-78.48&care=iop"

    def test_that_is_not_found_is_told_and_stays_to_be_mended(
        self, client: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(parts_room, "look_up", self._refuse)
        answer = ask(client, "care=iop", look_up=self.TYPED)
        assert answer["link"] == "care=iop"
        told = tree(answer["parts"]["told"])
        assert "No such address" in told.text
        assert told.one("button")
        form = tree(answer["parts"]["ask"])
        (field,) = [one for one in form.all("input") if one["name"] == "near"]
        assert field["value"] == self.TYPED

    def test_is_never_looked_up_where_the_operator_has_no_service(
        self, client: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FINDER_GEOCODER", "none")
        monkeypatch.setattr(parts_room, "look_up", lambda *_given: pytest.fail("it was asked"))
        assert ask(client, "care=iop", look_up=self.TYPED)["link"] == "care=iop"
        told = tree(ask(client, "", chose("near", self.TYPED))["parts"]["told"])
        assert "not looked up here" in told.text
        assert told.all("button") == []

    async def _refuse(self, address: str, _url: str) -> Any:
        raise PlaceNotFound(address, "No such address was found; check it.")


def test_a_facilitys_page_has_parts_of_its_own() -> None:
    directory = a_directory(a_facility(name="Alder"))
    client = client_of(directory)
    (facility,) = find(directory).facilities
    identity = facility.facility.id
    answer = ask(client, "care=iop", went("care=iop", f"care=iop&pick={identity}"), id=identity)
    assert answer["link"] == f"care=iop&pick={identity}"
    assert set(answer["parts"]) == {"told", "place", "head", "shortlist", "foot"}
    assert "Alder" in tree(answer["parts"]["place"]).one("h1").text
    assert tree(answer["parts"]["place"]).one("[data-pick]")["aria-pressed"] == "true"
    assert answer["picks"] == "Shortlist: 1 place"
    assert "scene" not in answer
    tongue = tree(answer["parts"]["head"]).one(".tongues").one("a")
    assert tongue["href"] == f"?id={identity}&care=iop&pick={identity}&hl=es"


def test_it_speaks_the_language_of_the_link(client: TestClient) -> None:
    answer = ask(client, "near=22903&hl=es", chose("care", "iop"))
    assert answer["language"] == "es"
    assert "Programas" in tree(answer["parts"]["heading"]).one("h1").text
    assert answer["scene"]["words"]["search"] == "Buscar en esta zona"


def test_a_choice_in_spanish_that_is_not_understood_is_told_in_spanish(client: TestClient) -> None:
    told = ask(client, "hl=es", chose("near", "Nirgendwo, ZZ"))["parts"]["told"]
    assert "No se conoce ninguna ciudad" in tree(told).text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"not json", 422),
        (b"[]", 422),
        (b'{"link": 7}', 422),
        (b'{"moves": [{"key": "care"}]}', 422),
        (b'{"moves": [{"key": "care", "text": "iop", "other": 1}]}', 422),
        (b'{"surprise": true}', 422),
        (b'{"link": "%s"}' % (b"x" * 300_000), 413),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(
    client: TestClient, body: bytes, status: int
) -> None:
    headers = {"Content-Type": "application/json"}
    answer = client.post("/parts", content=body, headers=headers)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_a_form_of_another_site_cannot_ask(client: TestClient) -> None:
    answer = client.post("/parts", content=b"{}", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415


def test_a_strange_link_gives_an_answer(client: TestClient) -> None:
    for link in ("q=" + "x" * 20_000, "near=%ff%fe%00&care=%zz", "hours=a&cost=-1&page=0&foo=1"):
        assert ask(client, link, chose("care", "nonsense"))["parts"]["list"]
    assert ask(client, "", chose("no such key", "1"))["link"] == "sort=name"


def test_an_answer_is_compressed_and_stands_in_no_cache(client: TestClient) -> None:
    for coding in ("br", "gzip"):
        headers = {"Accept-Encoding": coding}
        answer = client.post("/parts", json={"link": "near=22903"}, headers=headers)
        assert answer.headers["content-encoding"] == coding
        assert answer.headers["cache-control"] == "no-store"
        assert answer.json()["link"] == "near=22903"


def test_it_lies_under_the_base_path(demonstration: Directory) -> None:
    client = client_of(demonstration, "care")
    assert client.post("/care/parts", json={}).status_code == 200
    assert client.post("/parts", json={}).status_code == 404
