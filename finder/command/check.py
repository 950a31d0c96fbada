"""`check SOURCE…`: the report alone; nothing is written."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from finder.command.sources import PRICES, add_source_arguments, read_sources, tell, wanted_of
from finder.command.verb import DONE, Verb, WrongCall
from finder.intake.columns.suggestion import suggestion
from finder.intake.files.files import open_file
from finder.intake.prices.opened import looks_like_prices
from finder.intake.prices.outliers import compared
from finder.intake.prices.reading import PriceFile, read_prices
from finder.intake.prices.report import as_data, lines
from finder.intake.recognise import all_columns
from finder.locale import _, mark

__all__ = ["VERB"]


def _arguments(parser: ArgumentParser) -> None:
    add_source_arguments(parser)
    parser.add_argument(
        "--suggest-columns",
        action="store_true",
        help=_("print a map of columns to begin with, on standard output, and check nothing"),
    )


def _run(arguments: Namespace) -> int:
    if arguments.suggest_columns:
        if len(arguments.sources) != 1:
            raise WrongCall(_("--suggest-columns: name one file"))
        tables = open_file(arguments.sources[0], all_columns()).tables
        print(suggestion(tables, wanted_of(arguments)).toml(), end="")
        return DONE
    if _are_prices(arguments):
        _tell_prices(compared([read_prices(path) for path in arguments.sources]), arguments.json)
        return DONE
    tell(read_sources(arguments).report, arguments.json)
    return DONE


def _are_prices(arguments: Namespace) -> bool:
    """Whether price files are meant: said so, or not said otherwise and all of them are."""
    if arguments.kind is not None:
        return bool(arguments.kind == PRICES)
    return all(looks_like_prices(path) for path in arguments.sources)


def _tell_prices(files: Sequence[PriceFile], as_json: bool) -> None:
    if as_json:
        print(json.dumps(as_data(files), indent=2, ensure_ascii=False))
        return
    for line in lines(files):
        print(line, file=sys.stderr)


VERB = Verb(
    name="check",
    help=mark("Read source files and report on them; nothing is written."),
    arguments=_arguments,
    run=_run,
)
