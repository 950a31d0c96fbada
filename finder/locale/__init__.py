"""The words on screen, in the visitor's language.

`_` translates while a page is being made; `mark` only marks a text that is declared at import, so
that it can be translated later with `_`. A language is one catalogue in this folder
(`LANGUAGE/LC_MESSAGES/finder.mo`); a text without a translation stays English.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

__all__ = ["LANGUAGES", "_", "joined", "language", "mark", "plural", "speaking"]

LANGUAGES = ("en", "es")
_FOLDER = Path(__file__).parent
_current: ContextVar[str] = ContextVar("language", default="en")


@lru_cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("finder", _FOLDER, languages=[code], fallback=True)


def _(text: str) -> str:
    """`text` in the current language. An empty text stays empty."""
    return _catalogue(_current.get()).gettext(text) if text else ""


def plural(one: str, many: str, n: int) -> str:
    """The form of a phrase that fits `n`, with `{n}` filled in, thousands grouped."""
    return _catalogue(_current.get()).ngettext(one, many, n).format(n=f"{n:,}")


def mark(text: str) -> str:
    """Mark a declared text for the catalogues; it is translated where it is shown."""
    return text


def joined(words: list[str], last: str = "") -> str:
    """`a, b and c` in the current language; `last` is the word before the last one."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last or _('and')} {words[-1]}"


def language() -> str:
    """The code of the language that texts are shown in now."""
    return _current.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Show texts in this language inside the `with` block."""
    token = _current.set(code)
    try:
        yield
    finally:
        _current.reset(token)
