"""A visitor says what is wrong: form, proof, bounds, and that nothing of the sender stays."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from desk_site import DeskSite, form_of
from finder.desk import schema
from finder.desk.proof import key_of, proof_of
from finder.pages.frame.served import served
from finder.web.application import routes
from html_tree import tree

_PAGES = ("/plain/facility?id={id}", "/detail?id={id}")


def sent(
    site: DeskSite, sender: str = "192.0.2.1", place: str = "", headers: object = None, **more: str
) -> TestClient:
    """A hint that was sent as a browser does: the form first."""
    browser = site.browser(sender)
    where = f"/wrong?id={place or site.place}"
    form = form_of(browser.get(where)) | {"kind": "hours", **more}
    answer = browser.post(where, data=form, headers=headers)  # type: ignore[arg-type]
    browser.last = answer  # type: ignore[attr-defined]
    return browser


def status(browser: TestClient) -> int:
    return int(browser.last.status_code)  # type: ignore[attr-defined]


def test_a_visitor_says_what_is_wrong(desk_site: DeskSite) -> None:
    browser = desk_site.browser()
    shown = tree(browser.get(f"/wrong?id={desk_site.place}").text)
    assert [
        one["value"] for one in shown.all("input") if one.attributes.get("type") == "radio"
    ] == [*schema.HINTS]
    said = sent(desk_site, words="They close at six", care="iop")
    assert status(said) == 200
    [hint] = desk_site.hints
    assert (hint.facility_id, hint.kind, hint.words) == (
        desk_site.place,
        "hours",
        "They close at six",
    )
    assert hint.day == datetime.now(UTC).date()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": "nonsense"}, "kind"),
        ({"words": "a" * 201}, "words"),
        ({"kind": "other", "words": " "}, "words"),
    ],
    ids=["kind", "long", "empty"],
)
def test_what_is_no_hint_is_said_and_can_be_mended(
    desk_site: DeskSite, more: dict[str, str], field: str
) -> None:
    browser = sent(desk_site, **more)
    assert status(browser) == 422
    answer = browser.last  # type: ignore[attr-defined]
    assert tree(answer.text).all(f"#w-{field}")
    assert desk_site.hints == []
    form = form_of(answer) | {"kind": "other", "words": "The door is at the back"}
    assert browser.post(f"/wrong?id={desk_site.place}", data=form).status_code == 200
    assert [one.words for one in desk_site.hints] == ["The door is at the back"]


def test_without_a_proof_that_the_form_was_opened_nothing_is_kept(desk_site: DeskSite) -> None:
    key, now = key_of(desk_site.desk), datetime.now(UTC)
    other = served().directory.facility(41).id
    old = proof_of(key, desk_site.place, datetime(2026, 1, 1, tzinfo=UTC))
    for proof in ("", "forged", old, proof_of(b"x" * 32, desk_site.place, now)):
        assert status(sent(desk_site, proof=proof)) == 422
    assert status(sent(desk_site, proof=proof_of(key, other, now))) == 422
    assert desk_site.hints == []
    # Signed by another server of the database.
    assert status(sent(desk_site, proof=proof_of(key, desk_site.place, now))) == 200


def test_a_form_of_another_site_is_refused(desk_site: DeskSite) -> None:
    assert status(sent(desk_site, headers={"Sec-Fetch-Site": "cross-site"})) == 403
    assert desk_site.hints == []


def test_a_place_that_is_not_listed_has_no_form(desk_site: DeskSite) -> None:
    for place in ("", "zzzzzzzz", "' OR 1=1"):
        answer = desk_site.browser().get("/wrong", params={"id": place})
        assert answer.status_code == 404
        assert not tree(answer.text).one("main").all("form")


def test_one_sender_of_many_is_stopped_and_who_comes_once_is_not(desk_site: DeskSite) -> None:
    places = [served().directory.facility(row).id for row in range(20)]
    answers = Counter(status(sent(desk_site, place=place)) for place in places)
    assert answers == {200: 5, 429: 15}
    assert status(sent(desk_site, sender="198.51.100.7")) == 200
    assert len(desk_site.hints) == 6


def test_the_same_from_one_sender_is_counted_once(desk_site: DeskSite) -> None:
    assert [status(sent(desk_site)) for _time in range(3)] == [200, 200, 200]
    assert len(desk_site.hints) == 1
    for n in range(2):
        sent(desk_site, sender=f"198.51.100.{n}")
    assert len(desk_site.hints) == 3


@pytest.mark.parametrize(
    ("peer", "kept"), [("10.0.0.2", 8), ("93.184.215.14", 1)], ids=["a proxy of ours", "anybody"]
)
def test_only_a_proxy_of_ours_says_who_sends(desk_site: DeskSite, peer: str, kept: int) -> None:
    for n in range(8):
        forwarded = {"X-Forwarded-For": f"203.0.113.99, 198.51.100.{n}"}
        sent(desk_site, sender=peer, headers=forwarded)
    assert len(desk_site.hints) == kept


@pytest.mark.slow
def test_a_thousand_of_one_and_of_two_hundred_leave_room_for_who_comes_once(
    desk_site: DeskSite,
) -> None:
    browser, key = desk_site.browser(), key_of(desk_site.desk)
    places = [served().directory.facility(row).id for row in range(60)]

    def hint(sender: str, at: int) -> int:
        place = places[at % len(places)]
        form = {"id": place, "kind": "hours", "proof": proof_of(key, place, datetime.now(UTC))}
        headers = {"X-Forwarded-For": sender}
        return browser.post("/wrong", data=form, headers=headers).status_code

    browser = desk_site.browser("127.0.0.1")
    one = Counter(hint("192.0.2.1", at) for at in range(1_000))
    assert one[200] < 10
    before = len(desk_site.hints)
    assert before == one[200]
    many = Counter(hint(f"192.0.2.{at % 200 + 2}", at) for at in range(1_000))
    assert many[200] < 300
    assert [hint(f"198.51.100.{n}", n) for n in range(30)] == [200] * 30


def test_nothing_of_a_sender_is_in_database_log_or_figures(
    desk_site: DeskSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(1)
    mark = "zanzibar7"
    headers = {
        "User-Agent": mark,
        "Accept-Language": f"en,{mark}",
        "Cookie": f"{mark}={mark}",
        "Referer": f"https://{mark}.example/",
        "X-Real-IP": "203.0.113.77",
        "X-Forwarded-For": "203.0.113.77",
    }
    sent(desk_site, sender="203.0.113.77", headers=headers, words="The bell is broken")
    browser = desk_site.browser("203.0.113.77")
    browser.get("/wrong", params={"id": desk_site.place, mark: mark}, headers=headers)
    assert [one.words for one in desk_site.hints] == ["The bell is broken"]
    tables = schema.METADATA.sorted_tables
    stored = str(desk_site.desk.reading(lambda c: [c.execute(select(t)).all() for t in tables]))
    dump = b"".join(path.read_bytes() for path in tmp_path.glob("desk.db*"))
    ours = [one.getMessage() for one in caplog.records if not one.name.startswith("httpx")]
    figures = desk_site.metrics.text().decode()
    for where in (stored, "\n".join(ours), figures, dump.decode("latin-1")):
        assert mark not in where
        assert "203.0.113.77" not in where
    for where in ("\n".join(ours), figures):
        assert "bell" not in where


def test_each_page_of_a_place_leads_to_the_form_where_it_is_taken(
    desk_site: DeskSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    for page in _PAGES:
        shown = tree(desk_site.browser().get(page.format(id=desk_site.place)).text)
        [way] = [one for one in shown.all("a") if one.text == "Say what is wrong here"]
        assert way["href"].endswith(f"/wrong?id={desk_site.place}")
        assert way["href"].startswith("../wrong" if "plain" in page else "./wrong")
    monkeypatch.setenv("FINDER_DESK_REPORTS", "0")
    closed = TestClient(Starlette(routes=routes()))
    for method in ("GET", "POST"):
        assert closed.request(method, f"/wrong?id={desk_site.place}").status_code == 404
    for page in _PAGES:
        assert "/wrong" not in closed.get(page.format(id=desk_site.place)).text


def test_it_speaks_spanish(desk_site: DeskSite) -> None:
    shown = tree(desk_site.browser().get(f"/wrong?id={desk_site.place}&hl=es").text)
    assert shown.one("html")["lang"] == "es"
    [way] = [one for one in shown.one(".tongues").all("a") if one["lang"] == "en"]
    assert way["href"] == f"?id={desk_site.place}&hl=en"
