"""Write the lock files, or check that what they lock can be installed wherever we say.

    python scripts/lock.py            requirements.lock and requirements-dev.lock, with hashes
    python scripts/lock.py --check    for each Python and system, a wheel of every locked package

The locks hold for all systems and every Python from 3.11 on. They name no index: whoever installs
from them chooses where from, and the hashes hold what comes to what was locked.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import sysconfig
import tempfile
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
INDEX = "https://pypi.org/simple"
LOCKS = {"requirements.txt": "requirements.lock", "requirements-dev.txt": "requirements-dev.lock"}
OLDEST = "3.11"
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = (
    "x86_64-manylinux_2_28",
    "aarch64-manylinux_2_28",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
)


def uv(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the uv of this environment in the project's folder."""
    program = Path(sysconfig.get_path("scripts")) / "uv"
    return subprocess.run(
        [str(program), *words], cwd=ROOT, text=True, capture_output=True, check=False
    )


def write_locks() -> int:
    """Resolve both lists; the second keeps what the first has chosen."""
    kept: list[str] = []
    for source, lock in LOCKS.items():
        options = ["--universal", "--python-version", OLDEST, "--generate-hashes", "--no-header"]
        plain = ["--no-emit-index-url", "--no-emit-find-links", "--no-annotate"]
        done = uv(
            *("pip", "compile", source, "-o", lock, "--default-index", INDEX),
            *options,
            *plain,
            *kept,
        )
        if done.returncode:
            sys.stderr.write(done.stderr)
            return 1
        kept = ["--constraint", lock]
    return 0


def check_locks() -> int:
    """Say for each Python and system whether every locked package has a wheel with its hash."""
    failed = 0
    for python, system in product(PYTHONS, SYSTEMS):
        with tempfile.TemporaryDirectory() as folder:
            done = uv(
                *("pip", "install", "--dry-run", "--require-hashes", "--only-binary", ":all:"),
                *("--python-version", python, "--python-platform", system, "--target", folder),
                *("--default-index", INDEX, "-r", LOCKS["requirements-dev.txt"]),
            )
        sys.stdout.write(f"Python {python}, {system}: {'no' if done.returncode else 'ok'}\n")
        if done.returncode:
            sys.stdout.write(done.stderr)
        failed += done.returncode != 0
    return 1 if failed else 0


def main(words: list[str]) -> int:
    """0: written, or all can be installed."""
    parser = argparse.ArgumentParser(description="Write or check the lock files.")
    parser.add_argument("--check", action="store_true", help="check, write nothing")
    return check_locks() if parser.parse_args(words).check else write_locks()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
