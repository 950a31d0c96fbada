"""The words on screen, in the visitor's language.

`_` translates while a page is being made; `mark` only marks a text that is declared at import, so
that it can be translated later with `_`. A language is one catalogue in this folder
(`LANGUAGE/LC_MESSAGES/finder.po`); a text without a translation stays English.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import get_month_names
from babel.numbers import format_decimal

from finder.locale.catalogues import SOURCE, catalogue, formats, languages_in
from finder.locale.lists import listed
from finder.locale.preferred import preferred

__all__ = [
    "LANGUAGES",
    "SOURCE",
    "_",
    "decimal",
    "filled",
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

LANGUAGES = languages_in()
_current: ContextVar[str] = ContextVar("language", default=SOURCE)


def _(text: str) -> str:
    """`text` in the current language. An empty text stays empty."""
    if isinstance(text, _Filled):
        return catalogue(_current.get()).gettext(text.pattern).format(**text.values)
    return catalogue(_current.get()).gettext(text) if text else ""


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
    """That nobody has looked over this translation; empty in the language of the source."""
    if _current.get() == SOURCE:
        return ""
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
