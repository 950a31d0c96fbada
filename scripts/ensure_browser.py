"""See to it that the browser tests find a Chromium: one already here, Debian's, or Playwright's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> int:
    """Exit status 0 when a Chromium is here, else 1 with a sentence that says what to do."""
    if _installed() or _from_debian() or _from_playwright():
        return 0
    print("No Chromium could be installed; install one and name it in FINDER_CHROMIUM.")
    return 1


def _installed() -> bool:
    named = os.environ.get("FINDER_CHROMIUM")
    return bool(named and shutil.which(named)) or any(shutil.which(name) for name in NAMES)


def _from_debian() -> bool:
    """Install Debian's Chromium where that can be done without asking for a password."""
    if shutil.which("apt-get") is None:
        return False
    root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    for words in (["update"], ["install", "--yes", "chromium"]):
        if root and shutil.which(root[0]) is None:
            return False
        command = [*root, "apt-get", "--quiet", *words]
        if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
            return False
    return _installed()


def _from_playwright() -> bool:
    command = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
