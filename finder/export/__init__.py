"""The answer in every form that it leaves the house in.

A new export is one module in this folder: named `as_…`, with an `EXPORT`. The command line, the
API and its description, the downloads and the shortlist's files find it here.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from finder.export.export import Export, Outgoing
from finder.registry import Registry

__all__ = ["Export", "Outgoing", "exports"]


@cache
def exports() -> Registry[Export]:
    """All exports by name; their modules are read when somebody first asks."""
    names = sorted(module.name for module in iter_modules(__path__))
    found = [import_module(f"{__name__}.{name}").EXPORT for name in names if name[:3] == "as_"]
    return Registry("export", lambda export: export.name, found)
