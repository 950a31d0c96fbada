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
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import zipcodes

from finder.intake.polite import (
    PAUSE_SECONDS,
    Busy,
    FetchStopped,
    Patience,
    agent_of,
    retry_after,
)
from finder.locale import _
from finder.places import Place

if TYPE_CHECKING:
    from httpx import Response

__all__ = [
    "LOCATOR_ADDRESS",
    "PAGE_SIZE",
    "STATE_NUMBERS",
    "Page",
    "Question",
    "Service",
    "by_place",
    "by_state",
]

LOCATOR_ADDRESS = "https://findtreatment.gov/locator/exportsAsJson/v2"
PAGE_SIZE = 2_000
_METRES_A_MILE = 1_609.344
_TIMEOUT_SECONDS = 120.0
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

    def __post_init__(self) -> None:
        self._patience = Patience(self.pause, self.sleep)

    def page(self, question: Question, number: int, at_least: int = 0) -> Page:
        """One page, from 1. at_least: rows that it must have. Raises FetchStopped."""
        what = _("page {n} of {label}").format(n=number, label=question.label)
        return self._patience.asked(
            lambda: self._enough(question, number, at_least), self.address, what
        )

    def _enough(self, question: Question, number: int, at_least: int) -> Page:
        page = self._asked_once(question, number)
        if page.rows < at_least:
            reason = _("has {n} rows where {most} belong")
            raise Busy(reason.format(n=page.rows, most=at_least))
        return page

    def _asked_once(self, question: Question, number: int) -> Page:
        self._patience.pause_between()
        # Here, because it is 17 MB that an import of files need not carry.
        import httpx

        common = {"sType": "sa", "pageSize": str(PAGE_SIZE), "page": str(number), "sort": "0"}
        try:
            answer = httpx.get(
                self.address,
                params={**common, **question.parameters},
                headers={"User-Agent": agent_of(self.contact)},
                timeout=_TIMEOUT_SECONDS,
                follow_redirects=True,
            )
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise Busy(_("did not come ({reason})").format(reason=error)) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchStopped(f"{self.address}: {error}") from error
        return self._page(answer)

    def _page(self, answer: Response) -> Page:
        status = answer.status_code
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= 500:
            reason = _("was answered with status {status}").format(status=status)
            raise Busy(reason, retry_after(answer.headers.get("retry-after", "")))
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
            raise Busy(_("is cut off")) from error
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
