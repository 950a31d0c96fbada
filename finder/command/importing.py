"""`import SOURCE…`: make a directory of source files and serve it from a folder."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from finder.command.sources import PRICES, add_source_arguments, read_sources, tell
from finder.command.verb import DONE, Verb, WrongCall
from finder.intake.publishing.drops import MOST_FACILITIES_PERCENT, MOST_KNOWN_PERCENT
from finder.intake.publishing.publish import publish
from finder.locale import _, mark
from finder.opening import DEMONSTRATION, configured_folder

__all__ = ["VERB"]

_EXAMPLE = "--to directories/national"


def _arguments(parser: ArgumentParser) -> None:
    add_source_arguments(parser)
    where = _("where the directory is written; default: FINDER_DIRECTORY")
    parser.add_argument("--to", metavar="FOLDER", help=where)
    parser.add_argument(
        "--accept-drop",
        action="store_true",
        help=_(
            "replace the directory also if the new one has lost more than {facilities} percent of "
            "a state's facilities, or {known} percent of a field that was known"
        ).format(facilities=MOST_FACILITIES_PERCENT, known=MOST_KNOWN_PERCENT),
    )


def _run(arguments: Namespace) -> int:
    if arguments.kind == PRICES:
        reason = _("prices belong to a directory: import its sources with --prices {file}")
        raise WrongCall(reason.format(file=arguments.sources[0]))
    folder = _target(arguments.to)
    intake = read_sources(arguments)
    publish(intake.directory, folder, accept_drop=arguments.accept_drop)
    tell(intake.report, arguments.json)
    told = _("The directory is in {folder}. Open it with: FINDER_DIRECTORY={folder}")
    print("", told.format(folder=folder), sep="\n", file=sys.stderr)
    return DONE


def _target(to: str | None) -> str:
    """The folder to write to. Raises WrongCall where there is none, or it is the demonstration."""
    folder = to or configured_folder()
    if folder is None:
        message = _("say where to write the directory, such as {example}, or set FINDER_DIRECTORY")
        raise WrongCall(message.format(example=_EXAMPLE))
    if "://" in folder:
        return folder
    resolved = Path(folder).resolve()
    if resolved == DEMONSTRATION.parent or DEMONSTRATION.parent in resolved.parents:
        message = _("{folder} holds the demonstration, which no import overwrites: use {example}")
        raise WrongCall(message.format(folder=folder, example=_EXAMPLE))
    if resolved.exists() and not resolved.is_dir():
        message = _("{folder} is a file; name a folder, such as {example}")
        raise WrongCall(message.format(folder=folder, example=_EXAMPLE))
    return folder


VERB = Verb(
    name="import",
    help=mark("Make a directory of source files; the one in place is replaced in one step."),
    arguments=_arguments,
    run=_run,
)
