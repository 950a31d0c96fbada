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

__all__ = ["add_source_arguments", "read_sources", "tell"]

_SHOWN_AFTER_SECONDS = 1.0


def add_source_arguments(parser: ArgumentParser) -> None:
    """Sources, how to read them, and how the report is given."""
    parser.add_argument(
        "sources", nargs="+", metavar="SOURCE", help=_("a workbook, a CSV or a Parquet file")
    )
    parser.add_argument(
        "--as",
        dest="kind",
        choices=list(READERS),
        help=_("what the sources are; default: recognised by their columns"),
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help=_("date of the facts (2023, 2023-05 or 2023-05-31); default: the year a file states"),
    )
    parser.add_argument(
        "--json", action="store_true", help=_("give the whole report as JSON on standard output")
    )


def read_sources(arguments: Namespace) -> Intake:
    """Read the sources of a call. Raises SourceRefused, and WrongCall for a date that is none."""
    today = date.today()
    as_of = arguments.as_of
    try:
        as_of = read_date(as_of, today) if as_of is not None else None
    except ValueError as error:
        raise WrongCall(f"--as-of: {error}") from error
    return take_in(
        list(dict.fromkeys(arguments.sources)),
        kind=arguments.kind,
        as_of=as_of,
        today=today,
        progress=_bar,
    )


def tell(report: Report, as_json: bool) -> None:
    """The report: as text to standard error, or whole as JSON to standard output."""
    if as_json:
        print(report.to_json())
        return
    for line in lines(report):
        print(line, file=sys.stderr)


def _bar(items: Sequence[Any], label: str) -> Iterable[Any]:
    """A bar on a terminal, once it has taken a second."""
    return tqdm(items, desc=label, delay=_SHOWN_AFTER_SECONDS, disable=None, leave=False)
