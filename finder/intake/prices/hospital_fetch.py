"""Fetch a hospital's price files into a folder, by the index on its site.

    FOLDER/charges.csv                  as it came
           charges.csv.fetched.json     its address, and when it was fetched
           charges.csv.part             what has come of it so far, with its mark in .part.json

One request at a time, with pauses; what robots.txt forbids is not asked for. A file that is cut off
goes on where it stopped, if the server still has the same one; a file that is there is not fetched
again unless it has changed. Nothing is asked of a private network that the list or a redirect names
(finder/intake/prices/private_hosts.py). What is no price file (a web page, a question whether one
is a robot) is named and not kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from urllib.robotparser import RobotFileParser

from finder.intake.polite import Busy, FetchStopped, Patience, agent_of, retry_after
from finder.intake.prices.fetched import note_path
from finder.intake.prices.hospital_index import INDEX_PATH, PriceFileAddress, addresses_in
from finder.intake.prices.opened import looks_like_prices
from finder.intake.prices.private_hosts import stays_public
from finder.locale import _

if TYPE_CHECKING:
    from httpx import Client, Response

__all__ = ["FetchedPrices", "HospitalSite", "fetch_prices", "site_of"]

_TIMEOUT_SECONDS = 120.0
_MOST_INDEX_BYTES = 2_000_000
_MOST_FILES = 100
_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_PART = ".part"


@dataclass(frozen=True)
class FetchedPrices:
    """What a fetch has brought. files: all of the hospital; kept: those that were there already."""

    files: tuple[Path, ...]
    kept: int


@dataclass
class HospitalSite:
    """A hospital's website. root: `https://hospital.example`. contact: of who fetches."""

    root: str
    patience: Patience = field(default_factory=Patience)
    contact: str = ""
    _robots: dict[str, RobotFileParser] = field(default_factory=dict, init=False)

    def files(self, client: Client) -> list[PriceFileAddress]:
        """The price files that its index names. Raises FetchStopped."""
        address = f"{self.root}{INDEX_PATH}"
        answer = self._text(client, address)
        if answer is None:
            reason = _("there is none: look on the hospital's site for “price transparency”")
            raise FetchStopped(f"{address}: {reason}")
        if answer.lstrip("\ufeff \r\n\t")[:1] == "<":
            reason = _("a web page stands there in place of the list of price files")
            raise FetchStopped(f"{address}: {reason}")
        found = addresses_in(answer, f"{self.root}/")
        if not found:
            reason = _("names no price file (no line with mrf-url)")
            raise FetchStopped(f"{address}: {reason}")
        if len(found) > _MOST_FILES:
            reason = _("names {n} price files; {most} are the most")
            raise FetchStopped(f"{address}: {reason.format(n=len(found), most=_MOST_FILES)}")
        return found

    @contextmanager
    def answer(
        self, client: Client, address: str, headers: dict[str, str] | None = None
    ) -> Iterator[Response]:
        """One answer, its body not read yet. Raises Busy, FetchStopped."""
        import httpx

        self.patience.pause_between()
        try:
            with client.stream("GET", address, headers=headers or {}) as answer:
                status = answer.status_code
                if status == HTTPStatus.TOO_MANY_REQUESTS or status >= 500:
                    reason = _("was answered with status {status}").format(status=status)
                    raise Busy(reason, retry_after(answer.headers.get("retry-after", "")))
                yield answer
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise Busy(_("did not come ({reason})").format(reason=error)) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchStopped(f"{address}: {error}") from error

    def check_robots(self, client: Client, address: str) -> None:
        """Raises FetchStopped where the robots.txt of its host forbids to ask for an address."""
        parts = urlsplit(address)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._robots:
            rules = RobotFileParser()
            rules.parse((self._text(client, f"{host}/robots.txt") or "").splitlines())
            self._robots[host] = rules
        if not self._robots[host].can_fetch(agent_of(""), address):
            reason = _("robots.txt of that site forbids programs to ask for it; open it by hand")
            raise FetchStopped(f"{address}: {reason}")

    def _text(self, client: Client, address: str) -> str | None:
        """A small text; None where there is none. Raises FetchStopped."""

        def ask() -> str | None:
            with self.answer(client, address) as answer:
                if answer.status_code != HTTPStatus.OK:
                    return None
                read = b""
                for piece in answer.iter_bytes():
                    read += piece
                    if len(read) > _MOST_INDEX_BYTES:
                        break
                return read[:_MOST_INDEX_BYTES].decode("utf-8", "replace")

        return self.patience.asked(ask, address, _("the answer"))


def site_of(domain: str) -> str:
    """The root of a hospital's site: `hospital.example` is `https://hospital.example`.

    Raises ValueError for what is no domain.
    """
    address = domain.strip() if "://" in domain else f"https://{domain.strip()}"
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", address):
        raise ValueError(domain)
    return f"{parts.scheme}://{parts.netloc}"


