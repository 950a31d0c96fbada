"""`desk link FACILITY_ID`: a link by which a facility answers itself, good for thirty days."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from finder.command.desk.invite import site_address
from finder.command.desk.opened import opened_desk
from finder.command.verb import DONE, Verb, WrongCall
from finder.locale import _, mark
from finder.opening import open_configured
from finder.settings import Settings

__all__ = ["VERB"]


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "facility", metavar="FACILITY_ID", help=_("as every answer and address of a place has it")
    )
    parser.add_argument(
        "--withdraw", action="store_true", help=_("end the links of this place instead")
    )


def _run(arguments: Namespace) -> int:
    from finder.desk.links import LINK_DAYS, Links

    place = arguments.facility.strip().lower()
    with opened_desk() as desk:
        if arguments.withdraw:
            ended = Links(desk).withdraw(place)
            print(_("{n} ended.").format(n=ended), file=sys.stderr)
            return DONE
        directory = open_configured(Settings.from_environment().directory)
        row = directory.row_of(place)
        if row is None:
            raise WrongCall(_("{id}: no place of the directory has this id").format(id=place))
        facility = directory.facility(row)
        token = Links(desk).make([facility.id])[facility.id]
    print(f"{site_address()}/answer/{token}")
    told = _("Good for {n} days. It is shown only now; send it to {name} alone.")
    print(told.format(n=LINK_DAYS, name=facility.name), file=sys.stderr)
    return DONE


VERB = Verb(
    name="link",
    help=mark("Print a link by which a facility answers itself."),
    arguments=_arguments,
    run=_run,
)
