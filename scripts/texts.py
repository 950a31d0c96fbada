"""Keep the catalogues of finder/locale: gather texts, list what is not translated, fill it in.

    python scripts/texts.py update              gather all texts into every catalogue
    python scripts/texts.py missing es          what is not translated, as JSON on standard output
    python scripts/texts.py fill es FILE.json   put translations in: a map from text to translation
    python scripts/texts.py new pt              begin a catalogue

A text with a singular and a plural stands in the JSON as `one ‖ many`, its translation as well.
No translation is ever lost: one whose text is gone is kept at the end of the file (`#~`), and comes
back with its text.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.core import UnknownLocaleError
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from finder.locale.catalogues import languages_in, path_of  # noqa: E402

__all__ = ["gathered", "main", "missing", "read_catalogue"]

PLURAL = " ‖ "
_KEYWORDS = {"_": None, "mark": None, "plural": (1, 2)}
_METHODS = [("**.html", "jinja2"), ("**.py", "python")]
_WIDTH = 100


def gathered(folder: Path = ROOT / "finder") -> Catalog:
    """All texts of a folder of Python and templates, each with the files that it stands in."""
    texts = Catalog(project="finder", charset="utf-8")
    found = extract_from_dir(folder, method_map=_METHODS, keywords=_KEYWORDS)
    for name, _line, text, _comments, _context in sorted(found, key=lambda one: one[0]):
        texts.add(text, locations=[(f"{folder.name}/{name}", 0)])
    return texts


def read_catalogue(path: Path) -> Catalog:
    """A catalogue as it is. Raises FileNotFoundError."""
    with path.open("rb") as file:
        return read_po(file)


def missing(catalogue: Catalog) -> Iterator[Message]:
    """The texts of a catalogue that have no translation, or one that is marked as doubtful."""
    for one in catalogue:
        if one.id and (one.fuzzy or not all(_forms(one.string or ""))):
            yield one


def update(path: Path, texts: Catalog) -> int:
    """Bring a catalogue to these texts; the number of those that it lacks now."""
    catalogue = read_catalogue(path)
    for key, gone in list(catalogue.obsolete.items()):
        if key in texts:
            catalogue.add(gone.id, gone.string)
            del catalogue.obsolete[key]
    catalogue.update(texts, no_fuzzy_matching=True, update_creation_date=False)
    _write(path, catalogue)
    return len(list(missing(catalogue)))


def fill(path: Path, translations: dict[str, str]) -> list[str]:
    """Put translations in; the texts that the catalogue does not have."""
    catalogue = read_catalogue(path)
    unknown = []
    for text, translation in translations.items():
        one = catalogue.get(text.split(PLURAL)[0])
        if one is None:
            unknown.append(text)
        else:
            forms = tuple(translation.split(PLURAL))
            one.string = forms if one.pluralizable else translation
            one.flags.discard("fuzzy")
    _write(path, catalogue)
    return unknown


def begin(language: str) -> Path:
    """An empty catalogue of a language. Raises UnknownLocaleError, FileExistsError."""
    path = path_of(language)
    if path.exists():
        raise FileExistsError(f"{path} is there already")
    catalogue = Catalog(locale=language, project="finder", fuzzy=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, catalogue)
    return path


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status."""
    asked = _parser().parse_args(arguments)
    if asked.command == "update":
        texts = gathered()
        for language in languages_in()[1:]:
            lacks = update(path_of(language), texts)
            print(f"{language}: {len(texts)} texts, {lacks} not translated", file=sys.stderr)
    elif asked.command == "missing":
        catalogue = read_catalogue(path_of(asked.language))
        lacking = {PLURAL.join(_forms(one.id)): "" for one in missing(catalogue)}
        print(json.dumps(lacking, ensure_ascii=False, indent=1))
    elif asked.command == "fill":
        unknown = fill(path_of(asked.language), json.loads(asked.file.read_text("utf-8")))
        for text in unknown:
            print(f"not in the catalogue: {text}", file=sys.stderr)
        return 1 if unknown else 0
    else:
        return _begin(asked.language)
    return 0


def _begin(language: str) -> int:
    try:
        path = begin(language)
    except (UnknownLocaleError, ValueError, FileExistsError) as error:
        print(error, file=sys.stderr)
        return 2
    update(path, gathered())
    print(f"{path}: translate it, then run this with: missing {language}", file=sys.stderr)
    return 0


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _write(path: Path, catalogue: Catalog) -> None:
    with path.open("wb") as file:
        write_po(file, catalogue, width=_WIDTH, sort_by_file=True, include_lineno=False)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update")
    for name in ("missing", "new"):
        commands.add_parser(name).add_argument("language")
    filling = commands.add_parser("fill")
    filling.add_argument("language")
    filling.add_argument("file", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main())
