"""The command line: `python -m finder VERB …`. A verb is one module, named in `VERBS`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from finder.command import (
    assistant,
    bench,
    changes,
    check,
    diff,
    fetch,
    history,
    importing,
    info,
    mapping,
    rollback,
    search,
    serve,
    template,
)
from finder.command.verb import REFUSED, WRONG_CALL, Verb, WrongCall
from finder.errors import FinderError, NotUnderstood, SettingRefused, harmless
from finder.locale import _

__all__ = ["VERBS", "main"]

VERBS: tuple[Verb, ...] = (
    importing.VERB,
    check.VERB,
    info.VERB,
    search.VERB,
    template.VERB,
    mapping.VERB,
    fetch.VERB,
    history.VERB,
    rollback.VERB,
    diff.VERB,
    changes.VERB,
    serve.VERB,
    assistant.VERB,
    bench.VERB,
)
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked and return the exit status; argparse ends a call it cannot read with 2."""
    chosen = _parser().parse_args(arguments)
    verb: Verb = chosen.verb
    try:
        status = verb.run(chosen)
        sys.stdout.flush()
    except (WrongCall, NotUnderstood) as error:
        return _told(error, WRONG_CALL)
    except SettingRefused as error:
        return _told(error, WRONG_CALL)
    except FinderError as error:
        nothing_there = isinstance(error.__cause__, FileNotFoundError)
        return _told(error, WRONG_CALL if nothing_there else REFUSED)
    except BrokenPipeError:
        # Whoever read the answer has seen enough (`| head`).
        _write_no_more()
        return 0
    except OSError as error:
        return _not_written(error)
    except KeyboardInterrupt:
        return _INTERRUPTED
    return status


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m finder", description=_("Find substance-use treatment programs.")
    )
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    for verb in VERBS:
        its = verbs.add_parser(verb.name, help=_(verb.help), description=_(verb.help))
        verb.arguments(its)
        its.set_defaults(verb=verb)
    return parser


def _told(error: FinderError, status: int) -> int:
    print(f"finder: {error}", file=sys.stderr)
    return status


def _not_written(error: OSError) -> int:
    """One sentence for a full disk, a folder that may not be written and the like."""
    what = harmless(str(error.filename)) if error.filename else _("the answer")
    reason = error.strerror or type(error).__name__
    print(f"finder: {what}: {reason}", file=sys.stderr)
    _write_no_more()
    return REFUSED


def _write_no_more() -> None:
    """What is left unwritten goes nowhere, so that it is not tried again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
