"""One file for the browser out of the modules of a script, in the order in which they import.

The modules are ordinary ES modules: node tests them and TypeScript reads them as they lie. A
visitor gets them joined in one scope, without comments and indentation: one request, however many
modules, and nothing but Python to make it. What this takes for granted (imports by name, no circle,
names of their own, no text over several lines) it checks, and refuses the rest
(docs/decisions/0016-scripts-are-modules.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["bundle"]

# Comments that have a line or more of their own, and the casts that TypeScript reads.
_COMMENT = re.compile(
    r"^ */\*(?:(?!\*/).)*\*/ *\n|^ *//[^\n]*\n|/\*\* @type [^\n]*?\*/ ?", re.S | re.M
)
_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.[^"]+)";\n', re.M)
_NAME = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.M)
_EXPORT = re.compile(r"^export (?=(?:async |function|const|let|class)\b)", re.M)
_DEFAULT = re.compile(r"^export default function\b", re.M)
_REFUSED = {
    "an import or export of another kind": re.compile(r"^(?:import\b|export (?!default)).*", re.M),
    "several names at once": re.compile(r"^(?:const|let) [{\[].*", re.M),
    "a comment within a line": re.compile(r".*(?:/\*|\*/).*"),
    "a text over several lines": re.compile(r"^[^`\n]*(?:`[^`\n]*`[^`\n]*)*`[^`\n]*$", re.M),
}


@cache
def bundle(entry: Path) -> str:
    """The script that begins with this module. With a default export it is a module itself; any
    other is a plain script that leaves no name on the page.

    Raises ValueError for what cannot be joined, with the file and the reason.
    """
    modules: dict[Path, _Module] = {}
    _gather(entry.resolve(), (), modules)
    _refuse_double_names(modules)
    text = "".join(module.text for module in modules.values())
    return text if _DEFAULT.search(text) else f'(() => {{\n"use strict";\n{text}}})();\n'


@dataclass(frozen=True)
class _Module:
    """text: without comments, indentation and imports, its exports as plain declarations.

    names: what it declares for all of itself. needs: what it imports.
    """

    text: str
    names: tuple[str, ...]
    needs: tuple[Path, ...]


def _gather(path: Path, above: tuple[Path, ...], modules: dict[Path, _Module]) -> None:
    """Add what a module imports, and what that imports, before the module itself; each once."""
    if path in above:
        circle = (*above[above.index(path) :], path)
        raise ValueError(f"a circle of imports: {' → '.join(one.name for one in circle)}")
    if path in modules:
        return
    module = _read(path)
    for needed in module.needs:
        _gather(needed, (*above, path), modules)
    modules[path] = module


def _read(path: Path) -> _Module:
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    imports = _IMPORT.findall(text)
    text = _EXPORT.sub("", _IMPORT.sub("", text))
    renamed = [names for names, _address in imports if " as " in names]
    for reason, pattern in _REFUSED.items():
        found = pattern.search(text)
        if found or renamed:
            raise ValueError(f"{path}: {reason}: {found[0] if found else renamed[0]}")
    needs = tuple((path.parent / address).resolve() for _names, address in imports)
    return _Module(re.sub(r"\n\s+", "\n", text).lstrip(), tuple(_NAME.findall(text)), needs)


def _refuse_double_names(modules: dict[Path, _Module]) -> None:
    """In one scope, a second function of a name takes the place of the first, in silence."""
    where: dict[str, Path] = {}
    for path, module in modules.items():
        for name in module.names:
            if where.setdefault(name, path) != path:
                raise ValueError(f"{name} is declared in {where[name].name} and {path.name}")
