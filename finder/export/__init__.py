"""The answer in every form that it leaves the house in.

A new export is one module in this folder: named `as_…`, with an `EXPORT`. The command line, the
API and its description find it here.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from finder.export.export import Export, Outgoing

__all__ = ["Export", "Outgoing", "exports"]


@cache
def exports() -> dict[str, Export]:
    """All exports by name."""
    names = sorted(module.name for module in iter_modules(__path__))
    found = [import_module(f"{__name__}.{name}").EXPORT for name in names if name[:3] == "as_"]
    return {export.name: export for export in found}
