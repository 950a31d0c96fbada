"""The walls of the house: who may import whom, and what the pages about it have to say."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from finder import vocabulary
from finder.criteria import read, registry, write
from finder.vocabulary import Vocabulary
from scripts import make_data_dictionary

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted([*ROOT.glob("finder/**/*.py"), *ROOT.glob("scripts/**/*.py"), ROOT / "app.py"])
SCREENS = {"streamlit", "streamlit_folium", "folium", "branca"}
SERVERS = {"starlette", "fastapi", "uvicorn"}
FORMATS = {
    *("pandas", "pyarrow", "openpyxl", "python_calamine", "xlsxwriter", "csv", "json", "zipfile"),
    *("rustpy_xlsxwriter", "duckdb", "jinja2"),
}
# Folder: what nothing in it imports.
WALLS: list[tuple[str, set[str]]] = [
    ("finder/search", {*FORMATS, "finder.intake", "finder.render", "finder.export"}),
    ("finder/search", {"finder.dashboard", "finder.web", "finder.command"}),
    ("finder/criteria", {*FORMATS, "finder.search", "finder.intake", "finder.render"}),
    ("finder/criteria", {"finder.dashboard", "finder.web", "finder.export", "finder.command"}),
    ("finder/directory", {"pandas", "finder.search", "finder.intake", "finder.render"}),
    ("finder/directory", {"finder.dashboard", "finder.web", "finder.export", "finder.command"}),
    ("finder/intake", {"finder.render", "finder.dashboard", "finder.web", "finder.export"}),
    ("finder/intake", {"finder.search", "finder.command", "jinja2"}),
    ("finder/pathway", {*FORMATS, "finder.intake", "finder.render", "finder.export"}),
    ("finder/pathway", {"finder.dashboard", "finder.web", "finder.command"}),
    ("finder/export", {"finder.dashboard", "finder.web", "finder.command", "finder.intake"}),
    ("finder/render", {"finder.dashboard", "finder.web", "finder.command"}),
    ("finder/shortlist", {*FORMATS, "finder.intake", "finder.render", "finder.export"}),
    ("finder/shortlist", {"finder.dashboard", "finder.web", "finder.command"}),
    ("finder/compare", {*FORMATS, "finder.intake", "finder.render", "finder.export"}),
    ("finder/compare", {"finder.dashboard", "finder.web", "finder.command"}),
    ("finder/web", {"finder.dashboard", "finder.command"}),
    ("finder/command", {"finder.dashboard"}),
    ("finder/guidance", {*FORMATS, "finder.search", "finder.directory", "finder.intake"}),
    ("finder/guidance", {"finder.render", "finder.export", "finder.web", "finder.command"}),
    ("finder", {"scripts", "tests", "benchmarks", "app"}),
]


def imports(path: Path) -> set[str]:
    """Full names of all modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            # A relative import stays in its own folder, and none is used (see below).
            found |= {f"{node.module}", *(f"{node.module}.{alias.name}" for alias in node.names)}
            assert node.level == 0, f"{path}: imports are written in full"
    return found


def crossed(path: Path, forbidden: set[str]) -> set[str]:
    """What a file imports of what it must not, itself or something inside it."""
    return {
        name
        for name in imports(path)
        if any(name == wall or name.startswith(f"{wall}.") for wall in forbidden)
    }


def inside(path: Path, folder: str) -> bool:
    return path.is_relative_to(ROOT / folder)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_screens_and_servers_are_imported_only_in_their_rooms(path: Path) -> None:
    if path.name != "app.py" and not inside(path, "finder/dashboard"):
        assert not crossed(path, SCREENS)
    if path.name != "app.py" and not inside(path, "finder/web"):
        assert not crossed(path, SERVERS)


@pytest.mark.parametrize(("folder", "forbidden"), WALLS, ids=lambda one: str(one)[:40])
def test_nobody_reaches_through_a_wall(folder: str, forbidden: set[str]) -> None:
    through = {
        str(path.relative_to(ROOT)): found
        for path in FILES
        if inside(path, folder) and (found := crossed(path, forbidden))
    }
    assert not through


