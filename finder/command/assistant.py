"""`mcp`: the tools for assistants on standard input and output (Model Context Protocol)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from finder.assistants.telling import Telling
from finder.changes import updates_of
from finder.command.verb import DONE, Verb, takes_directory
from finder.locale import mark
from finder.opening import configured_folder, open_configured

__all__ = ["VERB"]


def _run(arguments: Namespace) -> int:
    """Answer until the other side ends the connection."""
    # Here: two seconds of work that no other verb needs.
    from finder.assistants.server import assistant_server

    folder = arguments.directory or configured_folder()
    directory = open_configured(folder)
    telling = Telling(
        lambda: directory.on(date.today()), lambda one: updates_of(folder, one), date.today
    )
    assistant_server(telling).run("stdio")
    return DONE


def _arguments(parser: ArgumentParser) -> None:
    takes_directory(parser)


VERB = Verb(
    name="mcp",
    help=mark("Answer an assistant on standard input and output (Model Context Protocol)."),
    arguments=_arguments,
    run=_run,
)
