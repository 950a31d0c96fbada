"""The walls of the house: who may import whom, and what the pages about it have to say."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import pytest

from finder import vocabulary
from finder.criteria import read, registry, write
from finder.vocabulary import Vocabulary
from scripts import make_data_dictionary

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*ROOT.glob("finder/**/*.py"), *ROOT.glob("scripts/**/*.py"), ROOT / "app.py"])
SCREENS = {"streamlit", "streamlit_folium", "folium", "branca"}
# The web rooms, and of a page what answers a request.
SERVING = ("finder/web", "finder/pages")
SERVERS = {"starlette", "fastapi", "uvicorn"}
FORMATS = {
    *("pandas", "pyarrow", "openpyxl", "python_calamine", "xlsxwriter", "csv", "json", "zipfile"),
    *("rustpy_xlsxwriter", "duckdb", "jinja2"),
}
# The floors of the house, lowest first: a room imports from floors below, and from a room of its
# own floor only where BESIDE says so. A module is in the longest room that its name begins with.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("finder", "finder.locale", "finder.registry"),
    ("finder.frames",),
    ("finder.errors", "finder.text", "finder.geo", "finder.answers", "finder.hsds_terms"),
    ("finder.vocabulary", "finder.geography", "finder.helplines", "finder.bundling"),
    ("finder.groups", "finder.state_hours", "finder.places"),
    ("finder.geocoding", "finder.routing", "finder.levels"),
    ("finder.directory",),
    ("finder.criteria", "finder.reference"),
    ("finder.audience", "finder.search", "finder.intake"),
    (
        "finder.shortlist",
        "finder.guidance",
        "finder.templating",
        "finder.opening",
        "finder.changes",
        "finder.desk",
    ),
    ("finder.pathway", "finder.wording", "finder.map"),
    ("finder.settings", "finder.static_files", "finder.export", "finder.pdf"),
    ("finder.assistants",),
    ("finder.pages.registry",),
    ("finder.pages.frame",),
    ("finder.pages.find",),
    ("finder.pages",),
    ("finder.web.server", "finder.web.api", "finder.web.assistants", "finder.dashboard"),
    ("finder.web",),
    ("finder.command",),
    ("finder.__main__",),
)
# What lies between rooms of one floor, and is meant.
BESIDE = {("finder.pdf", "finder.map")}
# What stands at the door of the house, for who works with it in Python, leads inside.
DOORS = {("finder", "finder.directory")}
# Room: packages of formats that it does not know.
IGNORANT: tuple[tuple[str, frozenset[str]], ...] = (
    *((room, frozenset(FORMATS)) for room in ("finder.search", "finder.criteria")),
    *((room, frozenset(FORMATS)) for room in ("finder.pathway", "finder.shortlist")),
    ("finder.guidance", frozenset(FORMATS)),
    ("finder.directory", frozenset({"pandas"})),
    ("finder.intake", frozenset({"jinja2"})),
)
MOST_MODULES = 25


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
    if path.name != "app.py" and not any(inside(path, room) for room in SERVING):
        assert not crossed(path, SERVERS)


def module_of(path: Path) -> str:
    """`finder.search.order` for finder/search/order.py."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(path): path for path in FILES if inside(path, "finder")}


def arrows(modules: dict[str, Path]) -> dict[str, set[str]]:
    """Module → the modules of ours that it imports, for types alone and by a string too."""
    return {name: _ours(path, modules) - {name} for name, path in modules.items()}


def _ours(path: Path, modules: dict[str, Path]) -> set[str]:
    named = imports(path) | {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    # `from finder.search import order` names the package too, and means the module in it.
    within = {name for name in named if name in modules}
    return {name for name in within if not any(other.startswith(f"{name}.") for other in within)}


def room_of(module: str) -> tuple[int, str]:
    """Its floor and its room."""
    rooms = [(len(room), floor, room) for floor, row in enumerate(FLOORS) for room in row]
    fitting = [one for one in rooms if module == one[2] or module.startswith(f"{one[2]}.")]
    _length, floor, room = max(fitting)
    return floor, room


def climbs(modules: dict[str, Path]) -> list[str]:
    """Imports from a floor above, or from another room of the same floor."""
    found = []
    for module, used in arrows(modules).items():
        floor, room = room_of(module)
        for other in used:
            if (module, other) in DOORS:
                continue
            above, there = room_of(other)
            if above > floor or (above == floor and there != room and (room, there) not in BESIDE):
                found.append(f"{module} → {other}")
    return sorted(found)


def circles(modules: dict[str, Path]) -> list[list[str]]:
    """Groups of modules that import each other."""
    try:
        tuple(TopologicalSorter(arrows(modules)).static_order())
    except CycleError as error:
        return [list(error.args[1])]
    return []


def test_nobody_imports_upwards() -> None:
    assert climbs(MODULES) == []


def test_there_is_no_circle() -> None:
    assert circles(MODULES) == []


def test_a_page_imports_no_other_page_but_find() -> None:
    pages = {name for name in MODULES if name.startswith("finder.pages.")}
    crossing = [
        f"{module} → {other}"
        for module, used in arrows(MODULES).items()
        for other in used
        if module in pages
        and other in pages
        and module != "finder.pages.declared"
        and other.split(".")[2] not in ("find", "frame", "registry", module.split(".")[2])
    ]
    assert crossing == []


@pytest.mark.parametrize(("room", "forbidden"), IGNORANT, ids=[one[0] for one in IGNORANT])
def test_a_room_does_not_know_formats(room: str, forbidden: frozenset[str]) -> None:
    folder = room.replace(".", "/")
    through = {
        str(path.relative_to(ROOT)): found
        for path in FILES
        if inside(path, folder) and (found := crossed(path, set(forbidden)))
    }
    assert not through


def test_nothing_of_the_finder_needs_what_stands_beside_it() -> None:
    beside = {"scripts", "tests", "benchmarks", "app"}
    assert not [path for path in FILES if inside(path, "finder") and crossed(path, beside)]


def test_every_room_exists() -> None:
    for room in (room for row in FLOORS for room in row):
        path = ROOT / room.replace(".", "/")
        assert path.is_dir() or path.with_suffix(".py").is_file(), room


def test_no_folder_has_more_modules_than_one_can_know() -> None:
    folders = Counter(path.parent for path in MODULES.values() if path.name != "__init__.py")
    crowded = {str(folder): count for folder, count in folders.items() if count > MOST_MODULES}
    assert crowded == {}


def planted(folder: Path, **texts: str) -> dict[str, Path]:
    """Modules written into a folder, by their full names with `__` for a dot."""
    found = {}
    for name, text in texts.items():
        path = folder / f"{name}.py"
        path.write_text(text)
        found[name.replace("__", ".")] = path
    return found


@pytest.mark.parametrize(
    "text",
    [
        "import finder.pages.find.card",
        "from finder.pages.find import card",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import finder.pages.find.card",
        "from importlib import import_module\nimport_module('finder.pages.find.card')",
    ],
)
def test_a_way_upwards_is_seen(text: str, tmp_path: Path) -> None:
    rooms = planted(tmp_path, finder__search__order=text, finder__pages__find__card="")
    assert climbs(rooms) == ["finder.search.order → finder.pages.find.card"]


def test_a_circle_is_seen(tmp_path: Path) -> None:
    rooms = planted(
        tmp_path,
        finder__search__order="import finder.search.reach",
        finder__search__reach="from finder.search import order",
    )
    assert circles(rooms)


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
