"""`search QUERY`: the answer to a link, in one of several forms, on standard output."""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from finder.command.query import opened, pairs_of, tell_how_read
from finder.command.verb import DONE, WRONG_CALL, Verb, WrongCall, takes_directory
from finder.criteria import Link, registry
from finder.criteria.understood import spoken_language, understood
from finder.export import Export, Outgoing, exports
from finder.locale import _, mark, speaking
from finder.search import search

__all__ = ["VERB"]

_DEFAULT_FORMAT = "table"
_WIDTH_OF_A_FILE = 100


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "query",
        nargs="*",
        metavar="QUERY",
        help=_("a link or its query, such as 'near=22903&care=iop'; or near=22903 care=iop"),
    )
    keys = ", ".join(criterion.key for criterion in registry.declared())
    parser.epilog = _("Keys: {keys}.").format(keys=keys)
    forms = ", ".join(f"{export.name}: {_(export.help)}" for export in exports().all())
    parser.add_argument(
        "--format",
        choices=exports().names(),
        help=_("{forms}; default: as the name of --output ends, else table").format(forms=forms),
    )
    parser.add_argument("--output", metavar="FILE", help=_("write to a file"))
    takes_directory(parser)


def _run(arguments: Namespace) -> int:
    link = understood(pairs_of(arguments.query))
    with speaking(spoken_language(link)):
        if not tell_how_read(link):
            return WRONG_CALL
        export = _export(arguments.format, arguments.output)
        _refuse_binary_on_terminal(export, arguments.output)
        _print(export, link, arguments)
    return DONE


def _print(export: Export, link: Link, arguments: Namespace) -> None:
    directory = opened(arguments.directory)
    today = date.today()
    results = search(directory, link.criteria, today)
    width = _width(arguments.output)
    chunks = export.chunks(Outgoing(results, today, width=width, read_as=link.read_as))
    if arguments.output:
        _write_file(Path(arguments.output), chunks)
    else:
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)


def _export(name: str | None, output: str | None) -> Export:
    """The form that is asked for, else the one that the name of the file ends in."""
    suffix = Path(output).suffix.removeprefix(".").lower() if output else ""
    return exports().named(name or (suffix if suffix in exports() else _DEFAULT_FORMAT))


def _refuse_binary_on_terminal(export: Export, output: str | None) -> None:
    if export.binary and not output and sys.stdout.isatty():
        message = _("{form} is not for a terminal; write it to a file: --output {file}")
        raise WrongCall(message.format(form=export.name, file=export.file_name))


def _width(output: str | None) -> int:
    if output or not sys.stdout.isatty():
        return _WIDTH_OF_A_FILE
    return shutil.get_terminal_size((_WIDTH_OF_A_FILE, 24)).columns


def _write_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Whole, or not at all. Raises WrongCall for a place that cannot be written to."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.writelines(chunks)
        part.replace(path)
    except OSError as error:
        message = _("{path} cannot be written: {reason}")
        raise WrongCall(message.format(path=path, reason=error.strerror)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


VERB = Verb(
    name="search",
    help=mark("Search with the query of a link; a page's address will do."),
    arguments=_arguments,
    run=_run,
)
