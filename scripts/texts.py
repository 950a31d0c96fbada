"""Keep the catalogues of finder/locale: gather texts, list what is not translated, fill it in.

    python scripts/texts.py update              gather all texts into every catalogue
    python scripts/texts.py missing es          what is not translated, as JSON on standard output
    python scripts/texts.py fill es FILE.json   put translations in: a map from text to translation
    python scripts/texts.py new pt              begin a catalogue, which is not offered yet
    python scripts/texts.py finish pt           offer it to everyone, when nothing is missing

A text with a singular and a plural stands in the JSON as `one ‖ many`, its translation as well.
No translation is ever lost: one whose text is gone is kept at the end of the file (`#~`), and comes
back with its text.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.core import UnknownLocaleError
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from finder.locale.catalogues import UNFINISHED, languages_in, path_of  # noqa: E402

__all__ = ["begun", "fill", "finish", "gathered", "main", "missing", "read_catalogue", "update"]

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


def begun(language: str) -> bytes:
    """A catalogue of a language without a text, marked as unfinished. Raises UnknownLocaleError."""
    comment = f"# {language} translations for finder.\n# {UNFINISHED}"
    catalogue = Catalog(locale=language, project="finder", fuzzy=False, header_comment=comment)
    return _written(catalogue)


def begin(language: str) -> Path:
    """Put an empty catalogue in its place. Raises UnknownLocaleError, FileExistsError."""
    path = path_of(language)
    if path.exists():
        raise FileExistsError(f"{path} is there already")
    content = begun(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def finish(path: Path) -> int:
    """Take the mark of an unfinished catalogue away; how many texts it lacks, and keeps it for."""
    catalogue = read_catalogue(path)
    lacking = len(list(missing(catalogue)))
    if not lacking:
        lines = catalogue.header_comment.splitlines()
        kept = [line for line in lines if line.lstrip("# ").strip() != UNFINISHED]
        catalogue.header_comment = "\n".join(kept)
        _write(path, catalogue)
    return lacking


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
    elif asked.command == "finish":
        return _finish(asked.language)
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


def _finish(language: str) -> int:
    lacking = finish(path_of(language))
    if lacking:
        print(f"{language}: {lacking} texts are not translated yet", file=sys.stderr)
    return 1 if lacking else 0


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _write(path: Path, catalogue: Catalog) -> None:
    path.write_bytes(_written(catalogue))


def _written(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_po(file, catalogue, width=_WIDTH, sort_by_file=True, include_lineno=False)
    return file.getvalue()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update")
    for name in ("missing", "new", "finish"):
        commands.add_parser(name).add_argument("language")
    filling = commands.add_parser("fill")
    filling.add_argument("language")
    filling.add_argument("file", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main())
