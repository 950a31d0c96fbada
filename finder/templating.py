"""The templates, and what they share."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.ext import Extension

from finder.bundling import bundle
from finder.criteria import Criteria
from finder.helplines import HELPLINES
from finder.locale import SOURCE, _, decimal, is_left_english, language, plural

__all__ = ["Link", "html", "page_files", "script", "stylesheet"]

_FINDER = Path(__file__).parent
_KINDS = (".html", ".js", ".css")
# Splits words into texts and, every second one, the numbers between them.
_NUMBER = re.compile(r"(\d(?:[\d.,\u00a0\u202f]*\d)?)")


class Link(Protocol):
    """The address of a page, with a search in its query."""

    def __call__(self, criteria: Criteria, path: str = "/") -> str: ...


class _OneLine(Extension):
    """Line breaks and indentation of a template are for its reader; none reaches a visitor."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return re.sub(r"\n\s*", "", source)


# A text of a template, and nothing else, between two tags: `{{ _("Hello") }}`.
_ALONE = re.compile(r"{{-? _\((\"[^\"]*\"|[\w.]+)\) -?}}")
_OF_JINJA = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
# What an element may not be in, by the rules of HTML and SVG.
_BARE = re.compile(r"<(?:title|option|textarea|script|style|text|tspan|desc)\b[^<>]*>[^<>]*$")


class _MarkedEnglish(Extension):
    """A text that an unfinished translation does not have is marked as English where it stands
    between tags, so that no voice of another language reads it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        bare = _OF_JINJA.sub(lambda found: "\0" * len(found[0]), source)

        def marked(found: re.Match[str]) -> str:
            before = bare[: found.start()]
            between_tags = before.rfind("<") <= before.rfind(">") and not _BARE.search(before)
            if not between_tags:
                return found[0]
            asked = f"{{% if is_left_english({found[1]}) %}}"
            return f'{asked}<span lang="en">{found[0]}</span>{{% else %}}{found[0]}{{% endif %}}'

        return _ALONE.sub(marked, source)


@cache
def page_files() -> dict[str, Path]:
    """Every template, script and style of a page, by its name: they lie beside the page's modules.

    Raises ValueError if two have one name, since one of them would never be used.
    """
    found: dict[str, Path] = {}
    for folder in ("pages", "map"):
        for path in sorted((_FINDER / folder).rglob("*.*")):
            if path.suffix in _KINDS and found.setdefault(path.name, path) != path:
                raise ValueError(f"{path} and {found[path.name]} have one name")
    return found


def _template(name: str) -> tuple[str, str, Callable[[], bool]] | None:
    path = page_files().get(name)
    return (path.read_text(encoding="utf-8"), str(path), lambda: True) if path else None


def _in_english() -> str:
    """The attribute for what stays in English on every page: titles of publications, and what a
    source of the directory writes itself. So a voice of another language does not read it."""
    return "" if language() == SOURCE else f' lang="{SOURCE}"'


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        extensions=[_OneLine, _MarkedEnglish],
    )
    environment.globals.update(
        {
            "_": _,
            "is_left_english": is_left_english,
            "plural": plural,
            "language": language,
            "in_english": _in_english,
            "decimal": decimal,
            "helplines": HELPLINES,
        }
    )
    environment.filters["numbers_apart"] = _NUMBER.split
    return environment


def html(template: str, **values: Any) -> str:
    """A template filled in. Values are escaped, but where the template says that one is HTML."""
    return _environment().get_template(template).render(values)


def script(name: str) -> str:
    """A script of a page with all that it imports, in one text: `first_paint`. Raises KeyError."""
    return bundle(page_files()[f"{name}.js"])


@cache
def stylesheet(*more: str) -> str:
    """What our own HTML needs, scoped to `.finder`, on screen and on paper.

    more: names of further parts (`plain`: the pages without a script). Variables for colours,
    corners and type come from tokens.css.
    """
    names = ("look", *more, "print")
    parts = [page_files()[f"{name}.css"].read_text(encoding="utf-8") for name in names]
    bare = re.sub(r"/\*.*?\*/", "", "\n".join(parts), flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", bare).strip()
