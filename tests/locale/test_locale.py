"""Languages: which there are, which one a visitor gets, and how it writes numbers and lists."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder import locale
from finder.criteria import read, sentence, write
from finder.locale import (
    LANGUAGES,
    decimal,
    joined,
    month_name,
    own_name,
    plural,
    preferred_language,
    review,
    speaking,
)
from finder.locale.catalogues import is_finished, languages_in, path_of
from finder.wording.words import date_words, miles_words, money
from scripts import texts

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("es", "es"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("ES_us", "es"),
        ("en-US,en;q=0.9,es;q=0.8", "en"),
        ("fr,es;q=0.5", "es"),
        ("en;q=0.3, es;q=0.7", "es"),
        # of equals, the one named first
        ("es,en", "es"),
        ("en,es", "en"),
        # none of ours, none at all, refused, unreadable
        ("fr-FR", "en"),
        ("", "en"),
        ("*", "en"),
        ("es;q=0", "en"),
        (";;;,,q=;es;q=x", "en"),
    ],
)
def test_the_browser_says_which_language(header: str, language: str) -> None:
    assert preferred_language(header) == language


@given(st.text())
def test_any_header_gives_a_language_that_there_is(header: str) -> None:
    assert preferred_language(header) in LANGUAGES


@pytest.mark.parametrize("query", ["hl=en", "hl=es", "near=22903&hl=en"])
def test_a_language_that_is_asked_for_stays_in_the_link(query: str) -> None:
    assert write(read(query).criteria) == query


@pytest.mark.parametrize(
    ("words", "either", "written"),
    [
        ([], "and", ""),
        (["uno"], "and", "uno"),
        (["uno", "dos"], "and", "uno y dos"),
        (["uno", "dos", "tres"], "or", "uno, dos o tres"),
        (["francés", "inglés"], "and", "francés e inglés"),
        (["padres", "hijos"], "and", "padres e hijos"),
        (["agua", "hielo"], "and", "agua y hielo"),
        (["siete", "ocho"], "or", "siete u ocho"),
        (["mujeres", "hombres"], "or", "mujeres u hombres"),
        (["vivir y comer", "dormir"], "and", "vivir y comer y dormir"),
    ],
)
def test_spanish_joins_words_by_their_sound(words: list[str], either: str, written: str) -> None:
    with speaking("es"):
        assert joined(words, "or" if either == "or" else "and") == written


def test_english_lists_have_no_comma_before_the_last() -> None:
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert joined(["a", "b", "c"], "or") == "a, b or c"


def test_numbers_dates_miles_and_money_in_spanish() -> None:
    with speaking("es"):
        assert decimal(12744) == "12,744"  # as Spanish is written in the United States
        assert decimal(12.5, 1) == "12.5"
        assert money(1250) == "$1,250"
        assert money(12.5) == "$12.50"
        assert miles_words(1.04) == "1 milla"
        assert miles_words(2.41) == "2.4 millas"
        assert month_name(11) == "noviembre"
        assert date_words(date(2026, 11, 3)) == "3 de noviembre de 2026"
        assert plural("{n} place", "{n} places", 1) == "1 lugar"
        assert plural("{n} place", "{n} places", 1200) == "1,200 lugares"


def test_sentences_are_spanish_and_not_glued() -> None:
    link = read("near=22903&care=iop,php&detox=nearby&hours=-12&cost=600&lang=spanish&hl=es")
    with speaking("es"):
        assert sentence(link.criteria) == (
            "Programas de hospitalización parcial o tratamiento ambulatorio intensivo "
            "a menos de 25 millas de 22903, con desintoxicación en el lugar o cerca, "
            "hasta 12 horas por semana, hasta $600 por mes, en español"
        )


def test_each_language_has_its_own_name_and_says_who_reviewed_it() -> None:
    assert own_name("en") == "English"
    assert review() == ""
    for language in LANGUAGES[1:]:
        assert is_finished(language)
        assert own_name(language) != "English"
        with speaking(language):
            assert review()


def test_a_catalogue_is_a_language_and_an_empty_folder_is_none(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    path_of("pt", tmp_path).parent.mkdir(parents=True)
    path_of("pt", tmp_path).touch()
    assert languages_in(tmp_path) == ("en", "pt")


_ASKS_IN_PORTUGUESE = """
from starlette.testclient import TestClient
from starlette.applications import Starlette
from finder.criteria import read
from finder.pages.find import plain
assert read("hl=pt").problems == (), read("hl=pt").problems
page = TestClient(Starlette(routes=plain.routes())).get("/plain?state=VA&hl=pt").text
assert '<html lang="pt">' in page
assert "Pular para os resultados" in page
assert 'hreflang="es"' in page
"""


def _beside(folder: Path) -> None:
    """The finder in another folder, with catalogues of its own; all else is that of this one."""
    (folder / "finder").mkdir()
    (folder / "data").symlink_to(ROOT / "data")
    for part in (ROOT / "finder").iterdir():
        if part.name != "locale":
            (folder / "finder" / part.name).symlink_to(part)
    shutil.copytree(ROOT / "finder" / "locale", folder / "finder" / "locale")


def test_a_third_language_is_one_file_and_no_code(tmp_path: Path) -> None:
    _beside(tmp_path)
    path = path_of("pt", tmp_path / "finder" / "locale")
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr ""\n"Language: pt_BR\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "English"\nmsgstr "Português"\n\n'
        'msgid "Skip to the results"\nmsgstr "Pular para os resultados"\n',
        encoding="utf-8",
    )
    run = [sys.executable, "-W", "ignore", "-c", _ASKS_IN_PORTUGUESE]
    said = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


_SEES_NO_PORTUGUESE = """
from finder.locale import LANGUAGES, preferred_language
assert LANGUAGES == ("en", "es"), LANGUAGES
assert preferred_language("pt,es;q=0.5") == "es"
"""
_SEES_WHAT_IS_MISSING = """
from starlette.testclient import TestClient
from starlette.applications import Starlette
from finder.pages.find import plain
client = TestClient(Starlette(routes=plain.routes()))
page = client.get("/plain?state=VA&hl=pt").text
assert '<html lang="pt">' in page
assert ">Pular para os resultados<" in page
assert '<span lang="en">Tonight</span>' in page or '<span lang="en">Search</span>' in page
assert "This translation is not finished" in page
assert 'lang="en"' not in page.partition("</head>")[0].partition("<title>")[2]
assert 'aria-label="<' not in page and 'aria-label="&lt;' not in page
assert '<span lang="en">' not in client.get("/plain?hl=es").text
"""


def test_an_unfinished_language_is_offered_where_the_operator_asks(tmp_path: Path) -> None:
    _beside(tmp_path)
    path = path_of("pt", tmp_path / "finder" / "locale")
    path.parent.mkdir(parents=True)
    path.write_bytes(texts.begun("pt"))
    said = {"Skip to the results": "Pular para os resultados"}
    texts.update(path, texts.gathered())
    assert texts.fill(path, said) == []
    assert texts.finish(path) > 1000
    assert not is_finished("pt", tmp_path / "finder" / "locale")
    for asks, code in ((None, _SEES_NO_PORTUGUESE), ("pt", _SEES_WHAT_IS_MISSING)):
        surroundings = {**os.environ, **({"FINDER_LANGUAGES": asks} if asks else {})}
        run = [sys.executable, "-W", "ignore", "-c", code]
        told = subprocess.run(
            run, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stderr


def test_a_whole_translation_can_be_finished(tmp_path: Path) -> None:
    path = path_of("pt", tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(texts.begun("pt"))
    assert languages_in(tmp_path) == ("en", "pt")
    assert texts.finish(path) == 0
    assert is_finished("pt", tmp_path)


def test_gathering_loses_no_translation(tmp_path: Path) -> None:
    folder, path = tmp_path / "code", tmp_path / "finder.po"
    folder.mkdir()
    path.write_text(
        'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    )
    code = folder / "page.py"
    code.write_text("_('Hello')\nplural('{n} day', '{n} days', 2)\n")
    assert texts.update(path, texts.gathered(folder)) == 2
    assert texts.fill(path, {"Hello": "Hola", "{n} day ‖ {n} days": "{n} día ‖ {n} días"}) == []
    assert texts.fill(path, {"Nowhere": "En ninguna parte"}) == ["Nowhere"]

    code.write_text("_('Other')\n")
    assert texts.update(path, texts.gathered(folder)) == 1
    assert "Hello" not in texts.read_catalogue(path)

    code.write_text("_('Hello')\nplural('{n} day', '{n} days', 2)\n")
    assert texts.update(path, texts.gathered(folder)) == 0
    assert texts.read_catalogue(path)["Hello"].string == "Hola"
    assert texts.read_catalogue(path)["{n} day"].string == ("{n} día", "{n} días")


def test_a_doubtful_translation_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "finder.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Language: es\\n"\n\n#, fuzzy\nmsgid "Hello"\nmsgstr "Adiós"\n',
        encoding="utf-8",
    )
    assert [one.id for one in texts.missing(texts.read_catalogue(path))] == ["Hello"]


def test_the_words_of_one_request_stay_with_it() -> None:
    with speaking("es"):
        with speaking("en"):
            assert locale.language() == "en"
        assert locale.language() == "es"
    assert locale.language() == "en"
