"""See to it that the tests find a Chromium, a Firefox and an nginx: here already, or Debian's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class _Program:
    name: str
    setting: str
    programs: tuple[str, ...]
    package: str

    def is_here(self) -> bool:
        named = os.environ.get(self.setting)
        # Debian keeps nginx where only root looks.
        path = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"
        names = (named, *self.programs) if named else self.programs
        return any(shutil.which(name, path=path) for name in names)


_CHROMIUM = _Program(
    "Chromium",
    "FINDER_CHROMIUM",
    NAMES,
    "chromium",
)
_FIREFOX = _Program("Firefox", "FINDER_FIREFOX", ("firefox-esr", "firefox"), "firefox-esr")
_NGINX = _Program("nginx", "FINDER_NGINX", ("nginx",), "nginx-light")


def main() -> int:
    """Exit status 0 when all are here, else 1 with a sentence that says what to do."""
    missing = [one for one in (_CHROMIUM, _FIREFOX, _NGINX) if not _ensured(one)]
    for browser in missing:
        print(
            f"No {browser.name} could be installed; install one and name it in {browser.setting}."
        )
    return 1 if missing else 0


def _ensured(browser: _Program) -> bool:
    return (
        browser.is_here() or _from_debian(browser) or (browser is _CHROMIUM and _from_playwright())
    )


def _from_debian(browser: _Program) -> bool:
    """Install Debian's where that can be done without asking for a password."""
    if shutil.which("apt-get") is None:
        return False
    root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    for words in (["update"], ["install", "--yes", browser.package]):
        if root and shutil.which(root[0]) is None:
            return False
        command = [*root, "apt-get", "--quiet", *words]
        if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
            return False
    return browser.is_here()


def _from_playwright() -> bool:
    """Only Chromium: Playwright's Firefox is one of its own making, which nobody browses with."""
    command = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