def test_the_walls_stand_around_rooms_that_exist() -> None:
    for folder, _forbidden in WALLS:
        assert (ROOT / folder).is_dir(), folder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import streamlit", {"streamlit"}),
        ("import streamlit.testing.v1 as x", {"streamlit.testing.v1"}),
        ("from streamlit import cache_data", {"streamlit", "streamlit.cache_data"}),
        ("def f():\n    from streamlit.web import cli", {"streamlit.web", "streamlit.web.cli"}),
        # not by its first letters alone
        ("import streamlit_tools, restreamlit", set()),
        ("'import streamlit'  # import streamlit", set()),
    ],
)
def test_a_hole_in_a_wall_is_seen(text: str, found: set[str], tmp_path: Path) -> None:
    path = tmp_path / "room.py"
    path.write_text(text)
    assert crossed(path, {"streamlit"}) == found


def test_every_package_that_is_imported_is_one_that_is_installed_for_running() -> None:
    """Benchmarks and tests may need more; the finder itself needs what requirements.txt names."""
    listed = (ROOT / "requirements.txt").read_text().lower().replace("_", "-")
    installed_as = {
        "python_calamine": "python-calamine",
        "streamlit_folium": "streamlit-folium",
        "fpdf": "fpdf2",
    }
    ours = {"finder", "scripts", "app"}
    # They come with a package that is named: with folium, and with fpdf2.
    with_others = {"branca", "fontTools"}
    for path in FILES:
        if inside(path, "finder") or path.name == "app.py":
            for name in {name.partition(".")[0] for name in imports(path)}:
                if name not in {*sys.stdlib_module_names, *ours, *with_others}:
                    package = installed_as.get(name, name).lower().replace("_", "-")
                    assert re.search(rf"^{package}\b", listed, re.MULTILINE), f"{path}: {name}"


# The pages about links and data are tested against the code


LINKS = (ROOT / "docs" / "links.md").read_text(encoding="utf-8")
DICTIONARY = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
VOCABULARIES = [one for one in vars(vocabulary).values() if isinstance(one, Vocabulary)]


@pytest.mark.parametrize("key", [one.key for one in registry.declared()])
def test_every_key_of_a_link_is_described(key: str) -> None:
    assert re.search(rf"^\| `{key}` \| .+ \| .+ \|$", LINKS, re.MULTILINE)


def test_no_key_is_described_that_is_none() -> None:
    described = re.findall(r"^\| `([a-z_]+)` \|", LINKS, re.MULTILINE)
    assert described == [one.key for one in registry.declared()]


def examples() -> list[str]:
    """Queries in the page about links: lines of its blocks that begin with a question mark."""
    return re.findall(r"^\?(\S+)$", LINKS, re.MULTILINE)


@pytest.mark.parametrize("query", examples())
def test_every_example_of_a_link_is_understood_and_canonical(query: str) -> None:
    link = read(query)
    assert link.told == ()
    assert write(link.criteria) == query


def test_there_are_examples() -> None:
    assert len(examples()) >= 6


@pytest.mark.parametrize("terms", VOCABULARIES, ids=lambda one: one.name)
def test_every_code_is_in_the_data_dictionary(terms: Vocabulary[Any]) -> None:
    for term in terms:
        assert f"| `{term.code}` | {term.label} |" in DICTIONARY


def test_the_data_dictionary_is_that_of_the_code() -> None:
    assert make_data_dictionary.with_tables(DICTIONARY) == DICTIONARY, (
        "run: python scripts/make_data_dictionary.py"
    )


def test_an_outdated_data_dictionary_is_seen() -> None:
    outdated = DICTIONARY.replace("| `iop` |", "| `intensive` |")
    assert outdated != DICTIONARY
    assert make_data_dictionary.with_tables(outdated) == DICTIONARY
