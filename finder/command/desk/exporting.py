"""`desk export [--format jsonl|overlay|hsds] [--to FILE]`: all of the desk, to take along."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from finder.command.desk.opened import opened_desk
from finder.command.verb import DONE, Verb
from finder.locale import _, mark
from finder.opening import open_configured
from finder.settings import Settings

if TYPE_CHECKING:
    from finder.desk.database import Desk

__all__ = ["VERB"]

_BY_ENDING = {".csv": "overlay", ".json": "hsds"}
# The files of a folder that takes all of it.
_FILES = {"jsonl": "desk.jsonl", "overlay": "overlay.csv", "hsds": "hsds.json"}


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--to",
        metavar="FILE",
        help=_("a file, or a folder for all forms; default: standard output"),
    )
    parser.add_argument(
        "--format",
        choices=tuple(_FILES),
        help=_(
            "jsonl: everything, as lines of JSON; overlay: what holds, as a table for "
            "import --overlay; hsds: the places that were told of, with dates and sources; "
            "default: by the ending of the file, else jsonl"
        ),
    )


def _run(arguments: Namespace) -> int:
    given = arguments.to or ""
    form = arguments.format or _BY_ENDING.get(Path(given).suffix.lower(), "jsonl")
    with opened_desk() as desk:
        if Path(given).is_dir() and given:
            forms = [arguments.format] if arguments.format else list(_FILES)
            written = {Path(given) / _FILES[one]: _content(desk, one) for one in forms}
        elif given:
            written = {Path(given): _content(desk, form)}
        else:
            sys.stdout.write(_content(desk, form))
            return DONE
    for file, content in written.items():
        file.write_text(content, encoding="utf-8")
        print(_("{file} is written.").format(file=file), file=sys.stderr)
    return DONE


def _content(desk: Desk, form: str) -> str:
    from finder.desk.leaving import lines, overlay_table

    if form == "overlay":
        return desk.reading(overlay_table)
    if form == "hsds":
        return _hsds(desk)
    told = desk.reading(lambda connection: list(lines(connection)))
    return "".join(f"{line}\n" for line in told)


def _hsds(desk: Desk) -> str:
    """The places that were told of, as they stand over the directory today."""
    from finder.desk.database import now
    from finder.desk.laying import lay
    from finder.desk.reports import since
    from finder.export.as_hsds import page_of

    settings, today = Settings.from_environment(), now().date()
    reports = desk.reading(lambda connection: since(connection, 0))
    directory = lay(open_configured(settings.directory), reports, today, settings.team).on(today)
    rows = sorted(
        {
            *directory.told.places,
            *(int(directory.programs.facility[one]) for one in directory.told.programs),
        }
    )
    return page_of(directory, [directory.facility(row) for row in rows])


VERB = Verb(
    name="export",
    help=mark("All of the desk as lines of JSON, or what holds as an overlay or HSDS."),
    arguments=_arguments,
    run=_run,
)
