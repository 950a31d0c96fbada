"""`desk export [--format jsonl|overlay] [--to FILE]`: all of the desk, to take along."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from finder.command.desk.opened import opened_desk
from finder.command.verb import DONE, Verb
from finder.locale import _, mark

__all__ = ["VERB"]


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--to", metavar="FILE", help=_("a file; default: standard output"))
    parser.add_argument(
        "--format",
        choices=("jsonl", "overlay"),
        help=_(
            "jsonl: everything, as lines of JSON; overlay: what holds, as a table for "
            "import --overlay; default: by the ending of the file, else jsonl"
        ),
    )


def _run(arguments: Namespace) -> int:
    from finder.desk.leaving import lines, overlay_table

    as_table = (arguments.to or "").lower().endswith(".csv")
    form = arguments.format or ("overlay" if as_table else "jsonl")
    with opened_desk() as desk:
        if form == "overlay":
            content = desk.reading(overlay_table)
        else:
            told = desk.reading(lambda connection: list(lines(connection)))
            content = "".join(f"{line}\n" for line in told)
    if arguments.to:
        Path(arguments.to).write_text(content, encoding="utf-8")
        print(_("{file} is written.").format(file=arguments.to), file=sys.stderr)
    else:
        sys.stdout.write(content)
    return DONE


VERB = Verb(
    name="export",
    help=mark("All of the desk as lines of JSON, or what holds as an overlay."),
    arguments=_arguments,
    run=_run,
)
