"""The desk's page by its widgets: who is let in, a call that is saved, taken back, refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from finder.dashboard.desk import page
from finder.desk.calls import last_calls
from finder.desk.database import now
from finder.desk.opened import People, desk_at, people_at
from finder.desk.reports import add, since
from finder.desk.said import Report, held
from finder.opening import demonstration

_SECONDS = 60
_PARTS = ["calls", "openings", "table", "came", "links", "place", "new", "progress", "people"]


@dataclass
class Desk:
    """A desk, and the page of somebody who has a session there."""

    address: str
    people: People
    session: str = ""

    def signed_in(self, name: str = "Dana", role: Any = "reporter") -> None:
        self.session = self.people.spend(self.people.invite(name, role)) or ""

    def page(self, **query: str) -> AppTest:
        """The page under a query, run once."""

        def script(address: str) -> None:
            from finder.dashboard.desk.page import desk_page

            desk_page(address)

        test = AppTest.from_function(script, default_timeout=_SECONDS, args=(self.address,))
        for key, value in {"near": "22903", "care": "iop", **query}.items():
            test.query_params[key] = value
        return test.run()

    @property
    def reports(self) -> list[Report]:
        return desk_at(self.address).reading(lambda connection: since(connection, 0))

    @property
    def calls(self) -> dict[str, Any]:
        return dict(desk_at(self.address).reading(last_calls))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    made = Desk(address, people_at(address))
    monkeypatch.setattr(page, "sent_token", lambda: made.session)
    yield made
    desk_at(address).close()


def texts(test: AppTest) -> str:
    assert not test.exception
    kinds = (test.title, test.header, test.markdown, test.caption, test.error, test.success)
    return "\n".join(one.value for kind in (*kinds, test.warning, test.info) for one in kind)


def field(test: AppTest, name: str) -> Any:
    """The first text field whose key ends so."""
    return next(one for one in test.text_input if str(one.key).endswith(f"-{name}"))


def asked(test: AppTest, key: str) -> str:
    """What stands in the address: a text where the page wrote it, a list where the test did."""
    value: Any = test.query_params[key]
    return str(value if isinstance(value, str) else value[0])


def opened_call(desk: Desk) -> tuple[AppTest, str]:
    """The sheet of the first place to call, and its id."""
    test = desk.page()
    test.button(key="start").click().run()
    return test, asked(test, "at")


def save(test: AppTest) -> None:
    next(one for one in test.button if str(one.key).endswith("-save")).click().run()


@pytest.mark.parametrize("part", _PARTS)
def test_without_a_session_there_is_one_sentence(desk: Desk, part: str) -> None:
    desk.signed_in()
    for token in ("", "forged"):
        desk.session = token
        test = desk.page(do=part)
        assert [one.value for one in test.markdown] == [
            "The desk is for the team: open the invitation that a lead sent you."
        ]
        assert not test.button


@pytest.mark.parametrize("role", ["reporter", "lead"])
@pytest.mark.parametrize("part", _PARTS)
def test_each_part_is_drawn_for_each_role(desk: Desk, part: str, role: str) -> None:
    desk.signed_in(role=role)
    shown = texts(desk.page(do=part))
    assert "7 places" in shown
    assert ("Only a lead can do this." in shown) == (part == "people" and role == "reporter")


def test_a_call_is_saved_and_the_next_place_opens(desk: Desk) -> None:
    desk.signed_in()
    test, place = opened_call(desk)
    field(test, "hours_low").set_value("9")
    field(test, "hours_high").set_value("12")
    field(test, "openings").set_value("2")
    test.radio[0].set_value("answered")
    save(test)
    assert "Saved:" in texts(test)
    assert asked(test, "at") != place
    (report,) = desk.reports
    assert (report.facility_id, report.how, report.care) == (place, "phone", "iop")
    facts = dict(report.facts)
    assert facts.pop("openings_on") == report.learned_on.isoformat()
    assert facts == {"hours_low": 9, "hours_high": 12, "openings": 2}
    assert desk.calls[place].outcome == "answered"


def test_what_is_known_and_was_not_changed_is_not_told_again(desk: Desk) -> None:
    desk.signed_in()
    test, place = opened_call(desk)
    test.radio[0].set_value("voice mail")
    field(test, "again").set_value("")
    save(test)
    assert desk.reports == []
    assert desk.calls[place].outcome == "voice mail"


def test_one_press_takes_the_last_call_back(desk: Desk) -> None:
    desk.signed_in()
    test, place = opened_call(desk)
    field(test, "openings").set_value("2")
    test.radio[0].set_value("answered")
    save(test)
    test.button(key="take-back").click().run()
    assert asked(test, "at") == place
    assert held(desk.reports) == []
    assert desk.calls == {}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("hours_low", "200", "is above 168"),
        ("openings", "some", "is not a number"),
        ("again", "next week", "write a day such as"),
        ("again", "2020-01-01", "twelve months"),
    ],
)
def test_what_an_import_refuses_is_said_and_stays(
    desk: Desk, name: str, value: str, words: str
) -> None:
    desk.signed_in()
    test, place = opened_call(desk)
    field(test, name).set_value(value)
    test.radio[0].set_value("answered")
    save(test)
    assert words in texts(test)
    assert field(test, name).value == value
    assert asked(test, "at") == place
    assert desk.reports == []
    assert desk.calls == {}


def test_a_call_without_an_end_is_not_saved(desk: Desk) -> None:
    desk.signed_in()
    test, _place = opened_call(desk)
    save(test)
    assert "Say how the call ended." in texts(test)
    assert desk.calls == {}


def test_a_note_about_a_person_is_questioned_before_it_is_saved(desk: Desk) -> None:
    desk.signed_in()
    test, _place = opened_call(desk)
    field(test, "note").set_value("Jane Doe, born 3/14/1990")
    test.radio[0].set_value("answered")
    save(test)
    assert "birth date" in texts(test)
    assert desk.reports == []
    save(test)
    assert [one.note for one in desk.reports] == ["Jane Doe, born 3/14/1990"]


def test_a_place_that_is_closed_is_told_as_closed(desk: Desk) -> None:
    desk.signed_in()
    test, place = opened_call(desk)
    test.radio[0].set_value("closed")
    save(test)
    assert [(one.kind, one.facility_id) for one in desk.reports] == [("closed", place)]


def test_a_session_that_was_withdrawn_is_refused_at_the_next_press(desk: Desk) -> None:
    desk.signed_in()
    test, _place = opened_call(desk)
    test.radio[0].set_value("answered")
    desk.people.revoke("Dana")
    save(test)
    assert "The desk is for the team" in texts(test)
    assert desk.calls == {}


def test_others_see_who_is_calling(desk: Desk) -> None:
    desk.signed_in()
    _test, place = opened_call(desk)
    desk.signed_in("Lee")
    listed = desk.page()
    assert "Dana is calling now" in texts(listed)
    assert "Dana is calling this place now" in texts(desk.page(do="call", at=place))
    listed.button(key="start").click().run()
    assert asked(listed, "at") != place


def test_openings_are_told_with_one_press(desk: Desk) -> None:
    desk.signed_in()
    test = desk.page(do="openings")
    numbers = [one for one in test.text_input if str(one.key).startswith("number-")]
    numbers[0].set_value("4").run()
    test.run()
    (report,) = desk.reports
    assert report.facts["openings"] == 4
    assert report.care == "iop"


def test_a_lead_invites_and_the_link_is_shown_once(desk: Desk) -> None:
    desk.signed_in("Lee", "lead")
    test = desk.page(do="people")
    test.text_input(key="invite-name").set_value("Dana")
    next(one for one in test.button if one.label == "Make an invitation").click().run()
    token = test.code[0].value.rpartition("/")[2]
    assert desk.people.is_open(token)
    test.run()
    assert not test.code


def test_a_level_that_is_not_listed_waits_for_a_lead(desk: Desk) -> None:
    desk.signed_in("Lee", "lead")
    _test, place = opened_call(desk)
    test = desk.page(do="place", at=place)
    test.selectbox(key="new-level").set_value("sober-living")
    next(one for one in test.button if one.label == "Tell a lead").click().run()
    assert [one.kind for one in desk.reports] == ["level"]
    decided = desk.page(do="people")
    decided.button(key="decide-1-True").click().run()
    assert [one.kind for one in desk.reports] == ["level", "accept"]


def new_place(test: AppTest, **cells: str) -> AppTest:
    """Fill in the form of a place that is not listed, and send it."""
    for name, value in cells.items():
        fields = [*test.text_input, *test.selectbox]
        next(one for one in fields if str(one.key).endswith(f"-{name}")).set_value(value)
    save(test)
    return test


ZETA = {
    "facility_name": "Zeta Place",
    "city": "Charlottesville",
    "state": "VA",
    "zip": "22903",
    "care_level": "iop",
    "hours_low": "9",
}


def test_a_place_that_is_not_listed_waits_for_a_lead(desk: Desk) -> None:
    desk.signed_in("Lee", "lead")
    test = new_place(desk.page(do="new"), **ZETA)
    assert "A lead will decide on it." in texts(test)
    (report,) = desk.reports
    assert (report.kind, report.care, report.how) == ("place", "iop", "phone")
    assert report.facts["hours_low"] == 9
    again = new_place(desk.page(do="new"), **ZETA)
    assert "Somebody told of this place already" in texts(again)
    decided = desk.page(do="people")
    assert "Zeta Place" in texts(decided)
    decided.button(key="decide-1-True").click().run()
    assert [one.kind for one in desk.reports] == ["place", "accept"]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"zip": ""}, "zip: is missing"),
        ({"hours_low": "200"}, "is above 168"),
        ({"latitude": "north"}, "is not a number"),
    ],
)
def test_a_place_is_checked_as_an_import_checks_it(
    desk: Desk, cells: dict[str, str], words: str
) -> None:
    desk.signed_in()
    test = new_place(desk.page(do="new"), **(ZETA | cells))
    assert words in texts(test)
    assert field(test, "facility_name").value == "Zeta Place"
    assert desk.reports == []


def test_what_an_import_remarks_on_is_questioned_once(desk: Desk) -> None:
    desk.signed_in()
    test = new_place(desk.page(do="new"), **(ZETA | {"zip": "10001"}))
    assert "of NY, not of VA" in texts(test)
    assert desk.reports == []
    save(test)
    assert [one.kind for one in desk.reports] == ["place"]


def test_a_place_that_is_listed_is_not_told_as_a_new_one(desk: Desk) -> None:
    desk.signed_in()
    listed = demonstration().facility(0)
    cells = {"city": listed.city, "state": listed.state, "zip": listed.zip, "care_level": "iop"}
    cells |= {"facility_name": listed.name1, "street": listed.street1}
    test = new_place(desk.page(do="new"), **cells)
    assert "is listed already" in texts(test)
    assert desk.reports == []


def test_a_lead_says_which_place_reports_of_one_that_is_gone_are_about(desk: Desk) -> None:
    desk.signed_in("Lee", "lead")
    listed = demonstration().facility(0).id
    gone = listed[:-1] + ("a" if listed[-1] != "a" else "b")
    lost = Report(gone, "phone", now().date(), care="iop", facts={"hours_low": 9})
    desk_at(desk.address).saving(lambda connection: add(connection, lost))
    test = desk.page(do="people")
    assert test.text_input(key=f"same-{gone}-id").value == listed
    next(one for one in test.button if one.label == "It is this place").click().run()
    *_others, report = desk.reports
    assert (report.kind, report.facility_id) == ("same", gone)
    assert report.facts == {"facility_id": listed}
    assert "no longer listed" not in "".join(one.value for one in test.subheader)


def test_the_area_is_the_link_of_a_search(desk: Desk) -> None:
    desk.signed_in()
    test = desk.page()
    test.text_input(key="area-link").set_value("https://x.example/?near=22903&care=php").run()
    assert asked(test, "care") == "php"
    test.text_input(key="area-link").set_value("nonsense=1").run()
    assert "not the link of a search" in texts(test)
    assert asked(test, "care") == "php"
