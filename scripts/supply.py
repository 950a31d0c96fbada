"""What the product is made of: a page of licences, and a bill of materials.

    python scripts/supply.py licences    writes docs/licences.md
    python scripts/supply.py sbom        writes build/sbom.cdx.json (CycloneDX 1.6)

Both tell of requirements.lock, which is what `make run` installs. A licence is what a package says
of itself as it is installed here; what is not installed on this system says so, and is not guessed.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
PAGE = ROOT / "docs" / "licences.md"
SBOM = ROOT / "build" / "sbom.cdx.json"
NOT_HERE = "not installed on this system, so not read"
_LOCKED = re.compile(r"^([\w.-]+)==([^\s;]+)(?: ; ([^\\]+?))? *\\$", re.M)
_CLASSIFIER = "License :: "
# Nothing in these packages names a licence; their repositories do.
_IN_ITS_REPOSITORY = {"streamlit-folium": "MIT (its repository says so, the package does not)"}
_TOP = """# Licences of what the finder is made of

Written by `python scripts/supply.py licences` from the packages of requirements.lock as they are
installed; a test holds that this page says what they say. `make sbom` writes the same as a
CycloneDX file, with the hashes. Licences of data and typefaces: NOTICE. The finder: Apache-2.0.

None is under the GPL or AGPL. Those under the LGPL (fpdf2, psycopg) and MPL (certifi, tqdm) are
used as they are, unchanged and replaceable: with an image that holds them goes this page.

| package | version | licence | only where |
|---|---|---|---|
"""


@dataclass(frozen=True)
class Locked:
    """A package of the lock: its name, version, and the systems it is for (empty: all)."""

    name: str
    version: str
    only: str

    @property
    def licence(self) -> str:
        """What it says of itself where it is installed; NOT_HERE elsewhere."""
        try:
            return licence_of(distribution(self.name))
        except PackageNotFoundError:
            return NOT_HERE


def locked() -> list[Locked]:
    """The packages of requirements.lock in its order."""
    return [Locked(*found) for found in _LOCKED.findall(LOCK.read_text(encoding="utf-8"))]


def licence_of(package: Distribution) -> str:
    """Its SPDX expression; else its one-line licence, its classifier, its text's first line.

    Raises ValueError where it says nothing in any of these ways.
    """
    said = package.metadata
    classified = [one for one in said.get_all("Classifier") or [] if one.startswith(_CLASSIFIER)]
    line = (said.get_all("License") or [""])[0].strip()
    # Some write the whole text of a licence into the field of its name.
    named = "" if "\n" in line or line.startswith("Copyright") else line
    by_class = ", ".join(one.rpartition(" :: ")[2] for one in classified)
    elsewhere = _IN_ITS_REPOSITORY.get(said["Name"], "")
    expressions = said.get_all("License-Expression") or []
    for given in (*expressions, named, by_class, _first_line(package), elsewhere):
        if given:
            return given
    raise ValueError(f"{said['Name']} names no licence")


def _first_line(package: Distribution) -> str:
    """The first line of its licence's text that holds a word."""
    texts = [one for one in package.files or [] if one.name.upper().startswith("LICENSE")]
    lines = texts[0].read_text().splitlines() if texts else []
    return next((line.strip() for line in lines if line.strip()), "")


def page() -> str:
    """docs/licences.md."""
    rows = [f"| {one.name} | {one.version} | {one.licence} | {one.only} |\n" for one in locked()]
    return _TOP + "".join(rows)


def sbom() -> dict[str, Any]:
    """The lock as CycloneDX, each component with its hashes and licence.

    Raises ValueError where CycloneDX's own schema refuses it.
    """
    program = Path(sysconfig.get_path("scripts")) / "cyclonedx-py"
    options = ["--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON"]
    command = [str(program), "requirements", LOCK.name, *options, "-o", "-"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    bill: dict[str, Any] = json.loads(made.stdout)
    licences = {one.name: one.licence for one in locked()}
    for component in bill["components"]:
        # It repeats the line of the lock, hashes and all, which stand beside it.
        del component["description"]
        licence = licences[component["name"]]
        if licence != NOT_HERE:
            component["licenses"] = [
                {"license": {"name": licence, "acknowledgement": "declared"}},
            ]
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill))
    if wrong is not None:
        raise ValueError(f"CycloneDX does not take it: {wrong}")
    return bill


def main(words: list[str]) -> int:
    """0: written."""
    parser = argparse.ArgumentParser(description="Write what the product is made of.")
    parser.add_argument("what", choices=["licences", "sbom"])
    if parser.parse_args(words).what == "licences":
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    SBOM.parent.mkdir(exist_ok=True)
    SBOM.write_text(json.dumps(sbom(), indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{SBOM.relative_to(ROOT)}: {len(locked())} packages\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
