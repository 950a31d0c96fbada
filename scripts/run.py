"""Open the finder on a directory: the demonstration, an imported folder, or a source file."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Import the source first if it is a file; then serve until stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--directory", help="imported folder, or a source file")
    parser.add_argument("--port", default="8501")
    arguments = parser.parse_args()
    environment = dict(os.environ)
    if arguments.directory:
        folder = _imported(arguments.directory)
        if folder is None:
            return 1
        environment["FINDER_DIRECTORY"] = folder
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", arguments.port]
    try:
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _imported(directory: str) -> str | None:
    """The folder of the directory: as given, or made from a source file. None if refused."""
    source = Path(directory).expanduser()
    if "://" in directory or source.is_dir():
        return directory
    folder = ROOT / "directories" / source.stem
    command = [
        sys.executable,
        "-m",
        "finder",
        "import",
        str(source.absolute()),
        "--to",
        str(folder),
    ]
    done = subprocess.run(command, cwd=ROOT, check=False)
    return str(folder) if done.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main())
