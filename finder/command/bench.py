"""`bench [NAME…]`: run the benchmarks that come with the source."""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from finder.command.verb import DONE, REFUSED, Verb, WrongCall
from finder.locale import _, mark

__all__ = ["VERB", "benchmarks"]

_ROOT = Path(__file__).resolve().parents[2]
# It takes a quarter of an hour, whatever the machine.
_ONLY_IF_NAMED = ("soak",)


def benchmarks(root: Path = _ROOT) -> list[str]:
    """The names of the benchmarks beside the finder; none where only the finder is installed."""
    folder = root / "benchmarks"
    modules = [
        one.stem for one in folder.glob("*.py") if '__name__ == "__main__"' in one.read_text()
    ]
    return sorted([*modules, *(one.parent.name for one in folder.glob("*/__main__.py"))])


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help=_("which; default: all"))


def _run(arguments: Namespace) -> int:
    there = benchmarks()
    if not there:
        raise WrongCall(_("the benchmarks are not here: they come with the source, not the finder"))
    for name in arguments.names:
        if name not in there:
            message = _("no benchmark is named {name!r}; there are: {names}")
            raise WrongCall(message.format(name=name, names=", ".join(there)))
    usual = [name for name in there if name not in _ONLY_IF_NAMED]
    failed = [name for name in arguments.names or usual if not _passes(name)]
    if failed:
        print(_("not done: {names}").format(names=", ".join(failed)), file=sys.stderr)
    return REFUSED if failed else DONE


def _passes(name: str) -> bool:
    command = [sys.executable, "-m", f"benchmarks.{name}"]
    # The name is one of those in the folder of benchmarks.
    return subprocess.run(command, cwd=_ROOT, check=False).returncode == 0  # noqa: S603


VERB = Verb(
    name="bench",
    help=mark("Measure how fast this machine answers; needs what `make test` installs."),
    arguments=_arguments,
    run=_run,
)
