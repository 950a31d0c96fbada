"""`desk VERB …`: the desk's people and reports. A verb of it is one module, named in `VERBS`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from finder.command.desk import (
    checking,
    exporting,
    invite,
    link,
    people,
    reports,
    revoke,
    taking_in,
)
from finder.command.verb import Verb
from finder.locale import _, mark

__all__ = ["VERB", "VERBS"]

# None of them imports a database before it runs: most calls of the command line need none.
VERBS: tuple[Verb, ...] = (
    *(invite.VERB, people.VERB, revoke.VERB, link.VERB, reports.VERB),
    *(exporting.VERB, taking_in.VERB, checking.VERB),
)


def _arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    for verb in VERBS:
        its = verbs.add_parser(verb.name, help=_(verb.help), description=_(verb.help))
        verb.arguments(its)
        its.set_defaults(desk_verb=verb)


def _run(arguments: Namespace) -> int:
    verb: Verb = arguments.desk_verb
    return verb.run(arguments)


VERB = Verb(
    name="desk",
    help=mark("What the team of FINDER_DESK reports, and who may."),
    arguments=_arguments,
    run=_run,
)
