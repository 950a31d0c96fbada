"""`check SOURCE…`: the report alone; nothing is written."""

from __future__ import annotations

from argparse import Namespace

from finder.command.sources import add_source_arguments, read_sources, tell
from finder.command.verb import DONE, Verb
from finder.locale import mark

__all__ = ["VERB"]


def _run(arguments: Namespace) -> int:
    tell(read_sources(arguments).report, arguments.json)
    return DONE


VERB = Verb(
    name="check",
    help=mark("Read source files and report on them; nothing is written."),
    arguments=add_source_arguments,
    run=_run,
)
