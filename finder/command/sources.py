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
from finder.errors import harmless
from finder.intake import Intake, Report, take_in
from finder.intake.as_of import read_date
from finder.intake.columns.choosing import maps_folder
from finder.intake.columns.level_words import level_of
from finder.intake.columns.shipped import named_map, shipped_maps
from finder.intake.columns.translation import Wanted
from finder.intake.recognise import READERS
from finder.intake.rows.cells import CellRefused, state_code
from finder.locale import _
from finder.vocabulary import CARE_LEVELS

__all__ = ["PRICES", "add_source_arguments", "bar", "read_sources", "tell", "wanted_of"]

# After --columns: the columns are told by their names alone.
_NO_MAP = "none"

# Not a source of facilities: what hospitals charge, which belongs to a directory.
PRICES = "prices"
_SHOWN_AFTER_SECONDS = 1.0


def add_source_arguments(parser: ArgumentParser) -> None:
    """Sources, how to read them, and how the report is given."""
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help=_(
            "a table as workbook, CSV, JSON, GeoJSON, KML, HTML or Parquet, or a folder or zip "
            "archive of them"
        ),
    )
    parser.add_argument(
        "--as",
        dest="kind",
        choices=[*READERS.names(), PRICES],
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
        "--prices",
        metavar="FILE",
        action="append",
        default=[],
        help=_(
            "a hospital's price file: its prices go to its listings; may be given several times"
        ),
    )
    parser.add_argument(
        "--add-places",
        action="store_true",
        help=_("also list hospitals of price files that no source lists, and say so"),
    )
    _add_table_arguments(parser)
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


def _add_table_arguments(parser: ArgumentParser) -> None:
    """What is said of tables whose columns are somebody else's."""
    parser.add_argument(
        "--columns",
        metavar="MAP",
        help=_(
            "a map of columns in TOML, or one that comes with the finder: {names}; without it the "
            "map that was saved for a table of this header is used; none: no map at all"
        ).format(names=", ".join(shipped_maps())),
    )
    parser.add_argument(
        "--state", metavar="XX", help=_("state of the rows of a table that state none")
    )
    parser.add_argument(
        "--level",
        metavar="CODE",
        help=_("care level of the rows of a table that state none"),
    )
    parser.add_argument(
        "--only",
        metavar="TERM",
        action="append",
        default=[],
        help=_(
            "keep services with this term of a taxonomy (its code, its beginning, or a part of "
            "its name), in place of those of substance use; * keeps all"
        ),
    )


def wanted_of(arguments: Namespace) -> Wanted:
    """What a call says of tables. Raises WrongCall, and SourceRefused for a map that is none."""
    state, level = "", ""
    if arguments.state:
        try:
            state = state_code(arguments.state)
        except CellRefused as error:
            raise WrongCall(f"--state: {arguments.state} {error}") from error
    if arguments.level:
        level = level_of(arguments.level)
        if not level:
            reason = _("is not one of {codes}").format(codes=", ".join(CARE_LEVELS.codes))
            raise WrongCall(f"--level: {arguments.level} {reason}")
    by_names = arguments.columns == _NO_MAP
    map_ = named_map(arguments.columns) if arguments.columns and not by_names else None
    return Wanted(state, level, map_, tuple(arguments.only), maps_folder(), by_names)


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
        wanted=wanted_of(arguments),
        prices=arguments.prices,
        add_places=arguments.add_places,
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
        # Names of files and values of cells are somebody else's.
        print(harmless(line), file=sys.stderr)


def bar(items: Sequence[Any], label: str) -> Iterable[Any]:
    """A bar on a terminal, once it has taken a second."""
    return tqdm(items, desc=label, delay=_SHOWN_AFTER_SECONDS, disable=None, leave=False)
