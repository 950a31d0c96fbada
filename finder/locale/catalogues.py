"""The catalogues of a folder: which languages there are, and what each of them says.

A language is one file, `LANGUAGE/LC_MESSAGES/finder.po`, the text that translators edit. It is
read as it is, once a process, so that no compiled twin can differ from it. Its header `Language`
also names how numbers and dates are written: `es_US`.

A catalogue with a line `# unfinished` above its header is not offered to visitors before the
operator names it in FINDER_LANGUAGES. Its texts without a translation are shown in English.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale

__all__ = [
    "FOLDER",
    "SOURCE",
    "UNFINISHED",
    "asked_for",
    "catalogue",
    "formats",
    "is_finished",
    "languages_in",
    "path_of",
]

FOLDER = Path(__file__).parent
# The language that the texts are written in; it has no catalogue.
SOURCE = "en"
_FORMATS_OF_SOURCE = "en_US"
# A line among the comments above a catalogue's header; `texts.py new` writes it.
UNFINISHED = "unfinished"
_SETTING = "FINDER_LANGUAGES"


def path_of(language: str, folder: Path = FOLDER) -> Path:
    """Where the catalogue of a language is."""
    return folder / language / "LC_MESSAGES" / "finder.po"


def languages_in(folder: Path = FOLDER) -> tuple[str, ...]:
    """Codes of all languages: that of the source first, then each that has a catalogue."""
    found = sorted(one.name for one in folder.iterdir() if path_of(one.name, folder).is_file())
    return (SOURCE, *found)


@cache
def is_finished(language: str, folder: Path = FOLDER) -> bool:
    """Whether the catalogue of a language says nothing else; that of the source always is."""
    if language == SOURCE:
        return True
    with path_of(language, folder).open(encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                break
            if line.lstrip("# ").strip() == UNFINISHED:
                return False
    return True


def asked_for(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The languages that the operator offers before they are finished, as they were typed."""
    given = environment.get(_SETTING, "").lower()
    return tuple(code for code in re.split(r"[,;\s]+", given) if code)


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The texts of a language. Texts without a translation, or with a doubtful one, stay English.

    Raises FileNotFoundError for a language without a catalogue.
    """
    if language == SOURCE:
        return gettext.NullTranslations()
    # Here and not above: who needs English alone need not wait for them.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path_of(language).open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def formats(language: str) -> Locale:
    """How numbers, lists and dates are written: the `Language` of the catalogue's header."""
    named = catalogue(language).info().get("language", "")
    return Locale.parse(named or (_FORMATS_OF_SOURCE if language == SOURCE else language))
