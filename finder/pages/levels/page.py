"""The pages on care levels: one for each, and one that sets them side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from finder.criteria import Criteria
from finder.levels import COMPARED_ON, LEVEL_PAGES, SOURCES, Claim, LevelPage, Section, Source
from finder.locale import _
from finder.pages.frame.level_link import level_link, place_of, search_link
from finder.pages.levels.pictures import picture
from finder.reference import ReferenceFact, facts, facts_of, typical_prices
from finder.templating import Link, html
from finder.vocabulary import CARE_LEVELS
from finder.wording.reference_words import FactWords, fact_words
from finder.wording.statements import level_hours
from finder.wording.words import capital, date_words

__all__ = ["level_page", "level_title", "levels_page", "levels_title", "no_level"]

_MOST_COSTS = 2
_PageLinks = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CiteWords:
    """A source as it is shown. note: its year, and whether and when a claim was compared."""

    title: str
    href: str
    note: str
    weak: bool = False


@dataclass(frozen=True)
class ClaimWords:
    """A paragraph with its sources and the search that it speaks of."""

    text: str
    cites: tuple[CiteWords, ...]
    href: str
    link: str


@dataclass(frozen=True)
class SectionWords:
    """A heading with its picture and paragraphs."""

    heading: str
    picture: str
    claims: tuple[ClaimWords, ...]


@dataclass(frozen=True)
class _Row:
    """A level in the comparison."""

    code: str
    title: str
    href: str
    who: str
    sleeps: str
    hours: str
    length: str
    costs: tuple[FactWords, ...]
    before: _PageLinks
    after: _PageLinks
    cites: tuple[CiteWords, ...]


def level_title(code: str) -> str:
    """The title of a level's page. Raises KeyError if there is none."""
    return _("A level of care: {level}").format(level=_(LEVEL_PAGES[code].title))


def levels_title() -> str:
    """The title of the page that sets all side by side."""
    return _("Levels of care, side by side")


def level_page(code: str, criteria: Criteria, link: Link) -> str:
    """The page of a level. criteria: the place and language that its links keep.

    Raises KeyError if there is no such page.
    """
    page = LEVEL_PAGES[code]
    hours = ClaimWords(capital(_hours(code)), (_definition(code),), "", "")
    short = [
        (_("Where you sleep"), _claim(page.sleeps, criteria, link)),
        (_("Hours a week"), hours),
        (_("Usual length"), _claim(page.length, criteria, link)),
        (_("Who it is for"), _claim(page.who, criteria, link)),
    ]
    return html(
        "level.html",
        all=level_link("", criteria, link),
        title=_(page.title),
        lead=_claim(page.lead, criteria, link),
        short=short,
        before=_page_links(page.before, criteria, link),
        after=_page_links(page.after, criteria, link),
        sections=[_section(one, criteria, link) for one in page.sections],
        figures=[fact_words(fact) for fact in facts_of(code)],
    )


def levels_page(criteria: Criteria, link: Link) -> str:
    """All levels side by side."""
    return html(
        "levels.html",
        guide=link(place_of(criteria), "/guide"),
        picture=picture("steps"),
        labels=(
            _("Level"),
            _("Who it is for"),
            _("Where you sleep"),
            _("Hours a week"),
            _("Usual length"),
            _("Cost, as published elsewhere"),
            _("Before and after"),
        ),
        rows=[_row(page, criteria, link) for page in LEVEL_PAGES.values()],
        figures=[fact_words(fact) for fact in facts_of(None)],
    )


def no_level(criteria: Criteria, link: Link) -> str:
    """One sentence where there is no such page."""
    return html("no_level.html", all=level_link("", criteria, link))


def _row(page: LevelPage, criteria: Criteria, link: Link) -> _Row:
    told = (page.sleeps, page.length, page.who)
    cites = [cite for claim in told for cite in _cites(claim)]
    return _Row(
        code=page.code,
        title=_(page.title),
        href=level_link(page.code, criteria, link),
        who=_(page.who.text),
        sleeps=_(page.sleeps.text),
        hours=capital(_hours(page.code)),
        length=_(page.length.text),
        costs=tuple(fact_words(fact) for fact in _costs(page.code)),
        before=_page_links(page.before, criteria, link),
        after=_page_links(page.after, criteria, link),
        cites=tuple(dict.fromkeys([*cites, _definition(page.code)])),
    )


def _costs(code: str) -> list[ReferenceFact]:
    """The figures that stand for a level in the comparison: of each kind the first."""
    found: dict[str, ReferenceFact] = {}
    for fact in typical_prices(code):
        found.setdefault(fact.kind, fact)
    return list(found.values())[:_MOST_COSTS]


def _hours(code: str) -> str:
    return level_hours(code) if code in CARE_LEVELS else _("no fixed hours")


def _page_links(codes: Iterable[str], criteria: Criteria, link: Link) -> _PageLinks:
    return tuple((_short(one), level_link(one, criteria, link)) for one in codes)


def _short(code: str) -> str:
    return _(CARE_LEVELS[code].short if code in CARE_LEVELS else LEVEL_PAGES[code].title)


def _section(section: Section, criteria: Criteria, link: Link) -> SectionWords:
    claims = tuple(_claim(one, criteria, link) for one in section.claims)
    return SectionWords(_(section.heading), picture(section.picture), claims)


def _claim(claim: Claim, criteria: Criteria, link: Link) -> ClaimWords:
    href = search_link(claim.query, criteria, link)
    return ClaimWords(_(claim.text), _cites(claim), href, _(claim.link))


def _cites(claim: Claim) -> tuple[CiteWords, ...]:
    """All that a paragraph rests on: what it was compared with before what it was not."""
    rows = [_of_fact(facts()[one]) for one in claim.facts]
    compared = [_of_source(SOURCES[one], compared=True) for one in claim.compared]
    levels = [_definition(code) for code in claim.levels]
    known = [_of_source(SOURCES[one], compared=False) for one in claim.known]
    return tuple(dict.fromkeys([*compared, *rows, *levels, *known]))


def _of_source(source: Source, *, compared: bool) -> CiteWords:
    parts: Sequence[str] = (
        str(source.year) if source.year else _("year not named"),
        _compared(source) if compared else _("named from what is known of it, not compared"),
    )
    return CiteWords(source.title, source.address, _note(parts))


def _compared(source: Source) -> str:
    words = {
        "excerpt": _("compared with an excerpt on {date}"),
        "copy": _("compared on {date} with an excerpt that lies elsewhere"),
    }
    return words[source.seen].format(date=date_words(COMPARED_ON))


def _of_fact(fact: ReferenceFact) -> CiteWords:
    words = fact_words(fact)
    parts = (f"{words.about}: {words.amount}", words.kind, words.when, words.weak, words.seen)
    return CiteWords(words.title, words.address, _note(parts), bool(words.weak))


def _definition(code: str) -> CiteWords:
    if code not in CARE_LEVELS:
        return CiteWords(_("Our own word: no directory has it as a level"), "", "")
    title = _("How this finder defines the level, after: {source}")
    return CiteWords(title.format(source=CARE_LEVELS[code].source), "", "")


def _note(parts: Sequence[str]) -> str:
    return "(" + "; ".join(part for part in parts if part) + ")"
