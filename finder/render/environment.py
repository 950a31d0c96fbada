"""The templates, and what they share."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension

from finder.criteria import Criteria
from finder.helplines import HELPLINES
from finder.locale import _, decimal, language, plural

__all__ = ["Link", "html", "script", "stylesheet"]

_HERE = Path(__file__).parent
# Splits words into texts and, every second one, the numbers between them.
_NUMBER = re.compile(r"(\d(?:[\d.,\u00a0\u202f]*\d)?)")


class Link(Protocol):
    """The address of a page, with a search in its query."""

    def __call__(self, criteria: Criteria, path: str = "/") -> str: ...


class _OneLine(Extension):
    """Line breaks and indentation of a template are for its reader; none reaches a visitor."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return re.sub(r"\n\s*", "", source)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        extensions=[_OneLine],
    )
    environment.globals.update(
        {
            "_": _,
            "plural": plural,
            "language": language,
            "decimal": decimal,
            "helplines": HELPLINES,
        }
    )
    environment.filters["numbers_apart"] = _NUMBER.split
    return environment


def html(template: str, **values: Any) -> str:
    """A template filled in. Values are escaped, but where the template says that one is HTML."""
    return _environment().get_template(template).render(values)


@cache
def script(name: str) -> str:
    """The text of a script of ours, `first_paint`."""
    return (_HERE / "static" / f"{name}.js").read_text(encoding="utf-8")


@cache
def stylesheet(*more: str) -> str:
    """What our own HTML needs, scoped to `.finder`, on screen and on paper.

    more: names of further parts (`plain`: the pages without a script). Variables for colours,
    corners and type come from tokens.css.
    """
    names = ("look", *more, "print")
    parts = [(_HERE / "static" / f"{name}.css").read_text(encoding="utf-8") for name in names]
    bare = re.sub(r"/\*.*?\*/", "", "\n".join(parts), flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", bare).strip()
