"""`map FILE`: choose what the columns of a file mean, on a page of this machine alone.

The page listens on 127.0.0.1 only, and all of it lies under a token that nobody else knows, so
that no other user of the machine and no page in the browser can reach it.
"""

from __future__ import annotations

import os
import secrets
import socket
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from finder.command.verb import Verb, WrongCall
from finder.locale import _, mark
from finder.opening import configured_folder

__all__ = ["VERB"]

_ROOT = Path(__file__).resolve().parents[2]
_PAGE = _ROOT / "finder" / "dashboard" / "mapping" / "main.py"
_ADDRESS = "127.0.0.1"
_LARGEST_FILE_MEGABYTES = 1024


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help=_("a table; it can be dropped on the page too")
    )
    parser.add_argument(
        "--to",
        metavar="FOLDER",
        help=_("where the directory is written; default: FINDER_DIRECTORY"),
    )
    parser.add_argument("--port", type=int, default=0, help=_("default: one that is free"))


def _run(arguments: Namespace) -> int:
    """Streamlit takes the place of this process, so that Ctrl-C reaches it."""
    folder = arguments.to or configured_folder() or ""
    if arguments.file:
        if not Path(arguments.file).exists():
            raise WrongCall(_("{file}: there is no such file").format(file=arguments.file))
        os.environ["FINDER_MAP_FILE"] = str(Path(arguments.file).resolve())
    if folder:
        os.environ["FINDER_MAP_TO"] = folder if "://" in folder else str(Path(folder).resolve())
    port = _free_port(arguments.port)
    token = secrets.token_urlsafe(24)
    told = _("Open {address} on this machine; nobody else can. Ctrl-C ends it.")
    print(told.format(address=f"http://{_ADDRESS}:{port}/{token}/"), file=sys.stderr, flush=True)
    options = {
        "server.headless": "true",
        "server.address": _ADDRESS,
        "server.port": str(port),
        "server.maxUploadSize": str(_LARGEST_FILE_MEGABYTES),
        "browser.serverAddress": _ADDRESS,
        "logger.level": "error",
    }
    # Not as an argument: those of a process can be read by everybody on the machine.
    os.environ["STREAMLIT_SERVER_BASE_URL_PATH"] = token
    command = [sys.executable, "-m", "streamlit", "run", str(_PAGE)]
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, (str(_ROOT), os.environ.get("PYTHONPATH")))
    )
    os.chdir(_ROOT)
    command += [f"--{name}={value}" for name, value in options.items()]
    os.execv(sys.executable, command)  # noqa: S606


def _free_port(wanted: int) -> int:
    """The port that is wanted, or any for 0. Raises WrongCall where it cannot be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_ADDRESS, wanted))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            message = _("cannot listen on {address}, port {port} ({reason}); name another --port")
            raise WrongCall(message.format(address=_ADDRESS, port=wanted, reason=reason)) from error
        port: int = probe.getsockname()[1]
        return port


VERB = Verb(
    name="map",
    help=mark("Choose what the columns of a file mean, on a page of this machine alone."),
    arguments=_arguments,
    run=_run,
)
