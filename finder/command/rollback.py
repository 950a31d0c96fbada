"""`rollback [NAME]`: serve an older snapshot again."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from finder.command.folders import imported_folder
from finder.command.verb import DONE, Verb, takes_directory
from finder.intake.publishing.publish import rollback
from finder.locale import _, mark

__all__ = ["VERB"]


def _arguments(parser: ArgumentParser) -> None:
    takes_directory(parser)
    parser.add_argument(
        "name",
        nargs="?",
        metavar="NAME",
        help=_("a snapshot of `history`, or its beginning; default: the one before"),
    )


def _run(arguments: Namespace) -> int:
    folder = imported_folder(arguments)
    directory = rollback(folder, arguments.name)
    told = _("{folder} serves {snapshot} now: {name}, {n:,} facilities.")
    manifest = directory.manifest
    words = told.format(
        folder=folder, snapshot=directory.snapshot, name=manifest.name, n=manifest.facilities
    )
    print(words, file=sys.stderr)
    return DONE


VERB = Verb(
    name="rollback",
    help=mark("Serve an older snapshot again, in one step; running servers follow by themselves."),
    arguments=_arguments,
    run=_run,
)
