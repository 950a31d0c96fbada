"""`changes QUERY`: what changed of a search since a day, on standard output."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date

from finder.changes import ChangesFound, changes_found, updates_of
from finder.command.query import opened, pairs_of, tell_how_read
from finder.command.verb import DONE, WRONG_CALL, Verb, WrongCall, takes_directory
from finder.criteria.understood import spoken_language, understood
from finder.export.as_json import json_bytes
from finder.export.changes.answer import changes_answer
from finder.export.changes.feed import feed
from finder.export.changes.words import KIND_WORDS, change_words, kind_words, source_words
from finder.export.spoken import one_line
from finder.locale import _, mark, plural, speaking
from finder.opening import configured_folder
from finder.settings import Settings

__all__ = ["VERB"]


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help=_("a link or its query, as of `search`")
    )
    parser.add_argument(
        "--since", metavar="DATE", help=_("only updates of this day or later, as 2026-11-27")
    )
    parser.add_argument(
        "--format",
        choices=["table", "json", "atom"],
        default="table",
        help=_("lines to read, the API's answer (one page), or a feed; default: table"),
    )
    takes_directory(parser)


def _run(arguments: Namespace) -> int:
    link = understood(pairs_of(arguments.query))
    with speaking(spoken_language(link)):
        if not tell_how_read(link):
            return WRONG_CALL
        since = _day(arguments.since)
        folder = arguments.directory or configured_folder()
        directory = opened(folder)
        found = changes_found(updates_of(folder, directory), link.criteria, date.today(), since)
        if arguments.format == "json":
            sys.stdout.buffer.write(json_bytes(changes_answer(directory, found, link)))
        elif arguments.format == "atom":
            root = Settings.from_environment().url or ""
            asked = "/feed.atom" if root else ""
            text = feed(
                directory,
                found,
                f"{root}{asked}",
                lambda one: f"{root}/facility?id={one}" if root else "",
                f"{root}/changes" if root else "",
            )
            sys.stdout.buffer.write(text + b"\n")
        else:
            print("\n".join(_lines(found)))
    return DONE


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = _("--since: write a day as 2026-11-27; got {text}")
        raise WrongCall(message.format(text=repr(text))) from error


def _lines(found: ChangesFound) -> Iterator[str]:
    if not found.updates and not found.changes:
        yield _("Nothing can be told: no update of this directory is kept since then.")
        return
    yield plural("{n} change", "{n} changes", len(found.changes))
    counts = [(kind, found.counts[kind]) for kind in KIND_WORDS if found.counts[kind]]
    for kind, count in counts:
        yield f"  {count:>7,}  {_(KIND_WORDS[kind])}"
    for one in found.changes:
        place = one.facility
        yield ""
        yield one_line(f"{one.day}  {place.id}  {place.name}, {place.city}, {place.state}")
        yield one_line(f"  {kind_words(one)}. {change_words(one)} {source_words(one)}")


VERB = Verb(
    name="changes",
    help=mark("Say what changed of a search: places gone, new, moved; phones, levels, prices."),
    arguments=_arguments,
    run=_run,
)
