"""`serve`: run the finder on a port, until it is stopped."""

from __future__ import annotations

import os
import socket
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from finder.command.verb import Verb, WrongCall, takes_directory
from finder.locale import _, mark
from finder.opening import configured_folder, open_configured

__all__ = ["VERB"]

_APP = Path(__file__).resolve().parents[2] / "app.py"
_HIGHEST_PORT = 65_535


def _arguments(parser: ArgumentParser) -> None:
    takes_directory(parser)
    parser.add_argument("--port", type=int, default=8501, help=_("default: 8501"))
    parser.add_argument(
        "--address",
        default="127.0.0.1",
        help=_("default: 127.0.0.1, this machine alone; 0.0.0.0 for all that reach it"),
    )


def _run(arguments: Namespace) -> int:
    """Streamlit takes the place of this process, so that signals reach it."""
    _check_port(arguments.address, arguments.port)
    folder = arguments.directory or configured_folder()
    open_configured(folder)
    if folder:
        here = folder if "://" in folder else str(Path(folder).resolve())
        os.environ["FINDER_DIRECTORY"] = here
    command = [sys.executable, "-m", "streamlit", "run", _APP.name, "--server.headless=true"]
    command += [f"--server.port={arguments.port}", f"--server.address={arguments.address}"]
    sys.stderr.flush()
    os.chdir(_APP.parent)
    os.execv(sys.executable, command)  # noqa: S606


def _check_port(address: str, port: int) -> None:
    """Raises WrongCall for a port that cannot be listened on."""
    if not 0 < port <= _HIGHEST_PORT:
        message = _("--port: a number from 1 to {most}, got {port}")
        raise WrongCall(message.format(most=_HIGHEST_PORT, port=port))
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            message = _("cannot listen on {address}, port {port} ({reason}); name another --port")
            raise WrongCall(
                message.format(address=address, port=port, reason=error.strerror)
            ) from error


VERB = Verb(
    name="serve",
    help=mark("Serve the finder on a port of this machine."),
    arguments=_arguments,
    run=_run,
)
