"""Links of places, what they answer, and what becomes of it; on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, select

from finder.desk import schema
from finder.desk.database import Desk, open_desk
from finder.desk.leaving import faults, lines, take_in
from finder.desk.links import LINK_DAYS, MOST_LINKS, Link, Links, standing, to_remind
from finder.desk.people import People, Person
from finder.desk.proposals import Proposal, accept, decline, proposals_of, propose
from finder.desk.reports import since
from finder.desk.said import Report
from finder.errors import DeskRefused

START = datetime(2026, 11, 20, 9, tzinfo=UTC)
DAY = START.date()
PLACE = "aaaaaaaa"


class Clock:
    """A moment that a test moves."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def links(desk: Desk, clock: Clock) -> Links:
    return Links(desk, clock)


def person(desk: Desk, name: str, role: str) -> Person:
    people = People(desk, lambda: START)
    people.spend(people.invite(name, role))  # type: ignore[arg-type]
    return next(one for one in people.team() if one.name == name)


@pytest.fixture
def lead(desk: Desk) -> Person:
    return person(desk, "Lee", "lead")


def told(hours: float = 9, place: str = PLACE) -> Report:
    return Report(
        place,
        "facility",
        DAY,
        care="iop",
        facts={"hours_low": hours, "cost_low": 400, "cost_per": "month"},
    )


def answer(links: Links, token: str, *reports: Report, moved: str = "") -> Link | None:
    return links.pressing(
        token,
        lambda connection, link: propose(connection, link, reports or (told(),), DAY, moved) > 0,
    )


def waiting(desk: Desk) -> list[Proposal]:
    return desk.reading(lambda connection: proposals_of(connection, waiting=True))


def all_rows(desk: Desk) -> str:
    def read(connection: Connection) -> str:
        tables = schema.METADATA.sorted_tables
        return str([connection.execute(select(one)).all() for one in tables])

    return desk.reading(read)


def test_a_link_is_good_for_its_days_and_no_longer(links: Links, clock: Clock) -> None:
    token = links.make([PLACE])[PLACE]
    clock.at = START + timedelta(days=LINK_DAYS) - timedelta(seconds=1)
    link = links.of(token)
    assert link is not None
    assert link.facility_id == PLACE
    clock.at += timedelta(seconds=1)
    assert links.of(token) is None
    assert answer(links, token) is None


@pytest.mark.parametrize("forged", ["", "x", "a" * 43, "' OR 1=1 --"])
def test_a_forged_link_opens_nothing(links: Links, forged: str) -> None:
    links.make([PLACE])
    assert links.of(forged) is None
    assert links.pressing(forged) is None


def test_only_a_lead_makes_and_withdraws(desk: Desk, links: Links, lead: Person) -> None:
    other = person(desk, "Dana", "reporter")
    with pytest.raises(DeskRefused, match="Only a lead"):
        links.make([PLACE], by=other)
    token = links.make([PLACE], by=lead)[PLACE]
    with pytest.raises(DeskRefused, match="Only a lead"):
        links.withdraw(PLACE, by=other)
    assert links.withdraw(PLACE, by=lead) == 1
    assert links.of(token) is None
    assert answer(links, token) is None
    assert links.withdraw(PLACE, by=lead) == 0


def test_an_area_has_a_link_each_and_a_bound(desk: Desk, links: Links) -> None:
    tokens = links.make([f"place{n}" for n in range(20)])
    assert len(set(tokens.values())) == 20
    assert all(link and link.facility_id == place for place, link in _opened(links, tokens))
    with pytest.raises(DeskRefused, match="smaller area"):
        links.make([f"place{n}" for n in range(MOST_LINKS + 1)])
    stored = all_rows(desk)
    assert not [token for token in tokens.values() if token in stored]


def _opened(links: Links, tokens: dict[str, str]) -> list[tuple[str, Link | None]]:
    return [(place, links.of(token)) for place, token in tokens.items()]


def test_opening_is_not_noted_and_a_press_is(links: Links, clock: Clock) -> None:
    token = links.make([PLACE])[PLACE]
    for _time in range(3):
        links.of(token)
    assert standing(links.all()[PLACE], clock.at) == "sent"
    links.pressing(token)
    assert standing(links.all()[PLACE], clock.at) == "opened"
    answer(links, token)
    assert standing(links.all()[PLACE], clock.at) == "answered"


def test_who_has_not_answered_in_a_week_is_to_be_reminded(links: Links, clock: Clock) -> None:
    token = links.make([PLACE])[PLACE]
    assert not to_remind(links.all()[PLACE], clock.at)
    clock.at += timedelta(days=7)
    assert to_remind(links.all()[PLACE], clock.at)
    again = links.make([PLACE])[PLACE]
    assert not to_remind(links.all()[PLACE], clock.at)
    clock.at += timedelta(days=40)
    assert standing(links.all()[PLACE], clock.at) == "expired"
    assert to_remind(links.all()[PLACE], clock.at)
    assert links.of(token) is None
    assert links.of(again) is None
    links.withdraw(PLACE)


