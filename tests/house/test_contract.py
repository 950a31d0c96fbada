"""docs/contract.md, its codes and counts, and the modules that cite it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from finder.criteria import registry
from finder.vocabulary import CARE_LEVELS

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
SECTIONS = {int(number) for number in re.findall(r"^## (\d)\.", CONTRACT, re.MULTILINE)}
CITED = re.compile(r"contract\.md,?\s+(?:#\s+)?sections?\s+(\d)(?:(?:,? (?:to|and)) (\d))?")


def modules() -> list[Path]:
    return [path for name in ("finder", "scripts", "tests") for path in (ROOT / name).rglob("*.py")]


def test_every_section_that_a_module_cites_is_there() -> None:
    cited = [
        (path, int(number))
        for path in modules()
        for numbers in CITED.findall(path.read_text(encoding="utf-8"))
        for number in filter(None, numbers)
    ]
    assert len(cited) > 15
    assert [(path, number) for path, number in cited if number not in SECTIONS] == []


def test_no_module_cites_a_page_that_is_not_here() -> None:
    pages = re.compile(r"\bdocs/[a-z-]+\.md\b")
    for path in modules():
        for page in pages.findall(path.read_text(encoding="utf-8")):
            assert (ROOT / page).is_file(), (path, page)


def test_only_what_needs_the_whole_directories_looks_for_them_outside() -> None:
    """Through one fixture, `whole_data`, which skips and says so."""
    outside = re.compile(r"\bshared[_/]data\b|\bROOT\.parent\b")
    looking = {path.name for path in modules() if outside.search(path.read_text(encoding="utf-8"))}
    assert looking - {"test_contract.py"} == {"conftest.py"}


@pytest.mark.parametrize("code", CARE_LEVELS.codes)
def test_the_contract_names_every_care_level(code: str) -> None:
    assert re.search(rf"^\| {code} \|", CONTRACT, re.MULTILINE)


def test_the_contract_names_every_key_of_a_link() -> None:
    named = {
        key
        for cell in re.findall(r"^\| ([a-z_, ]+) \|", CONTRACT, re.MULTILINE)
        for key in cell.split(", ")
    }
    assert {one.key for one in registry.declared()} <= named
