"""What a project has: recipes, verbs, licences and locks that say what is true."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import finder

ROOT = Path(__file__).resolve().parents[2]
RECIPES = ("A filter", "A source", "A language", "An export", "A rule", "A page")
MOST_PRODUCT_FILES = {
    "A filter": 3,
    "A source": 2,
    "A language": 1,
    "An export": 1,
    "A rule": 1,
    "A page": 2,
}
LOCKS = {"requirements.txt": "requirements.lock", "requirements-dev.txt": "requirements-dev.lock"}


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def recipe(title: str) -> str:
    """The part of CONTRIBUTING.md under a heading of the third level."""
    found = re.search(rf"^### {title}\n(.*?)(?=^### |\Z)", text_of("CONTRIBUTING.md"), re.S | re.M)
    assert found, title
    return found[1]


def paths_in(text: str) -> set[str]:
    """What stands in backticks and is a path of the repository."""
    named = re.findall(r"`([\w./-]+)`", text)
    return {one for one in named if "/" in one and one.partition("/")[0] in TOP}


TOP = {"finder", "tests", "docs", "scripts", "data"}
MADE_BY_THE_READER = {"finder/locale/pt/LC_MESSAGES/finder.po"}


@pytest.mark.parametrize(
    "page", ["CONTRIBUTING.md", "docs/architecture.md", "tests/data/README.md"]
)
def test_every_path_that_a_page_names_is_there(page: str) -> None:
    paths = paths_in(text_of(page)) - MADE_BY_THE_READER
    assert paths or page == "tests/data/README.md"
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_every_link_of_a_page_leads_to_a_file(page: str) -> None:
    folder = (ROOT / page).parent
    links = re.findall(r"\]\(([^)#:]+)\)", text_of(page))
    assert links
    assert [link for link in links if not (folder / link).exists()] == []


@pytest.mark.parametrize("title", RECIPES)
def test_a_recipe_names_its_places_and_the_tests_that_hold_it(title: str) -> None:
    paths = paths_in(recipe(title))
    assert any(path.startswith("finder/") for path in paths)
    assert any(path.startswith("tests/") for path in paths)


@pytest.mark.parametrize(("title", "most"), MOST_PRODUCT_FILES.items())
def test_a_recipe_needs_no_more_product_files_than_it_says(title: str, most: int) -> None:
    said = re.search(r"[Pp]roduct files: (\d)", recipe(title))
    assert said
    assert int(said[1]) <= most
    assert len(re.findall(r"^\d\. ", recipe(title), re.M)) == int(said[1])


def test_the_recipe_of_a_page_names_every_place_that_knows_one() -> None:
    """What outside its own folder names the page for tonight, or takes its routes."""
    knowing = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "finder").rglob("*.py")
        if not path.is_relative_to(ROOT / "finder" / "pages" / "tonight")
        and re.search(r'"/tonight"|pages\.tonight import', path.read_text(encoding="utf-8"))
    }
    # The guide leads there by itself: it is what its answers are about.
    assert knowing - {"finder/pages/guide/endpoint.py"} <= paths_in(recipe("A page"))


def test_the_recipe_of_an_export_names_every_place_that_knows_one() -> None:
    knowing = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "finder").rglob("*.py")
        if '"geojson"' in path.read_text(encoding="utf-8")
    }
    assert knowing <= paths_in(recipe("An export"))


def test_the_recipe_of_a_source_names_every_place_that_knows_one() -> None:
    knowing = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "finder").rglob("*.py")
        if "intake.dhcs import" in path.read_text(encoding="utf-8")
    }
    assert knowing <= paths_in(recipe("A source"))


# Verbs


def test_make_help_names_every_verb_and_no_other() -> None:
    makefile = text_of("Makefile")
    verbs = set(re.findall(r"^([a-z-]+):", makefile, re.M)) - {"browser", "clean"}
    helped = "\n".join(re.findall(r"^## (make .*)", makefile, re.M))
    named = set(re.findall(r"[a-z-]+", " ".join(re.findall(r"make ([a-z, -]+?)(?:  |:)", helped))))
    assert verbs == named


def test_the_pages_name_no_verb_that_make_does_not_have() -> None:
    verbs = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.M))
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for verb in re.findall(r"`make ([a-z-]+)", path.read_text(encoding="utf-8")):
            assert verb in verbs, (path, verb)


# Versions and locks


def test_the_version_is_one() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    assert project["version"] == finder.__version__
    assert re.search(rf"^## {re.escape(finder.__version__)} – \d{{4}}-\d\d-\d\d$", _changes(), re.M)


def _changes() -> str:
    return text_of("CHANGELOG.md")


@pytest.mark.parametrize(("source", "lock"), LOCKS.items())
def test_a_lock_has_every_requirement_with_its_hashes(source: str, lock: str) -> None:
    locked = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", text_of(lock), re.M))
    locked = {name.lower().replace("_", "-"): version for name, version in locked.items()}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)(?:==(\S+))?$", text_of(source), re.M):
        found = locked[name.lower().replace("_", "-")]
        assert version in ("", found), name
    assert text_of(lock).count("--hash=sha256:") > len(locked)


def test_both_locks_agree() -> None:
    run, develop = (
        dict(re.findall(r"^(\S+)==(\S+)", text_of(lock), re.M)) for lock in LOCKS.values()
    )
    assert run.items() <= develop.items()


@pytest.mark.parametrize("lock", LOCKS.values())
def test_a_lock_names_no_index_and_no_folder(lock: str) -> None:
    """Whoever installs from it chooses where from."""
    line = re.compile(r"[\w.-]+==\S+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [one for one in text_of(lock).splitlines() if not line.fullmatch(one)] == []


# Licences


def test_data_and_typefaces_of_others_are_in_the_notice() -> None:
    assert "Apache License" in text_of("LICENSE")
    notice = text_of("NOTICE")
    theirs = [*(ROOT / "data").glob("*.csv"), *(ROOT / "data").glob("*.geojson")]
    theirs += (ROOT / "finder").rglob("*.woff2")
    for path in theirs:
        assert str(path.relative_to(ROOT)) in notice
    for folder in (ROOT / "tests" / "data").iterdir():
        if folder.is_dir() and folder.name not in ("cases", "reference", "prices"):
            assert f"tests/data/{folder.name}/" in notice
