"""`desk import FILE`: take in the lines that another desk's export wrote."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from finder.command.desk.opened import opened_desk
from finder.command.verb import DONE, Verb
from finder.errors import DeskRefused
from finder.locale import _, mark

__all__ = ["VERB"]


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("lines of JSON, as export writes them"))


def _run(arguments: Namespace) -> int:
    from finder.desk.leaving import take_in

    try:
        given = Path(arguments.file).read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        reason = _("Line {n} is no line of a desk's export: nothing was taken in.")
        raise DeskRefused(reason.format(n=1)) from error
    with opened_desk() as desk:
        new = desk.saving(lambda connection: take_in(connection, given))
    told = ", ".join(f"{name} {count:,}" for name, count in new.items())
    print(_("New here: {rows}.").format(rows=told), file=sys.stderr)
    return DONE


VERB = Verb(
    name="import",
    help=mark("Take in all of another desk, from the lines that its export wrote."),
    arguments=_arguments,
    run=_run,
)
