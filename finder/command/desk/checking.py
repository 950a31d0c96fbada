"""`desk check`: look through the whole database for faults."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from finder.command.desk.opened import opened_desk
from finder.command.verb import DONE, REFUSED, Verb
from finder.errors import harmless
from finder.locale import _, mark, plural

__all__ = ["VERB"]


def _arguments(_parser: ArgumentParser) -> None:
    """It takes none."""


def _run(_arguments: Namespace) -> int:
    from finder.desk.leaving import faults

    with opened_desk() as desk:
        found = desk.reading(faults)
    for fault in found:
        print(harmless(fault))
    told = plural("{n} fault found.", "{n} faults found.", len(found))
    print(told if found else _("No fault found."), file=sys.stderr)
    return REFUSED if found else DONE


VERB = Verb(
    name="check",
    help=mark("Look through the whole database of the desk for faults."),
    arguments=_arguments,
    run=_run,
)
