"""An operator's routing engine: what it is asked, and that it can fail in no way that is seen."""

from __future__ import annotations

import json

import pytest

from finder import limits
from finder.routing import Router
from routing_server import Engine, running

HERE = (38.0293, -78.4767)
ENDS = [(38.11112222, -78.5), (38.2, -78.6)]
FORMS = ["osrm", "valhalla"]


class Clock:
    """Seconds that go on when they are told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("form", FORMS)
def test_both_forms_are_understood_and_minutes_are_whole(form: str) -> None:
    with running(Engine(form, [601.0, None])) as engine:
        assert Router(engine.address).minutes(HERE, ENDS) == [11, None]


@pytest.mark.parametrize("form", FORMS)
def test_only_the_rounded_point_is_sent(form: str) -> None:
    with running(Engine(form)) as engine:
        Router(engine.address).minutes(HERE, ENDS)
    path, body = engine.asked[-1]
    sent = path + body
    assert "38.0293" not in sent
    assert "78.4767" not in sent
    if form == "osrm":
        assert path.startswith("/table/v1/driving/-78.48,38.03;-78.5,38.1111")
    else:
        assert json.loads(body)["sources"] == [{"lat": 38.03, "lon": -78.48}]


@pytest.mark.parametrize("form", FORMS)
def test_what_was_said_is_kept_for_the_same_rounded_point(form: str) -> None:
    with running(Engine(form)) as engine:
        router = Router(engine.address)
        router.minutes(HERE, ENDS)
        times = len(engine.asked)
        assert router.minutes((38.0311, -78.4799), ENDS) == [10, 10]
        assert len(engine.asked) == times
        router.minutes((39.0, -78.0), ENDS)
        # Which form it speaks is known by now.
        assert len(engine.asked) == times + 1


def test_of_many_places_as_many_are_asked_as_a_page_has() -> None:
    ends = [(38 + at / 1000, -78.0) for at in range(limits.ROUTER_PLACES + 5)]
    with running(Engine("osrm")) as engine:
        found = Router(engine.address).minutes(HERE, ends)
    assert found == [10] * limits.ROUTER_PLACES + [None] * 5


GARBAGE = {
    "no json": b"<html>",
    "another json": b"[1, 2]",
    "nothing": b"",
    "too deep": b"[" * 100_000,
    "too long": b" " * 300_000,
    "too few": b'{"code": "Ok", "durations": [[0, 60]]}',
    "words": b'{"code": "Ok", "durations": [[0, "60", "60"]]}',
    "not a number": b'{"code": "Ok", "durations": [[0, NaN, NaN]]}',
    "negative": b'{"code": "Ok", "durations": [[0, -60, 60]]}',
    "a week": b'{"code": "Ok", "durations": [[0, 604800, 60]]}',
    "true": b'{"code": "Ok", "durations": [[0, true, true]]}',
    "an error": b'{"code": "NoTable", "message": "no"}',
    "no bytes of text": b"\xff\xfe\x00",
    "rows of nothing": b'{"sources_to_targets": [null]}',
}


@pytest.mark.parametrize("raw", GARBAGE.values(), ids=GARBAGE)
def test_what_makes_no_sense_is_no_answer(raw: bytes) -> None:
    with running(Engine("osrm", raw=raw)) as engine:
        assert Router(engine.address).minutes(HERE, ENDS) == [None, None]


@pytest.mark.parametrize("status", [301, 400, 500, 503])
def test_an_error_is_no_answer(status: int) -> None:
    with running(Engine("osrm", status=status)) as engine:
        assert Router(engine.address).minutes(HERE, ENDS) == [None, None]


def test_a_slow_one_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROUTER_SECONDS", 0.1)
    with running(Engine("osrm", waits=True)) as engine:
        assert Router(engine.address).minutes(HERE, ENDS) == [None, None]


def test_one_that_is_away_is_no_answer() -> None:
    with running(Engine("osrm")) as engine:
        address = engine.address
    assert Router(address).minutes(HERE, ENDS) == [None, None]


def test_one_that_failed_rests_and_is_asked_again_later() -> None:
    clock = Clock()
    with running(Engine("osrm", status=500)) as engine:
        router = Router(engine.address, clock=clock)
        before = router.state(HERE)
        router.minutes(HERE, ENDS)
        times, resting = len(engine.asked), router.state(HERE)
        router.minutes(HERE, ENDS)
        assert len(engine.asked) == times
        engine.status = 200
        clock.now = 61.0
        again = router.state(HERE)
        assert router.minutes(HERE, ENDS) == [10, 10]
        assert len({before, resting, again, router.state(HERE)}) == 4


def test_nothing_of_the_place_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with running(Engine("osrm", status=500)) as engine:
        Router(engine.address).minutes(HERE, ENDS)
    (record,) = [one for one in caplog.records if one.name == "finder.routing"]
    assert "38" not in record.getMessage()
    assert record.exc_info is None
