"""The words on screen, in the visitor's language.

`_` translates while a page is being made; `mark` only marks a text that is declared at import, so
that it can be translated later with `_`. A language is one catalogue in this folder
(`LANGUAGE/LC_MESSAGES/finder.po`); a text without a translation stays English. `LANGUAGES` are
those that visitors are offered: finished ones, and those that the operator names before they are.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import get_month_names
from babel.numbers import format_decimal

from finder.locale.catalogues import (
    SOURCE,
    asked_for,
    catalogue,
    formats,
    is_finished,
    languages_in,
)
from finder.locale.lists import listed
from finder.locale.preferred import preferred

__all__ = [
    "LANGUAGES",
    "SOURCE",
    "_",
    "decimal",
    "filled",
    "is_left_english",
    "joined",
    "language",
    "mark",
    "month_name",
    "own_name",
    "plural",
    "preferred_language",
    "review",
    "speaking",
]

LANGUAGES = tuple(
    code for code in languages_in() if is_finished(code) or code in asked_for(os.environ)
)
_current: ContextVar[str] = ContextVar("language", default=SOURCE)


def _(text: str) -> str:
    """`text` in the current language. An empty text stays empty."""
    if isinstance(text, _Filled):
        return catalogue(_current.get()).gettext(text.pattern).format(**text.values)
    return catalogue(_current.get()).gettext(text) if text else ""


def is_left_english(text: str) -> bool:
    """Whether a text is shown in English because an unfinished translation does not have it."""
    code = _current.get()
    return not is_finished(code) and catalogue(code).gettext(text) == text


def plural(one: str, many: str, n: int) -> str:
    """The form of a phrase that fits `n`, with `{n}` filled in, thousands grouped."""
    return catalogue(_current.get()).ngettext(one, many, n).format(n=decimal(n))


def mark(text: str) -> str:
    """Mark a declared text for the catalogues; it is translated where it is shown."""
    return text


class _Filled(str):
    """A text with values in it, in English; it is translated before they are filled in."""

    pattern: str
    values: dict[str, str]


def filled(pattern: str, **values: str) -> str:
    """A marked text with values filled in, which `_` translates as if it were marked itself."""
    text = _Filled(pattern.format(**values))
    text.pattern, text.values = pattern, values
    return text


def decimal(number: float, digits: int | None = None) -> str:
    """A number for people: `12,744`, `2.4`. digits: how many stand after the point; None: as it is.

    The number in a link is another one: finder.criteria.numbers.
    """
    return _decimal(number, digits, _current.get())


@lru_cache(maxsize=4096)
def _decimal(number: float, digits: int | None, language: str) -> str:
    """Kept, since a page shows the same small counts again and again."""
    pattern = "#,##0" if digits == 0 else "#,##0." + ("0" * digits if digits else "######")
    return format_decimal(number, pattern, locale=formats(language))


def month_name(month: int) -> str:
    """`November` for 11."""
    return get_month_names("wide", "format", formats(_current.get()))[month]


def joined(words: list[str], last: Literal["and", "or"] = "and") -> str:
    """`a, b and c` in the current language, or `a, b or c`."""
    return listed(words, formats(_current.get()), either=last == "or")


def language() -> str:
    """The code of the language that texts are shown in now."""
    return _current.get()


def own_name(code: str) -> str:
    """What a language calls itself, from CLDR: `Español`."""
    name = Locale.parse(code).get_language_name(code) or code
    return name[0].upper() + name[1:]


def review() -> str:
    """How far this translation can be relied on; empty in the language of the source."""
    if _current.get() == SOURCE:
        return ""
    if not is_finished(_current.get()):
        return _("This translation is not finished: what is missing is shown in English.")
    return _("No native speaker has reviewed this translation yet.")


def preferred_language(header: str) -> str:
    """The language that an Accept-Language header asks for, of those that there are."""
    return preferred(header, LANGUAGES)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Show texts in this language inside the `with` block."""
    token = _current.set(code)
    try:
        yield
    finally:
        _current.reset(token)
