"""What the product is made of: the page of licences, the bill of materials, what make installs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scripts import supply

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_licences_says_what_is_installed() -> None:
    assert supply.PAGE.read_text(encoding="utf-8") == supply.page(), (
        "write it anew: python scripts/supply.py licences"
    )


def test_every_package_that_this_system_installs_names_a_licence() -> None:
    silent = {one.name for one in supply.locked() if one.licence == supply.NOT_HERE}
    assert silent <= {one.name for one in supply.locked() if one.only}
    assert len(supply.locked()) == len(
        re.findall(r"^[\w.-]+==", supply.LOCK.read_text(encoding="utf-8"), re.M)
    )


def test_no_licence_asks_for_our_own_source() -> None:
    asking = re.compile(r"\b(A|)GPL|GNU (Affero )?General|SSPL|Commons Clause", re.I)
    assert [one.name for one in supply.locked() if asking.search(one.licence)] == []


@pytest.mark.slow
def test_the_bill_of_materials_has_every_package_with_hashes_and_licence() -> None:
    bill = supply.sbom()
    parts = {part["name"]: part for part in bill["components"]}
    assert {name: part["version"] for name, part in parts.items()} == {
        one.name: one.version for one in supply.locked()
    }
    for one in supply.locked():
        part = parts[one.name]
        assert part["purl"].startswith(f"pkg:pypi/{one.name}@{one.version}")
        assert all(kept["hashes"] for kept in part["externalReferences"])
        assert ("licenses" in part) == (one.licence != supply.NOT_HERE), one.name
    assert str(ROOT) not in json.dumps(bill)


def test_make_installs_only_what_has_a_locked_hash() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^INSTALL := .* --require-hashes$", makefile, re.M)
    assert set(re.findall(r"\$\(INSTALL\) (.*)", makefile)) == {
        "-r requirements.lock",
        "-r requirements-dev.lock",
    }


def test_the_audit_fails_where_it_could_not_ask() -> None:
    """Without --strict, pip-audit calls a package clean that it never found."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    audit = re.search(r"^audit:.*\n((?:\t.*\n)+)", makefile, re.M)
    assert audit
    assert "pip-audit" in audit[1]
    assert {"--strict", "--require-hashes", "requirements.lock", "requirements-dev.lock"} <= set(
        audit[1].split()
    )
