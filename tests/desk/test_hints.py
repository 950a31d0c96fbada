"""What visitors say: hints, what they come to, what is forgotten, and what stops a flood."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from finder.criteria import read
from finder.desk import schema
from finder.desk.came import Case, alike_of, cases_of, differ
from finder.desk.database import Desk, open_desk
from finder.desk.flood import Flood
from finder.desk.hints import (
    ALIKE,
    WORDS_DAYS,
    Hint,
    add_hint,
    close_hints,
    forget_words,
    open_hints,
    raised,
)
from finder.desk.leaving import lines, take_in
from finder.desk.people import People
from finder.desk.proof import PROOF_HOURS, key_of, proof_holds, proof_of
from finder.desk.proposals import Proposal
from finder.desk.worklist import LastCall, worklist
from finder.errors import DeskRefused
from finder.opening import demonstration
from finder.search import search, whole_list

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
DAY = AT.date()
PLACE = "aaaaaaaa"


def hint(kind: str = "hours", place: str = PLACE, words: str = "", day: date = DAY) -> Hint:
    return Hint(place, kind, day, "iop", words)


def said(desk: Desk, *hints: Hint, first: int = 0) -> list[bool]:
    return [
        desk.saving(partial(add_hint, hint=one, once=f"once{first + at}"))
        for at, one in enumerate(hints)
    ]


def kept(desk: Desk, today: date = DAY) -> list[Hint]:
    return desk.reading(lambda connection: open_hints(connection, today))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (Hint(PLACE, "nonsense", DAY), "Choose what is wrong"),
        (Hint(PLACE, "hours", DAY, "nonsense"), "Choose what is wrong"),
        (Hint(PLACE, "hours", DAY, None, "a" * 201), "at most 200 letters"),
        (Hint(PLACE, "other", DAY), "in a few words"),
    ],
    ids=["kind", "level", "long", "empty"],
)
def test_what_is_no_hint_is_refused(desk: Desk, wrong: Hint, reason: str) -> None:
    with pytest.raises(DeskRefused, match=reason):
        said(desk, wrong)
    assert kept(desk) == []


def test_a_form_sent_twice_counts_once(desk: Desk) -> None:
    assert said(desk, hint()) == [True]
    assert said(desk, hint()) == [False]
    assert len(kept(desk)) == 1


def test_more_of_the_same_says_nothing_new(desk: Desk) -> None:
    assert Counter(said(desk, *[hint() for _one in range(50)])) == {True: 20, False: 30}
    assert said(desk, hint("closed"), first=100) == [True]


def test_words_are_forgotten_after_their_days_and_never_leave(
    desk: Desk, new_address: object
) -> None:
    said(desk, hint(words="zanzibar"), hint(words="later", day=DAY + timedelta(days=1)))
    told = desk.reading(lambda connection: list(lines(connection)))
    assert "zanzibar" not in str(told)
    other = open_desk(new_address())  # type: ignore[operator]
    other.saving(lambda connection: take_in(connection, told))
    assert [one.kind for one in kept(other)] == ["hours", "hours"]
    other.close()
    end = DAY + timedelta(days=WORDS_DAYS)
    assert "zanzibar" in str(kept(desk, end - timedelta(days=1)))
    # Not shown even where no server has run to erase it.
    assert "zanzibar" not in str(kept(desk, end))
    desk.saving(lambda connection: forget_words(connection, end))
    rows = desk.reading(lambda c: c.execute(select(schema.hints.c.words, schema.hints.c.once)))
    assert sorted(tuple(row) for row in rows) == [("", None), ("later", None)]


def test_a_row_of_a_hint_holds_a_day_and_nothing_of_who_said_it(desk: Desk) -> None:
    said(desk, hint(words="closed at six"))
    row = desk.reading(lambda c: c.execute(select(schema.hints)).mappings().one())
    assert dict(row) == {
        "number": 1,
        "once": "once0",
        "facility_id": PLACE,
        "kind": "hours",
        "care": "iop",
        "words": "closed at six",
        "day": DAY,
        "closed_on": None,
        "person_id": None,
    }


def test_what_somebody_has_dealt_with_is_gone(desk: Desk) -> None:
    people = People(desk, lambda: AT)
    people.spend(people.invite("Dana"))
    [dana] = people.team()
    said(desk, hint(), hint(), hint("closed"))
    done = desk.saving(lambda c: close_hints(c, PLACE, "hours", "iop", dana, DAY))
    assert done == 2
    assert [one.kind for one in kept(desk)] == ["closed"]


def test_three_alike_rise_to_the_top_of_the_calls() -> None:
    directory = demonstration()
    found = list(whole_list(search(directory, read("near=22903&care=iop").criteria, DAY), DAY))
    last = worklist(found, ("iop",), {}, DAY)[-1].facility.id
    hints = [hint(place=last) for _one in range(ALIKE)]
    alike = {place: n for place, n in raised(hints, {}).items() if n >= ALIKE}
    first = worklist(found, ("iop",), {}, DAY, alike)[0]
    assert (first.facility.id, first.alike) == (last, 3)
    # Whoever was reached since has answered it; a voice mail answers nothing.
    assert raised(hints, {last: LastCall(DAY, "answered")}) == {}
    assert raised(hints, {last: LastCall(DAY, "voice mail")}) == {last: 3}
    different = [hint("hours"), hint("closed"), hint("price")]
    assert raised(different, {}) == {PLACE: 1}


def proposal(fact: str, kind: str = "facts", care: str | None = "iop") -> Proposal:
    return Proposal(1, PLACE, kind, DAY, care, "", fact)


@pytest.mark.parametrize(
    ("answer", "kind", "do"),
    [
        (proposal("hours"), "hours", True),
        (proposal("when"), "hours", True),
        (proposal("cost"), "hours", False),
        (proposal("cost"), "price", True),
        (proposal("hours"), "closed", True),
        (proposal("hours"), "level", True),
        (proposal("hours", care="php"), "level", False),
        (proposal("hours", care="php"), "hours", False),
        (proposal("", "closed"), "closed", False),
        (proposal("", "closed"), "hours", True),
        (proposal("hours"), "number", False),
    ],
    ids=lambda one: one.fact if isinstance(one, Proposal) else str(one),
)
def test_an_answer_and_a_hint_that_cannot_both_be_so_stand_together(
    answer: Proposal, kind: str, do: bool
) -> None:
    [alike] = alike_of([hint(kind)])
    assert differ(answer, alike) is do
    assert bool(Case(PLACE, (answer,), (alike,)).differing) is do


def test_what_most_agree_on_comes_first_then_the_newest() -> None:
    many = [hint(place="many", day=DAY - timedelta(days=9)) for _one in range(3)]
    two = [hint(place="two", day=DAY - timedelta(days=5)) for _one in range(2)]
    newest = Proposal(1, "newest", "facts", DAY, "iop", "", "hours")
    assert [one.facility_id for one in cases_of([newest], [*two, *many])] == [
        "many",
        "newest",
        "two",
    ]


def test_a_proof_is_of_a_place_and_a_time_and_any_server_takes_it(address: str, desk: Desk) -> None:
    other = open_desk(address)
    key = key_of(desk)
    assert key_of(other) == key
    other.close()
    proof = proof_of(key, PLACE, AT)
    assert proof_holds(key, PLACE, proof, AT)
    assert proof_holds(key, PLACE, proof, AT + timedelta(hours=PROOF_HOURS))
    assert not proof_holds(key, PLACE, proof, AT + timedelta(hours=PROOF_HOURS, seconds=1))
    assert not proof_holds(key, "bbbbbbbb", proof, AT)
    assert not proof_holds(b"another key", PLACE, proof, AT)
    later = proof.replace(proof[:10], str(int(proof[:10]) + 60))
    for forged in ("", ".", "..", later, proof[:-1], "x" * 500, "é" * 20, f"{proof}.1"):
        assert not proof_holds(key, PLACE, forged, AT)


class Seconds:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


def test_one_sender_of_a_thousand_is_stopped_and_others_are_not() -> None:
    clock = Seconds()
    flood = Flood(clock)
    taken = 0
    for _one in range(1_000):
        clock.at += 0.06
        taken += flood.take("192.0.2.1") == 0
    assert taken == 5
    assert [flood.take(f"198.51.100.{n}") for n in range(100)] == [0] * 100


def test_two_hundred_senders_of_a_thousand_do_not_shut_out_who_comes_once() -> None:
    clock = Seconds()
    flood = Flood(clock)
    taken, honest = 0, []
    for one in range(1_000):
        clock.at += 0.06
        taken += flood.take(f"192.0.2.{one % 200}") == 0
        if one % 50 == 49:
            honest.append(flood.take(f"198.51.100.{one // 50}"))
    assert honest == [0] * 20
    assert 200 <= taken < 300
    assert flood.take("192.0.2.1") > 0
    clock.at += 3_600
    assert flood.take("192.0.2.1") == 0


def test_a_network_of_ipv6_is_one_sender() -> None:
    flood = Flood(Seconds())
    taken = [flood.take(f"2001:db8:1:{n:x}::1") == 0 for n in range(100)]
    assert taken.count(True) == 5


def test_who_says_the_same_again_is_counted_once() -> None:
    flood = Flood(Seconds())
    assert not flood.said_before("192.0.2.1", PLACE, "hours")
    assert flood.said_before("192.0.2.1", PLACE, "hours")
    assert not flood.said_before("192.0.2.1", PLACE, "closed")
    assert not flood.said_before("192.0.2.2", PLACE, "hours")
