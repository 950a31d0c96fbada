"""Every visible text is in the catalogues, and every catalogue is whole."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog, Message
from jinja2 import Environment, nodes

from finder.locale.catalogues import SOURCE, is_finished, languages_in, path_of
from scripts import texts

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "finder").rglob("*.html"))
TRANSLATIONS = [code for code in languages_in() if code != SOURCE]
FINISHED = [code for code in TRANSLATIONS if is_finished(code)]

in_each_language = pytest.mark.parametrize("language", TRANSLATIONS)


@pytest.fixture(scope="module")
def gathered() -> Catalog:
    return texts.gathered()


def _catalogue(language: str) -> Catalog:
    return texts.read_catalogue(path_of(language))


def _texts(catalogue: Catalog) -> set[object]:
    return {one.id for one in catalogue if one.id}


@in_each_language
def test_every_text_of_the_code_is_in_the_catalogue(language: str, gathered: Catalog) -> None:
    known = _texts(_catalogue(language))
    unknown = [text for text in _texts(gathered) if text not in known]
    assert not unknown, f"run `make texts`: {unknown}"


@in_each_language
def test_the_catalogue_holds_nothing_that_is_not_shown(language: str, gathered: Catalog) -> None:
    assert not _texts(_catalogue(language)) - _texts(gathered), "run `make texts`"


@pytest.mark.parametrize("language", FINISHED)
def test_every_text_is_translated(language: str) -> None:
    lacking = [one.id for one in texts.missing(_catalogue(language))]
    assert not lacking, f"python scripts/texts.py missing {language}: {lacking}"


@in_each_language
def test_every_translation_has_the_placeholders_of_its_text(language: str) -> None:
    wrong = [one.id for one in _catalogue(language) if one.id and not _fits(one)]
    assert not wrong


@in_each_language
def test_every_translation_begins_and_ends_like_its_text(language: str) -> None:
    """A blank or a full stop more or less is seen where sentences follow one another."""
    ends = re.compile(r"^(\s*).*?([\s:.?!…]*)$", re.DOTALL)
    wrong = [
        (text, translation)
        for one in _catalogue(language)
        if one.id
        for text, translation in zip(_forms(one.id), _forms(one.string), strict=True)
        if translation and ends.fullmatch(text).groups() != ends.fullmatch(translation).groups()  # type: ignore[union-attr]
    ]
    assert not wrong


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _fits(message: Message) -> bool:
    asked = {_placeholders(form) for form in _forms(message.id)}
    return all(_placeholders(form) in asked for form in _forms(message.string) if form)


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(name for _text, name, _spec, _how in Formatter().parse(text) if name)


def test_a_lost_placeholder_is_found() -> None:
    assert _fits(Message("{n} of {all}", "{all}, {n}"))
    assert not _fits(Message("{n} of {all}", "{n} de {todos}"))
    assert not _fits(Message(("{n} day", "{n} days"), ("un día", "{n} días")))


# Texts in templates that are the same in every language: names, numbers, units, signs, code.
SAME_EVERYWHERE = {"Stepping Stone", "ZIP"}
_SPOKEN = ("aria-label", "alt", "title", "placeholder", "label")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(rf'\b({"|".join(_SPOKEN)})="([^"]*)"')
_NOT_READ = re.compile(r"<(style|script|code|pre|svg)\b.*?</\1>", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")


def _bare_texts(template: str) -> Iterator[str]:
    """Words of a template that go out as they are, whatever language is spoken."""
    parsed = Environment(extensions=["jinja2.ext.do"]).parse(template)
    outputs = (part for output in parsed.find_all(nodes.Output) for part in output.nodes)
    # What an expression stands for is one sign, so that a tag around it stays whole.
    whole = "".join(part.data if isinstance(part, nodes.TemplateData) else "\0" for part in outputs)
    whole = re.sub(r"&\w+;", " ", _NOT_READ.sub(" ", whole))
    for _name, text in _ATTRIBUTE.findall(whole):
        yield from _words_of(text)
    yield from _words_of(_TAG.sub("\1", whole))


def _words_of(text: str) -> Iterator[str]:
    for piece in re.split("[\0\1]", text):
        if _WORD.search(piece) and piece.strip() not in SAME_EVERYWHERE:
            yield piece.strip()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_text_of_its_own(template: Path) -> None:
    assert list(_bare_texts(template.read_text(encoding="utf-8"))) == []


def test_a_text_that_a_template_does_not_translate_is_found() -> None:
    found = _bare_texts('<p class="{{ a }}">{{ _("Fine") }} Not fine</p><img alt="Nor this">')
    assert list(found) == ["Nor this", "Not fine"]


# fmt: off
_SHOWN_BY = {"title", "warning", "info", "error", "success", "caption", "header", "subheader",
             "write", "markdown", "button", "text", "link_button", "toggle", "checkbox"}
# fmt: on


def _bare_calls(code: str) -> Iterator[str]:
    """Texts that Python hands to Streamlit as they are."""
    for call in ast.walk(ast.parse(code)):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        owner = call.func.value
        if isinstance(owner, ast.Name) and owner.id == "st" and call.func.attr in _SHOWN_BY:
            given = [*call.args[:1], *(one.value for one in call.keywords if one.arg == "help")]
            for one in given:
                if any(_WORD.search(text) for text in _literals(one)):
                    yield ast.unparse(one)


def _literals(given: ast.expr) -> Iterator[str]:
    """What stands in a text as it is, without Streamlit's markup for colours (`:orange[`)."""
    parts = given.values if isinstance(given, ast.JoinedStr) else [given]
    for part in parts:
        if isinstance(part, ast.Constant):
            yield re.sub(r":\w+\[", "", str(part.value))


def test_the_dashboard_shows_no_text_of_its_own() -> None:
    folder = ROOT / "finder" / "dashboard"
    assert [
        (file.name, text) for file in folder.glob("*.py") for text in _bare_calls(file.read_text())
    ] == []
    found = list(_bare_calls("st.button('Push me'); st.info(_('Fine')); st.text(f'{n} miles')"))
    assert found == ["'Push me'", "f'{n} miles'"]


def _script_texts(script: str) -> Iterator[str]:
    """Texts that a script writes on the page by itself; its words come with the page."""
    written = r"(?:textContent|innerText|ariaLabel|title|placeholder|alt)\s*=\s*([\"'`])(.*?)\1"
    for _quote, text in re.findall(written, script):
        if _WORD.search(re.sub(r"\$\{.*?\}", "", text)):
            yield text


def test_no_script_writes_words_of_its_own() -> None:
    files = [*(ROOT / "finder").rglob("*.js")]
    assert files
    found = {file.name: list(_script_texts(file.read_text(encoding="utf-8"))) for file in files}
    assert {name: words for name, words in found.items() if words} == {}
    assert list(_script_texts("button.textContent = 'Copied'")) == ["Copied"]
