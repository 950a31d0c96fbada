"""`check SOURCE…`: the report alone; nothing is written."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence

from finder.command.sources import PRICES, add_source_arguments, read_sources, tell
from finder.command.verb import DONE, Verb
from finder.intake.prices.opened import looks_like_prices
from finder.intake.prices.reading import PriceFile, read_prices
from finder.intake.prices.report import as_data, lines
from finder.locale import mark

__all__ = ["VERB"]


def _run(arguments: Namespace) -> int:
    if _are_prices(arguments):
        _tell_prices([read_prices(path) for path in arguments.sources], arguments.json)
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
    arguments=add_source_arguments,
    run=_run,
)
