"""What `import` and `check` have in common: sources to read, and the report on them."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tqdm import tqdm

from finder.command.report_text import lines
from finder.command.verb import WrongCall
from finder.intake import Intake, Report, take_in
from finder.intake.as_of import read_date
from finder.intake.recognise import READERS
from finder.locale import _

__all__ = ["PRICES", "add_source_arguments", "bar", "read_sources", "tell"]

# Not a source of facilities: what hospitals charge, which belongs to a directory.
PRICES = "prices"
_SHOWN_AFTER_SECONDS = 1.0


def add_source_arguments(parser: ArgumentParser) -> None:
    """Sources, how to read them, and how the report is given."""
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help=_("a workbook, CSV, JSON or Parquet file, or a folder or zip archive of them"),
    )
    parser.add_argument(
        "--as",
        dest="kind",
        choices=[*READERS, PRICES],
        help=_("what the sources are; default: recognised by their columns"),
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        action="append",
        default=[],
        help=_(
            "date of the facts (2023, 2023-05 or 2023-05-31); default: the year a file states. "
            "With several sources: once, for those that state none, or once for each, in order"
        ),
    )
    parser.add_argument(
        "--overlay",
        metavar="FILE",
        action="append",
        default=[],
        help=_(
            "your own table by facility_id and care_level: its filled cells replace those of the "
            "sources; may be given several times"
        ),
    )
    parser.add_argument(
        "--npi",
        metavar="FILE",
        action="append",
        default=[],
        help=_(
            "a table of providers with their NPIs, names, addresses and phones, such as an "
            "extract of NPPES; may be given several times"
        ),
    )
    parser.add_argument(
        "--json", action="store_true", help=_("give the whole report as JSON on standard output")
    )


def read_sources(arguments: Namespace) -> Intake:
    """Read the sources of a call. Raises SourceRefused, and WrongCall for a date that is none."""
    today = date.today()
    sources = list(dict.fromkeys(arguments.sources))
    as_of = _dates(arguments.as_of, len(sources), today)
    return take_in(
        sources,
        kind=arguments.kind,
        as_of=as_of,
        overlays=arguments.overlay,
        npi_tables=arguments.npi,
        today=today,
        progress=bar,
    )


def _dates(given: Sequence[str], sources: int, today: date) -> str | list[str] | None:
    """The date of all sources, or of each. Raises WrongCall."""
    try:
        dates = [read_date(one, today) for one in given]
    except ValueError as error:
        raise WrongCall(f"--as-of: {error}") from error
    if len(dates) > 1 and len(dates) != sources:
        reason = _("--as-of: given {n} times for {sources} sources; give it once, or for each")
        raise WrongCall(reason.format(n=len(dates), sources=sources))
    return dates if len(dates) > 1 else next(iter(dates), None)


def tell(report: Report, as_json: bool) -> None:
    """The report: as text to standard error, or whole as JSON to standard output."""
    if as_json:
        print(report.to_json())
        return
    for line in lines(report):
        print(line, file=sys.stderr)


def bar(items: Sequence[Any], label: str) -> Iterable[Any]:
    """A bar on a terminal, once it has taken a second."""
    return tqdm(items, desc=label, delay=_SHOWN_AFTER_SECONDS, disable=None, leave=False)
