"""`template`: an empty table to fill in, with drop-down lists."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from finder.command.verb import DONE, Verb, WrongCall
from finder.intake.table.template import template_workbook
from finder.locale import _, mark

__all__ = ["VERB"]

_DEFAULT = "programs.xlsx"


def _arguments(parser: ArgumentParser) -> None:
    where = _("the workbook to write; default: {file}").format(file=_DEFAULT)
    parser.add_argument("--to", metavar="FILE", default=_DEFAULT, help=where)


def _run(arguments: Namespace) -> int:
    file = Path(arguments.to)
    if file.suffix.lower() != ".xlsx":
        message = _("{file}: a template is a workbook; end its name in .xlsx")
        raise WrongCall(message.format(file=file))
    try:
        # Never over a table that somebody has filled in.
        with file.open("xb") as stream:
            stream.write(template_workbook())
    except FileExistsError as error:
        message = _("{file} is there already; name another file with --to")
        raise WrongCall(message.format(file=file)) from error
    except OSError as error:
        message = _("{file} cannot be written ({reason})")
        raise WrongCall(message.format(file=file, reason=error.strerror)) from error
    told = _("The empty table is in {file}; its sheet Instructions says what belongs where.")
    print(told.format(file=file), file=sys.stderr)
    return DONE


VERB = Verb(
    name="template",
    help=mark("Write an empty table of programs, to be filled in by hand."),
    arguments=_arguments,
    run=_run,
)
