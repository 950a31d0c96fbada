"""A facility answers by its link: every state of a link, every way to use it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from starlette.applications import Starlette
from starlette.testclient import TestClient

from desk_site import DeskSite, form_of
from finder.desk import schema
from finder.desk.laying import lay
from finder.desk.people import People
from finder.desk.proposals import accept
from finder.desk.reports import since
from finder.pages.frame.served import served
from finder.web.application import routes
from html_tree import tree

_HOUR = timedelta(hours=1)


def made(site: DeskSite) -> str:
    return site.links.make([site.place])[site.place]


def first(site: DeskSite) -> str:
    """What the fields of the first program begin with."""
    form = form_of(site.browser().get(f"/answer/{made(site)}"))
    known = next(name for name in form if name.endswith("-was-hours_low"))
    return known.removesuffix("-was-hours_low")


def test_opening_it_changes_nothing_and_shows_what_is_known(desk_site: DeskSite) -> None:
    token = made(desk_site)
    before = rows(desk_site)
    for method in ("GET", "HEAD", "GET"):
        assert desk_site.browser().request(method, f"/answer/{token}").status_code == 200
    assert rows(desk_site) == before
    shown = tree(desk_site.browser().get(f"/answer/{token}").text)
    facility = served().directory.facility(served().directory.row_of(desk_site.place) or 0)
    assert shown.one("h1").text == facility.name
    legends = [one.text for one in shown.all("legend")]
    assert len(legends) == len(facility.programs) + 2
    assert all(one["for"] for one in shown.one("main").all("label") if not one.all("input"))


def rows(site: DeskSite) -> str:
    tables = schema.METADATA.sorted_tables
    return str(site.desk.reading(lambda c: [c.execute(select(one)).all() for one in tables]))


def test_what_was_changed_comes_in_fact_by_fact(desk_site: DeskSite) -> None:
    token, key = made(desk_site), first(desk_site)
    browser = desk_site.browser()
    form = form_of(browser.get(f"/answer/{token}"))
    form |= {f"{key}-hours_low": "9", f"{key}-hours_high": "11", f"{key}-openings": "2"}
    form |= {"place-payments": ["self", "medicaid"], "do": "send"}
    answer = browser.post(f"/answer/{token}", data=form)
    assert answer.status_code == 200
    assert tree(answer.text).one("h1").text == "Thank you"
    told = {one.fact: dict(one.cells) for one in desk_site.answers}
    assert told["hours"] == {"hours_low": 9, "hours_high": 11}
    assert told["openings"]["openings"] == 2
    assert set(str(told["pay"]["payments"]).split(";")) == {"self", "medicaid"}
    assert set(told) == {"hours", "openings", "pay"}
    assert {one.facility_id for one in desk_site.answers} == {desk_site.place}


def test_nothing_changed_is_no_answer_and_all_right_is_one(desk_site: DeskSite) -> None:
    token = made(desk_site)
    browser = desk_site.browser()
    form = form_of(browser.get(f"/answer/{token}"))
    answer = browser.post(f"/answer/{token}", data=form)
    assert answer.status_code == 422
    assert "Nothing was changed" in tree(answer.text).text
    assert desk_site.answers == []
    assert browser.post(f"/answer/{token}", data={**form, "right": "1"}).status_code == 200
    assert desk_site.answers


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("hours_low", "200", "is above 168"),
        ("openings", "some", "is not a number"),
        ("cost_low", "-5", "below 0"),
    ],
)
def test_what_an_import_refuses_is_said_beside_its_field(
    desk_site: DeskSite, name: str, value: str, reason: str
) -> None:
    token, key = made(desk_site), first(desk_site)
    browser = desk_site.browser()
    form = form_of(browser.get(f"/answer/{token}")) | {f"{key}-{name}": value}
    answer = browser.post(f"/answer/{token}", data=form)
    assert answer.status_code == 422
    field = tree(answer.text).one(f"#{key}-{name}")
    assert (field["value"], field["aria-invalid"]) == (value, "true")
    assert reason in tree(answer.text).one(f"#{field['aria-describedby']}").text
    assert desk_site.answers == []
    # Mended in the page that was shown, it is taken.
    mended = form_of(answer) | {f"{key}-{name}": "5", f"{key}-cost_per": "week"}
    assert browser.post(f"/answer/{token}", data=mended).status_code == 200
    assert desk_site.answers


@pytest.mark.parametrize("state", ["closed", "moved"])
def test_closed_and_moved_are_told(desk_site: DeskSite, state: str) -> None:
    token = made(desk_site)
    browser = desk_site.browser()
    form = form_of(browser.get(f"/answer/{token}")) | {"state": state}
    if state == "moved":
        assert browser.post(f"/answer/{token}", data=form).status_code == 422
        form |= {"moved": "12 New Street, Springfield"}
    assert browser.post(f"/answer/{token}", data=form).status_code == 200
    [told] = desk_site.answers
    assert (told.kind, told.note) == (state, form.get("moved", "") if state == "moved" else "")


def test_what_a_lead_accepts_is_in_the_search_as_told_by_the_place(desk_site: DeskSite) -> None:
    token, key = made(desk_site), first(desk_site)
    browser = desk_site.browser()
    form = form_of(browser.get(f"/answer/{token}")) | {f"{key}-hours_low": "9"}
    browser.post(f"/answer/{token}", data={**form, f"{key}-hours_high": "9"})
    people = People(desk_site.desk)
    people.spend(people.invite("Lee", "lead"))
    [lead] = people.team()
    [told] = desk_site.answers
    today = datetime.now(UTC).date()
    desk_site.desk.saving(lambda connection: accept(connection, told.number, lead, today))
    reports = desk_site.desk.reading(lambda connection: since(connection, 0))
    laid = lay(served().imported, reports, today, "Example County")
    program = laid.facility(laid.row_of(desk_site.place) or 0).programs[0]
    assert program.hours == (9, 9)
    assert program.told["hours"].how == "facility"


def test_later_is_a_press_and_no_answer(desk_site: DeskSite) -> None:
    token = made(desk_site)
    assert desk_site.browser().post(f"/answer/{token}", data={"do": "later"}).status_code == 200
    [link] = desk_site.links.all()[desk_site.place]
    assert (link.opened_on is not None, link.answered_on) == (True, None)
    assert desk_site.answers == []


def withdrawn(site: DeskSite) -> str:
    token = made(site)
    site.links.withdraw(site.place)
    return token


def expired(site: DeskSite) -> str:
    token = made(site)
    past = datetime.now(UTC) - _HOUR
    site.desk.saving(lambda c: c.execute(update(schema.links).values(expires_at=past)))
    return token


def forged(site: DeskSite) -> str:
    made(site)
    return "a" * 43


def cut(site: DeskSite) -> str:
    return made(site)[:-1]


def of_an_invitation(site: DeskSite) -> str:
    return People(site.desk).invite("Dana")


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize(
    "state", [withdrawn, expired, forged, cut, of_an_invitation], ids=lambda one: one.__name__
)
def test_a_link_that_is_not_good_is_one_clear_page(
    desk_site: DeskSite, state: Callable[[DeskSite], str], method: str
) -> None:
    token = state(desk_site)
    key = first(desk_site)
    form = {f"{key}-hours_low": "9", "right": "1"} if method == "POST" else None
    answer = desk_site.browser().request(method, f"/answer/{token}", data=form)
    assert answer.status_code == 404
    assert desk_site.answers == []
    if method == "HEAD":
        return
    assert tree(answer.text).one("h1").text == "This link does not open a page"
    assert not tree(answer.text).one("main").all("form")


def test_a_link_of_one_place_says_nothing_of_another(desk_site: DeskSite) -> None:
    token, key = made(desk_site), first(desk_site)
    other = served().directory.facility(41).id
    form = {f"{key}-hours_low": "9", "id": other, "facility_id": other}
    answer = desk_site.browser().post(f"/answer/{token}?id={other}", data=form)
    assert answer.status_code == 200
    assert {one.facility_id for one in desk_site.answers} == {desk_site.place}


def test_a_form_of_another_site_is_refused(desk_site: DeskSite) -> None:
    token = made(desk_site)
    for site in ("cross-site", "same-site"):
        headers = {"Sec-Fetch-Site": site}
        answer = desk_site.browser().post(f"/answer/{token}", data={"right": "1"}, headers=headers)
        assert answer.status_code == 403
    assert desk_site.answers == []


def test_a_token_is_in_nothing_that_is_kept_or_sent_on(
    desk_site: DeskSite, caplog: pytest.LogCaptureFixture
) -> None:
    token = made(desk_site)
    caplog.set_level(1)
    browser = desk_site.browser()
    answers = [browser.get(f"/answer/{token}"), browser.get(f"/answer/{token}/more")]
    answers += [browser.post(f"/answer/{token}", data={"do": "later"})]
    answers += [browser.post(f"/answer/{token}", data={"right": "1"})]
    for answer in answers:
        assert token not in answer.text
        assert token not in str(answer.headers)
    for answer in answers[:1] + answers[2:]:
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex"
        assert "set-cookie" not in answer.headers
    ours = [one.getMessage() for one in caplog.records if not one.name.startswith("httpx")]
    assert not [text for text in ours if token in text]
    assert token not in desk_site.metrics.text().decode()
    assert token not in rows(desk_site)


def test_it_speaks_spanish_and_leads_from_one_language_to_the_other(desk_site: DeskSite) -> None:
    token = made(desk_site)
    english = tree(desk_site.browser().get(f"/answer/{token}").text)
    [way] = [one for one in english.one(".tongues").all("a") if one["lang"] == "es"]
    assert way["href"] == "?hl=es"
    spanish = tree(desk_site.browser().get(f"/answer/{token}?hl=es").text)
    assert spanish.one("html")["lang"] == "es"
    assert spanish.one("main").all("button")[0].text == "Enviar"
    by_browser = desk_site.browser().get(f"/answer/{token}", headers={"Accept-Language": "es"})
    assert tree(by_browser.text).one("html")["lang"] == "es"


@pytest.mark.parametrize("path", [f"/answer/{'a' * 43}", "/wrong?id=abcd2345"])
def test_without_a_desk_there_is_neither(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FINDER_DESK", raising=False)
    browser = TestClient(Starlette(routes=routes()), follow_redirects=False)
    for method in ("GET", "POST"):
        answer = browser.request(method, path)
        assert answer.status_code == 404
        assert tree(answer.text).one("title").text == "Page not found"
