"""The words that people read in need are simple: of grade eight or lower, each text by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import textstat

from scripts import texts

HIGHEST_GRADE = 8
# A label has no grade; a sentence has.
FEWEST_WORDS = 7
# What people in need read; the page about the data and the banner of the demonstration are read by
# those who run a finder, the page on the interface by those who write programs.
ROOMS = ("finder/pages/", "finder/guidance/", "finder/helplines", "finder/wording/")
FOR_OTHERS = ("finder/pages/about/", "finder/pages/interface/", "banner.html")
# Names cannot be made simpler: of medicines, of levels of care, of publications.
NAMES = re.compile(
    r"methadone|buprenorphine|naltrexone|benzodiazepines|naloxone|intensive outpatient"
    r"|SAMHSA, Finding Quality Treatment for Substance Use Disorders|Poison Control|Medicaid"
)
HARD_WORDS = re.compile(
    r"\b(the ticked|beyond the radius|lives in|possible ones|utili[sz]e|facilitate|prior to)\b",
    re.I,
)


def sentences() -> Iterator[str]:
    """Every text for people in need, with `it` where something is filled in."""
    for one in texts.gathered():
        files = [name for name, _line in one.locations if name.startswith(ROOMS)]
        if one.id and any(not any(part in name for part in FOR_OTHERS) for name in files):
            yield from (one.id,) if isinstance(one.id, str) else one.id


def grade(text: str) -> float:
    """By Flesch-Kincaid; of a label of few words 0."""
    plain = NAMES.sub("it", re.sub(r"\{[^}]*\}", "it", text))
    if len(plain.split()) < FEWEST_WORDS:
        return 0
    return float(textstat.flesch_kincaid_grade(plain))


@pytest.mark.parametrize("text", sorted(set(sentences())))
def test_a_text_is_of_grade_eight_or_lower(text: str) -> None:
    assert grade(text) <= HIGHEST_GRADE


def test_texts_for_people_in_need_are_found() -> None:
    found = set(sentences())
    assert "Add to shortlist" in found
    assert "Poison Control" in found
    assert len(found) > 500


def test_a_text_that_is_hard_to_read_is_found() -> None:
    hard = "Utilization of residential rehabilitation necessitates prior authorization by insurers."
    assert grade(hard) > HIGHEST_GRADE


def test_no_text_speaks_of_how_the_page_is_made() -> None:
    assert [text for text in sentences() if HARD_WORDS.search(text)] == []
