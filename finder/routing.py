"""Minutes by car along the roads, from an operator's own OSRM or Valhalla.

`FINDER_ROUTER` is its address; without it nobody is asked. It is asked with the rounded point of
the place and the published positions of the facilities shown, and with nothing of who asked. What
it says stands beside the range that is estimated from the distance, and changes no filter or order.
An engine that is away, slow or makes no sense is left alone for a while: the range stands.
"""

from __future__ import annotations

import json
import logging
import math
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpx

from finder import limits

__all__ = ["Point", "Router", "router_at"]

# Latitude and longitude.
Point = tuple[float, float]
# As every place that a visitor names (finder/places): about a kilometre.
_PLACE_DECIMALS = 2
_FACILITY_DECIMALS = 5
_MOST_BYTES = 200_000
_MOST_PLACES, _MOST_OF_A_PLACE = 500, 500
_SECONDS_A_MINUTE = 60
# Beyond a day there is no way by car to treatment: an engine that says so is wrong.
_MOST_SECONDS = 24 * 60 * 60
# Until an engine that failed is asked again.
_REST_SECONDS = 60.0
_logger = logging.getLogger(__name__)


class _NoAnswer(Exception):
    """The engine did not answer, or not in a form that is known."""


@dataclass
class Router:
    """The engine at an address, which speaks one of two forms, and what it has said.

    Answers are kept by rounded point, for all visitors; points not asked for long go first. clock:
    seconds.
    """

    url: str
    client: httpx.Client = field(default_factory=lambda: httpx.Client(follow_redirects=False))
    clock: Callable[[], float] = monotonic
    _kept: OrderedDict[Point, dict[Point, int | None]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _asking: Lock = field(default_factory=Lock)
    _rests_until: float = -math.inf
    _form: Callable[[Router, Point, Sequence[Point], float], list[int | None]] | None = None

    @property
    def host(self) -> str:
        """Its name, to tell a visitor."""
        return urlsplit(self.url).hostname or self.url

    def minutes(self, place: Point, facilities: Sequence[Point]) -> list[int | None]:
        """Whole minutes from a place to each of some facilities; None where none is known.

        One caller asks at a time: another one takes what is there, and waits for nobody.
        """
        start = _rounded(place, _PLACE_DECIMALS)
        ends = [_rounded(one, _FACILITY_DECIMALS) for one in facilities]
        known = self._known(start)
        missing = [one for one in dict.fromkeys(ends) if one not in known]
        if missing and self._asking.acquire(blocking=False):
            try:
                self._ask(start, missing[: limits.ROUTER_PLACES])
            finally:
                self._asking.release()
        known = self._known(start)
        return [known.get(one) for one in ends]

    def state(self, place: Point) -> Hashable:
        """What changes when more may be known of a place: a page is kept as long as it does not."""
        known = self._known(_rounded(place, _PLACE_DECIMALS))
        return len(known), self._rests_until, self.clock() < self._rests_until

    def _known(self, start: Point) -> dict[Point, int | None]:
        with self._lock:
            if start in self._kept:
                self._kept.move_to_end(start)
            return dict(self._kept.get(start, {}))

    def _ask(self, start: Point, ends: Sequence[Point]) -> None:
        now = self.clock()
        if now < self._rests_until:
            return
        try:
            found = self._asked(start, ends)
        except _NoAnswer:
            self._rests_until = self.clock() + _REST_SECONDS
            # Neither the place nor what the engine said: both can tell of a visitor.
            _logger.warning("The router gave no answer; the range by distance stands.")
            return
        with self._lock:
            known = self._kept.setdefault(start, {})
            if len(known) > _MOST_OF_A_PLACE:
                known.clear()
            known.update(zip(ends, found, strict=True))
            while len(self._kept) > _MOST_PLACES:
                self._kept.popitem(last=False)

    def _asked(self, start: Point, ends: Sequence[Point]) -> list[int | None]:
        """Which form it speaks is found out once, by asking in both."""
        until = self.clock() + limits.ROUTER_SECONDS
        for form in (self._form,) if self._form else (_osrm, _valhalla):
            try:
                found = form(self, start, ends, until)
            except _NoAnswer:
                continue
            self._form = form
            return found
        raise _NoAnswer

    def answer(self, method: str, path: str, until: float, **sent: Any) -> Any:
        """The JSON of an answer. Raises _NoAnswer for any other, a long or a slow one."""
        read = b""
        try:
            address = f"{self.url.rstrip('/')}{path}"
            left = max(0.05, until - self.clock())
            with self.client.stream(method, address, timeout=left, **sent) as answer:
                for chunk in answer.iter_bytes():
                    read += chunk
                    # One that drips is as slow as one that is silent.
                    if len(read) > _MOST_BYTES or self.clock() > until:
                        raise _NoAnswer
        except (httpx.HTTPError, httpx.InvalidURL) as problem:
            raise _NoAnswer from problem
        if not answer.is_success:
            raise _NoAnswer
        try:
            return json.loads(read)
        except (ValueError, RecursionError) as problem:
            raise _NoAnswer from problem


@cache
def router_at(url: str) -> Router:
    """The engine at an address: one for the process, with what it has said."""
    return Router(url)


def _osrm(router: Router, start: Point, ends: Sequence[Point], until: float) -> list[int | None]:
    """http://project-osrm.org/docs/v5.24.0/api/#table-service"""
    points = ";".join(f"{longitude:g},{latitude:g}" for latitude, longitude in (start, *ends))
    query = {"sources": "0", "annotations": "duration"}
    said = router.answer("GET", f"/table/v1/driving/{points}", until, params=query)
    if not isinstance(said, dict) or said.get("code") != "Ok":
        raise _NoAnswer
    # The first column is the way from the place to itself.
    return list(_minutes(_first_row(said.get("durations"), len(ends) + 1)[1:]))


def _valhalla(
    router: Router, start: Point, ends: Sequence[Point], until: float
) -> list[int | None]:
    """https://valhalla.github.io/valhalla/api/matrix/api-reference/"""
    asked = {"sources": [_located(start)], "targets": list(map(_located, ends)), "costing": "auto"}
    said = router.answer("POST", "/sources_to_targets", until, json=asked)
    row = _first_row(said.get("sources_to_targets") if isinstance(said, dict) else None, len(ends))
    return list(_minutes(one.get("time") if isinstance(one, dict) else one for one in row))


def _located(point: Point) -> dict[str, float]:
    return {"lat": point[0], "lon": point[1]}


def _first_row(table: Any, columns: int) -> list[Any]:
    row = table[0] if isinstance(table, list) and table else None
    if not isinstance(row, list) or len(row) != columns:
        raise _NoAnswer
    return row


def _minutes(seconds: Any) -> Iterator[int | None]:
    """Seconds as minutes, rounded up. None is an engine's word for no way at all."""
    for one in seconds:
        if one is None:
            yield None
            continue
        if type(one) not in (int, float) or not 0 <= one <= _MOST_SECONDS:
            raise _NoAnswer
        yield math.ceil(one / _SECONDS_A_MINUTE)


def _rounded(point: Point, decimals: int) -> Point:
    return round(point[0], decimals), round(point[1], decimals)