def fetch_prices(site: HospitalSite, folder: Path, today: date) -> FetchedPrices:
    """Fetch all price files of a hospital.

    Raises FetchStopped, at the end where it is about single files; what has come is kept.
    """
    # Here, because it is 17 MB that an import of files need not carry.
    import httpx

    headers = {"User-Agent": agent_of(site.contact), "Accept-Encoding": "identity"}
    one_connection = httpx.Limits(max_connections=1)
    with httpx.Client(
        headers=headers,
        timeout=_TIMEOUT_SECONDS,
        follow_redirects=True,
        limits=one_connection,
        event_hooks={"request": [stays_public(site.root)]},
    ) as client:
        site.check_robots(client, f"{site.root}{INDEX_PATH}")
        listed = site.files(client)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            names = _names(listed)
            new, missed = 0, []
            for one, name in zip(listed, names, strict=True):
                try:
                    new += _Download(site, client, one.address, folder / name).complete(today)
                except FetchStopped as stopped:
                    missed.append(str(stopped))
        except OSError as error:
            if isinstance(error, FetchStopped):
                raise
            reason = error.strerror or str(error)
            raise FetchStopped(f"{folder}: {reason}") from error
    if missed:
        raise FetchStopped("; ".join(missed))
    return FetchedPrices(tuple(folder / name for name in names), len(names) - new)


def _names(listed: list[PriceFileAddress]) -> list[str]:
    """A name on disk for each file, from the end of its address; no two alike."""
    names: list[str] = []
    for one in listed:
        last = unquote(urlsplit(one.address).path.rsplit("/", 1)[-1])
        base = _NAME.sub("-", last).strip(".-")[-120:] or "charges"
        number, name = 1, base
        while name.lower() in {known.lower() for known in names}:
            number += 1
            name = f"{number}-{base}"
        names.append(name)
    return names


@dataclass(frozen=True)
class _Download:
    """One file on its way to its place."""

    site: HospitalSite
    client: Client
    address: str
    path: Path

    def complete(self, today: date) -> bool:
        """Bring it whole; False if it was there and has not changed. Raises FetchStopped."""
        self.site.check_robots(self.client, self.address)
        whole = self.site.patience.asked(self._asked, self.address, _("the file"))
        if not whole:
            return False
        if not looks_like_prices(str(self._part)):
            self._part.unlink()
            self._mark.unlink(missing_ok=True)
            reason = _("what came is no price file (a web page, or a question to a person)")
            raise FetchStopped(f"{self.address}: {reason}")
        self._part.replace(self.path)
        note = {
            "address": self.address,
            "fetched": today.isoformat(),
            **_read_json(self._mark),
        }
        _write_json(note_path(self.path), note)
        self._mark.unlink(missing_ok=True)
        return True

    @property
    def _part(self) -> Path:
        return self.path.with_name(self.path.name + _PART)

    @property
    def _mark(self) -> Path:
        return self.path.with_name(f"{self.path.name}{_PART}.json")

    def _asked(self) -> bool:
        """Ask for what is missing; False if nothing is. Raises Busy, FetchStopped."""
        there = self._part.stat().st_size if self._part.exists() else 0
        with self.site.answer(self.client, self.address, self._conditions(there)) as answer:
            status = answer.status_code
            if status == HTTPStatus.NOT_MODIFIED:
                return False
            goes_on = status == HTTPStatus.PARTIAL_CONTENT and _begins_at(answer, there)
            of_a_part = (HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, HTTPStatus.PARTIAL_CONTENT)
            if status in of_a_part and there and not goes_on:
                self._part.unlink()
                raise Busy(_("has another length than before"))
            if status != HTTPStatus.OK and not goes_on:
                reason = _("answers with status {status}; the hospital's list names a wrong place")
                raise FetchStopped(f"{self.address}: {reason.format(status=status)}")
            _write_json(self._mark, _mark_of(answer))
            with self._part.open("ab" if goes_on else "wb") as file:
                for piece in answer.iter_raw():
                    file.write(piece)
        return True

    def _conditions(self, there: int) -> dict[str, str]:
        """Only the rest of what has begun; only if it changed since it was whole."""
        if there:
            mark = _read_json(self._mark)
            strong = mark.get("etag", "").removeprefix("W/") == mark.get("etag", "")
            same = (mark.get("etag") if strong else "") or mark.get("modified")
            return {"Range": f"bytes={there}-", "If-Range": same} if same else {}
        known = _read_json(note_path(self.path)) if self.path.exists() else {}
        if known.get("address") != self.address:
            return {}
        names = {"etag": "If-None-Match", "modified": "If-Modified-Since"}
        return {names[key]: text for key, text in known.items() if key in names}


def _mark_of(answer: Response) -> dict[str, str]:
    """What tells whether a server still has the same file."""
    given = {"etag": answer.headers.get("etag"), "modified": answer.headers.get("last-modified")}
    return {key: text for key, text in given.items() if text}


def _begins_at(answer: Response, start: int) -> bool:
    return bool(start) and answer.headers.get("content-range", "").startswith(f"bytes {start}-")


def _read_json(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
