"""`fetch`: the official locator's answers, or a hospital's price files, for `import` to read."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from finder import places
from finder.command.sources import bar
from finder.command.verb import DONE, Verb, WrongCall
from finder.intake.locator.fetch import fetch
from finder.intake.locator.locator_service import (
    LOCATOR_ADDRESS,
    STATE_NUMBERS,
    Question,
    Service,
    by_place,
    by_state,
)
from finder.intake.polite import PAUSE_SECONDS, Patience
from finder.intake.prices.hospital_fetch import HospitalSite, fetch_prices, site_of
from finder.intake.rows.cells import CellRefused, state_code
from finder.locale import _, mark, plural
from finder.settings import Settings

__all__ = ["VERB"]

_SETTING = "FINDER_LOCATOR"
_DEFAULT_FOLDER = "locator"
_FOLDER_OF_PRICES = "prices"
_DEFAULT_MILES = 25.0


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--state",
        metavar="VA",
        action="append",
        default=[],
        help=_("a state; may be given several times; default: all, one after the other"),
    )
    parser.add_argument("--near", metavar="PLACE", help=_("a ZIP code, a town or a point"))
    parser.add_argument(
        "--within", metavar="MILES", type=float, help=_("miles from there; default: 25")
    )
    parser.add_argument(
        "--hospital",
        metavar="DOMAIN",
        help=_("the price files of a hospital instead, by the list on its site (/cms-hpt.txt)"),
    )
    where = _("the folder for what comes; default: {folder}, or {prices}").format(
        folder=_DEFAULT_FOLDER, prices=f"{_FOLDER_OF_PRICES}/DOMAIN"
    )
    parser.add_argument("--to", metavar="FOLDER", help=where)
    parser.add_argument(
        "--service",
        metavar="URL",
        help=_("address of the service; default: {setting}, else the official locator").format(
            setting=_SETTING
        ),
    )
    parser.add_argument(
        "--pause",
        metavar="SECONDS",
        type=float,
        default=PAUSE_SECONDS,
        help=_("between two requests; default: 1"),
    )


def _run(arguments: Namespace) -> int:
    if arguments.hospital is not None:
        return _fetch_prices(arguments)
    service = Service(_address(arguments.service), max(0.0, arguments.pause), contact=_contact())
    fetched = fetch(
        _questions(arguments), Path(arguments.to or _DEFAULT_FOLDER), service, date.today(), bar
    )
    told = _("{pages} with {rows} listings are in {folder}; {kept} were there before.").format(
        pages=plural("{n} page", "{n} pages", fetched.pages),
        rows=f"{fetched.rows:,}",
        folder=fetched.folder,
        kept=fetched.kept,
    )
    print(
        told,
        _("Import them with: python -m finder import {folder} --to directories/locator").format(
            folder=fetched.folder
        ),
        sep="\n",
        file=sys.stderr,
    )
    return DONE


def _fetch_prices(arguments: Namespace) -> int:
    if arguments.state or any(
        given is not None for given in (arguments.near, arguments.within, arguments.service)
    ):
        raise WrongCall(_("--hospital goes with --to and --pause alone"))
    try:
        root = site_of(arguments.hospital)
    except ValueError as error:
        message = _("{address} is no web address").format(address=arguments.hospital)
        raise WrongCall(message) from error
    domain = urlsplit(root).hostname or ""
    folder = Path(arguments.to or f"{_FOLDER_OF_PRICES}/{domain}")
    site = HospitalSite(root, Patience(max(0.0, arguments.pause)), _contact())
    fetched = fetch_prices(site, folder, date.today())
    told = _("{files} are in {folder}; {kept} were there before.").format(
        files=plural("{n} price file", "{n} price files", len(fetched.files)),
        folder=folder,
        kept=fetched.kept,
    )
    options = " ".join(f"--prices {file}" for file in fetched.files)
    advice = _("Give them to a directory with: python -m finder import SOURCE {options}")
    print(told, advice.format(options=options), sep="\n", file=sys.stderr)
    return DONE


def _questions(arguments: Namespace) -> list[Question]:
    """What is asked for. Raises WrongCall for a state that the locator does not number."""
    questions = [by_state(_state(text)) for text in dict.fromkeys(arguments.state)]
    if arguments.near is not None:
        miles = _DEFAULT_MILES if arguments.within is None else arguments.within
        if not 0 < miles < 5_000:
            raise WrongCall(_("--within: a number of miles above 0"))
        questions.append(by_place(places.find(arguments.near), miles))
    elif arguments.within is not None:
        raise WrongCall(_("--within needs a place: --near PLACE"))
    return questions or [by_state(state) for state in sorted(STATE_NUMBERS)]


def _state(text: str) -> str:
    try:
        state = state_code(text)
    except CellRefused as refused:
        raise WrongCall(f"--state {text}: {refused}") from refused
    if state not in STATE_NUMBERS:
        message = _("--state {state}: the locator cannot be asked for it; use --near PLACE")
        raise WrongCall(message.format(state=state))
    return state


def _address(option: str | None) -> str:
    address = option or os.environ.get(_SETTING, "").strip() or LOCATOR_ADDRESS
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WrongCall(_("{address} is no web address").format(address=address))
    return address


def _contact() -> str:
    """How the people of the service can reach who fetches, if that is set."""
    return Settings.from_environment().contact or ""


VERB = Verb(
    name="fetch",
    help=mark("Fetch listings from the official locator, or price files from a hospital's site."),
    arguments=_arguments,
    run=_run,
)
