"""The official locator's service: what is asked of it, and one page of its answer.

Politely: one request at a time, a pause between them, patience where it says that it is busy
(429, or a fault of its own), and a stop on anything else. Nobody's place is asked for but the one
that the caller names.
"""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import zipcodes

from finder.errors import FinderError
from finder.locale import _
from finder.places import Place

if TYPE_CHECKING:
    from httpx import Response

__all__ = [
    "LOCATOR_ADDRESS",
    "PAGE_SIZE",
    "STATE_NUMBERS",
    "FetchStopped",
    "Page",
    "Question",
    "Service",
    "by_place",
    "by_state",
]

LOCATOR_ADDRESS = "https://findtreatment.gov/locator/exportsAsJson/v2"
PAGE_SIZE = 2_000
PAUSE_SECONDS = 1.0
_METRES_A_MILE = 1_609.344
_TIMEOUT_SECONDS = 120.0
_TRIES = 6
_FIRST_WAIT_SECONDS = 2.0
_LONGEST_WAIT_SECONDS = 900.0
# The locator's own numbers of states; they are not the FIPS codes.
STATE_NUMBERS = {
    state: int(number)
    for state, number in re.findall(
        r"([A-Z]{2})(\d+)",
        "AL19 AK20 AZ21 AR22 CA23 CO24 CT25 DE26 DC27 FL28 GA29 HI30 ID31 IL32 IN33 IA34 KS35 KY36 "
        "LA37 ME1 MD18 MA3 MI2 MN38 MS39 MO40 MT4 NE41 NV12 NH42 NJ13 NM43 NY5 NC6 ND44 OH7 OK45 "
        "OR46 PA8 RI9 SC47 SD48 TN10 TX11 UT14 VT49 VA50 WA15 WV51 WI16 WY52",
    )
}


class FetchStopped(FinderError, OSError):
    """A fetch that cannot go on; what was fetched is kept. Its text says what to do."""


class _Busy(Exception):
    """An answer that may be better a little later. wait: seconds that the service asks for."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass(frozen=True)
class Question:
    """What is asked for. label: for file names and people, such as `VA`."""

    label: str
    parameters: dict[str, str]


@dataclass(frozen=True)
class Page:
    """One page of an answer. raw: as it came, to be kept. rows: how many are on it."""

    raw: bytes
    rows: int
    total_pages: int
    record_count: int


def by_state(state: str) -> Question:
    """All listings of a state. Raises KeyError for one without a number."""
    number = STATE_NUMBERS[state]
    return Question(state, {"sAddr": _centre(state), "limitType": "0", "limitValue": str(number)})


def by_place(place: Place, miles: float) -> Question:
    """All listings within so many miles of a place."""
    metres = math.ceil(miles * _METRES_A_MILE)
    where = f"{place.latitude:.2f},{place.longitude:.2f}"
    label = f"{where.replace(',', '_')}-{miles:g}mi"
    return Question(label, {"sAddr": where, "limitType": "2", "limitValue": str(metres)})


@cache
def _centre(state: str) -> str:
    """The mean of a state's ZIP codes: the service asks from where its miles are counted."""
    known: list[dict[str, str]] = zipcodes.filter_by(state=state)  # type: ignore[no-untyped-call]
    points = [(float(one["lat"]), float(one["long"])) for one in known]
    placed = [(north, east) for north, east in points if north or east]
    north, east = (sum(some) / len(placed) for some in zip(*placed, strict=True))
    return f"{north:.2f},{east:.2f}"


@dataclass
class Service:
    """The locator at an address. pause: seconds between requests; sleep: how to wait for them."""

    address: str = LOCATOR_ADDRESS
    pause: float = PAUSE_SECONDS
    sleep: Callable[[float], None] = time.sleep
    contact: str = ""
    _asked: bool = field(default=False, init=False)

    def page(self, question: Question, number: int, at_least: int = 0) -> Page:
        """One page, from 1. at_least: rows that it must have. Raises FetchStopped."""
        for attempt in range(1, _TRIES + 1):
            try:
                page = self._asked_once(question, number)
                if page.rows < at_least:
                    reason = _("has {n} rows where {most} belong")
                    raise _Busy(reason.format(n=page.rows, most=at_least))
            except _Busy as busy:
                if attempt == _TRIES:
                    reason = _("page {n} of {label} {reason}, {tries} times; try again later")
                    text = reason.format(n=number, label=question.label, reason=busy, tries=attempt)
                    raise FetchStopped(f"{self.address}: {text}") from busy
                self._wait(busy, attempt)
            else:
                return page
        raise AssertionError("the last try returns or raises")

    def _wait(self, busy: _Busy, attempt: int) -> None:
        seconds = busy.wait if busy.wait is not None else _FIRST_WAIT_SECONDS * 2 ** (attempt - 1)
        if seconds > _LONGEST_WAIT_SECONDS:
            reason = _("asks to be left alone for {n} minutes; run this again then")
            minutes = math.ceil(seconds / 60)
            raise FetchStopped(f"{self.address}: {reason.format(n=minutes)}") from busy
        self.sleep(seconds)

    def _asked_once(self, question: Question, number: int) -> Page:
        if self._asked and self.pause:
            self.sleep(self.pause)
        self._asked = True
        # Here, because it is 17 MB that an import of files need not carry.
        import httpx

        common = {"sType": "sa", "pageSize": str(PAGE_SIZE), "page": str(number), "sort": "0"}
        try:
            answer = httpx.get(
                self.address,
                params={**common, **question.parameters},
                headers={"User-Agent": f"stepping-stone {self.contact}".strip()},
                timeout=_TIMEOUT_SECONDS,
                follow_redirects=True,
            )
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _Busy(_("did not come ({reason})").format(reason=error)) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchStopped(f"{self.address}: {error}") from error
        return self._page(answer)

    def _page(self, answer: Response) -> Page:
        status = answer.status_code
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= 500:
            reason = _("was answered with status {status}").format(status=status)
            raise _Busy(reason, _retry_after(answer.headers.get("retry-after", "")))
        if status != HTTPStatus.OK:
            reason = _("answers with status {status}; the address or the question is wrong")
            raise FetchStopped(f"{self.address}: {reason.format(status=status)}")
        return self._understood(answer.content)

    def _understood(self, raw: bytes) -> Page:
        if raw.lstrip()[:1] == b"<":
            reason = _("answers with a web page where data is expected; try again later")
            raise FetchStopped(f"{self.address}: {reason}")
        try:
            whole = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise _Busy(_("is cut off")) from error
        rows, pages, records = _parts(whole)
        if rows is None or pages is None or records is None:
            reason = _("answers in another form than the locator's (page, totalPages, rows)")
            raise FetchStopped(f"{self.address}: {reason}")
        return Page(raw, rows, pages, records)


def _parts(whole: Any) -> tuple[int | None, int | None, int | None]:
    """Rows of a page, pages and rows of the whole answer; None for what is not there."""
    if not isinstance(whole, dict):
        return None, None, None
    rows = whole.get("rows")
    counts = [whole.get(name) for name in ("totalPages", "recordCount")]
    pages, records = (one if type(one) is int and one >= 0 else None for one in counts)
    return (len(rows) if isinstance(rows, list) else None), pages, records


def _retry_after(header: str) -> float | None:
    """Seconds that a Retry-After asks for, as a number or as a date; None where it asks nothing."""
    if header.strip().isascii() and header.strip().isdigit():
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