def test_an_answer_waits_fact_by_fact(desk: Desk, links: Links) -> None:
    answer(links, links.make([PLACE])[PLACE], told(), moved="12 New Street")
    assert [(one.fact, one.kind, dict(one.cells)) for one in waiting(desk)] == [
        ("", "moved", {}),
        ("hours", "facts", {"hours_low": 9}),
        ("cost", "facts", {"cost_low": 400, "cost_per": "month"}),
    ]
    assert desk.reading(lambda connection: since(connection, 0)) == []


def test_what_an_import_refuses_is_refused_whole(desk: Desk, links: Links) -> None:
    token = links.make([PLACE])[PLACE]
    with pytest.raises(DeskRefused, match="is above 168"):
        answer(links, token, told(), told(900))
    assert waiting(desk) == []


def test_a_link_answers_for_its_own_place_alone(desk: Desk, links: Links) -> None:
    answer(links, links.make([PLACE])[PLACE], told(place="bbbbbbbb"))
    assert {one.facility_id for one in waiting(desk)} == {PLACE}


def test_a_later_answer_takes_the_place_of_what_still_waits(desk: Desk, links: Links) -> None:
    token = links.make([PLACE])[PLACE]
    answer(links, token, told(9))
    answer(links, token, told(12))
    assert {one.fact: dict(one.cells) for one in waiting(desk)} == {
        "hours": {"hours_low": 12},
        "cost": {"cost_low": 400, "cost_per": "month"},
    }


def test_what_is_accepted_is_told_by_the_place(desk: Desk, links: Links, lead: Person) -> None:
    answer(links, links.make([PLACE])[PLACE])
    hours = next(one for one in waiting(desk) if one.fact == "hours")
    desk.saving(lambda connection: accept(connection, hours.number, lead, DAY))
    [report] = desk.reading(lambda connection: since(connection, 0))
    assert (report.how, report.person_id, dict(report.facts)) == (
        "facility",
        None,
        {"hours_low": 9},
    )
    with pytest.raises(DeskRefused, match="decided already"):
        desk.saving(lambda connection: accept(connection, hours.number, lead, DAY))
    assert [one.fact for one in waiting(desk)] == ["cost"]


def test_what_is_declined_says_why(desk: Desk, links: Links, lead: Person) -> None:
    answer(links, links.make([PLACE])[PLACE])
    first = waiting(desk)[0]
    for why in ("", "  ", "a" * 201):
        with pytest.raises(DeskRefused, match="why it is declined"):
            desk.saving(partial(_declined, first.number, lead, why))
    desk.saving(partial(_declined, first.number, lead, "The price is of last year."))
    [done] = desk.reading(lambda connection: proposals_of(connection, waiting=False))
    assert (done.state, done.why) == ("declined", "The price is of last year.")
    assert desk.reading(lambda connection: since(connection, 0)) == []


def _declined(number: int, lead: Person, why: str, connection: Connection) -> None:
    decline(connection, number, lead, why, DAY)


def test_a_reporter_decides_nothing(desk: Desk, links: Links) -> None:
    answer(links, links.make([PLACE])[PLACE])
    other = person(desk, "Dana", "reporter")
    number = waiting(desk)[0].number
    with pytest.raises(DeskRefused, match="Only a lead"):
        desk.saving(lambda connection: accept(connection, number, other, DAY))
    with pytest.raises(DeskRefused, match="Only a lead"):
        desk.saving(partial(_declined, number, other, "no"))


def test_a_place_that_says_it_is_closed_is_closed_when_accepted(
    desk: Desk, links: Links, lead: Person
) -> None:
    answer(links, links.make([PLACE])[PLACE], Report(PLACE, "facility", DAY, kind="closed"))
    [one] = waiting(desk)
    desk.saving(lambda connection: accept(connection, one.number, lead, DAY))
    assert [one.kind for one in desk.reading(lambda c: since(c, 0))] == ["closed"]


def test_links_and_answers_go_along_and_tokens_do_not(
    desk: Desk, links: Links, lead: Person, new_address: object
) -> None:
    token = links.make([PLACE], by=lead)[PLACE]
    answer(links, token)
    desk.saving(lambda c: accept(c, waiting(desk)[0].number, lead, date(2026, 11, 20)))
    told_lines = desk.reading(lambda connection: list(lines(connection)))
    other = open_desk(new_address())  # type: ignore[operator]
    other.saving(lambda connection: take_in(connection, told_lines))
    assert other.reading(lambda connection: list(lines(connection))) == told_lines
    assert waiting(other) == waiting(desk)
    assert Links(other, lambda: START).of(token) is None
    assert other.reading(faults) == []
    # It goes on counting.
    assert Links(other, lambda: START).make([PLACE])[PLACE]
    other.close()
