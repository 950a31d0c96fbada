"""`check SOURCE…`: the report alone; nothing is written."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from finder.command.sources import add_source_arguments, read_sources, tell, wanted_of
from finder.command.verb import DONE, Verb, WrongCall
from finder.intake.columns.suggestion import suggestion
from finder.intake.files.files import open_file
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
    tell(read_sources(arguments).report, arguments.json)
    return DONE


VERB = Verb(
    name="check",
    help=mark("Read source files and report on them; nothing is written."),
    arguments=_arguments,
    run=_run,
)
