"""Scripts are modules, and a visitor gets those of a page in one file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from finder.bundling import bundle
from finder.static_files import static_file

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "finder").rglob("*.js"))


def written(folder: Path, **modules: str) -> Path:
    """The modules as files, and the first of them."""
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / f"{next(iter(modules))}.js"


def test_what_is_imported_comes_first_and_once(tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        entry='import { one } from "./one.js";\nimport "./two.js";\none();\n',
        two='import { one } from "./one.js";\none(2);\n',
        one="export function one() {}\n",
    )
    assert bundle(entry) == '(() => {\n"use strict";\nfunction one() {}\none(2);\none();\n})();\n'


def test_a_module_with_a_default_export_stays_one(tmp_path: Path) -> None:
    entry = written(tmp_path, entry="export default function () {}\n")
    assert bundle(entry) == "export default function () {}\n"


def test_a_list_of_names_over_several_lines_is_read(tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        entry='import {\n  one,\n  two,\n} from "./names.js";\none(two);\n',
        names="export const two = 2;\nexport async function one() {}\n",
    )
    assert "const two = 2;\nasync function one() {}\none(two);\n" in bundle(entry)


def test_comments_and_indentation_are_for_the_reader(tmp_path: Path) -> None:
    text = (
        "/* What it is.\n   Two lines. */\n\n/** @type {Map<string, number>} */\nconst seen = 1;\n"
        "function one() {\n  // Why.\n  return /** @type {number} */ (seen); // not alone\n}\n"
        '/** @type {string} */ (one()).at("//example.org");\n'
    )
    bare = 'const seen = 1;\nfunction one() {\nreturn (seen); // not alone\n}\n(one()).at("//'
    assert bare in bundle(written(tmp_path, entry=text))


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("of another kind", 'import * as all from "./other.js";\n'),
        ("of another kind", 'import other from "./other.js";\n'),
        ("of another kind", 'import { one } from "package";\n'),
        ("of another kind", 'export { one } from "./other.js";\n'),
        ("of another kind", 'import { one as two } from "./other.js";\n'),
        ("several names", "const { one, two } = window;\n"),
        ("several lines", "const text = `one\n  two`;\n"),
        ("comment within", "const one = 1; /* two */\n"),
    ],
)
def test_what_cannot_be_joined_is_refused(tmp_path: Path, reason: str, text: str) -> None:
    entry = written(tmp_path, entry=text, other="export const one = 1;\n")
    with pytest.raises(ValueError, match=rf"entry\.js: .*{reason}"):
        bundle(entry)


def test_a_circle_is_refused(tmp_path: Path) -> None:
    entry = written(tmp_path, one='import "./two.js";\n', two='import "./one.js";\n')
    with pytest.raises(ValueError, match=r"a circle of imports: one\.js → two\.js → one\.js"):
        bundle(entry)


def test_one_name_for_two_things_is_refused(tmp_path: Path) -> None:
    entry = written(
        tmp_path, one='import "./two.js";\nfunction same() {}\n', two="const same = 1;\n"
    )
    with pytest.raises(ValueError, match=r"same is declared in two\.js and one\.js"):
        bundle(entry)


def test_every_script_is_a_module_that_some_page_fetches() -> None:
    entries = [one for one in SCRIPTS if f"/{one.name}" not in _imported()]
    names = {"first_paint.js", "map.js", "panel.js"} | {
        f"{name}.js" for name in ("share", "calls", "leave", "places", "guide", "start")
    }
    assert {one.name for one in entries} == names
    for entry in entries:
        assert "import" not in re.findall(r"^\w+", bundle(entry), re.M)


def _imported() -> str:
    found = [re.findall(r'"\.[^"]*(/[\w.]+\.js)"', one.read_text("utf-8")) for one in SCRIPTS]
    return " ".join(name for names in found for name in names)


def test_the_scripts_of_the_page_are_no_larger_than_when_they_were_glued() -> None:
    """What types and modules cost in the files, they may not cost a visitor."""
    assert len(static_file("panel.js").content) < 42_000
    assert len(static_file("map.js").content) < 190_000
