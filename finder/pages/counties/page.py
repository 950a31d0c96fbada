"""What stands on the pages of counties: states, the counties of one, and one level in a county."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from finder.criteria import Criteria, sentence
from finder.directory import Directory
from finder.locale import _, plural
from finder.pages.counties.counting import county_path, state_path
from finder.pages.find import cards
from finder.places.counties import County, counties
from finder.search import Results
from finder.templating import Link, html
from finder.vocabulary import CARE_LEVELS, STATES
from finder.wording.statements import level_name
from finder.wording.words import as_of_words

__all__ = ["county_page", "none_here", "state_page", "states_page"]

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class _Row:
    """A state with its counties, or a county with its levels: words and addresses."""

    name: str
    href: str
    levels: tuple[tuple[str, str, int], ...] = ()


def states_page(directory: Directory, counts: Counts, up: str) -> str:
    """The states in which a county has a place."""
    known = counties()
    states = {known[label].state for label in counts}
    named = sorted((_(STATES[code].label), code) for code in states)
    rows = [_Row(name, f"{up}{state_path(code)}") for name, code in named]
    return html("states.html", rows=rows, source=_source(directory))


def state_page(directory: Directory, counts: Counts, state: str, up: str) -> str:
    """The counties of a state, each with its levels and how many places list them."""
    rows = [_county_row(county, counts[label], up) for label, county in _in(counts, state)]
    return html(
        "state.html",
        state=_(STATES[state].label),
        rows=rows,
        all=f"{up}counties",
        source=_source(directory),
    )


def county_page(results: Results, county: County, care: str, day: date, link: Link, up: str) -> str:
    """The places of one level in one county, as a search lists them."""
    criteria = results.criteria
    level = CARE_LEVELS[care]
    more = results.total - len(results.facilities)
    return html(
        "county.html",
        title=county_title(criteria),
        count=plural("{n} place lists this level.", "{n} places list this level.", results.total),
        about=_(level.help),
        level=link(Criteria(), f"/levels/{care}"),
        level_name=level_name(care),
        cards=cards.card_list(results, link, live=False, today=day),
        search=link(criteria),
        more=more,
        back=f"{up}{state_path(county.state)}",
        state=_(STATES[county.state].label),
        source=_source(results.directory),
    )


def none_here(criteria: Criteria, link: Link) -> str:
    """That no place is listed for it; a search elsewhere is one link away."""
    return html("no_county.html", search=link(criteria.only("care", "hl")))


def county_title(criteria: Criteria) -> str:
    """The level and the county."""
    return sentence(criteria.only("county", "care"))


def _county_row(county: County, levels: Mapping[str, int], up: str) -> _Row:
    return _Row(
        county.name,
        "",
        tuple(
            (level_name(care), up + county_path(county, care), total)
            for care, total in levels.items()
        ),
    )


def _in(counts: Counts, state: str) -> list[tuple[str, County]]:
    known = counties()
    return [(label, known[label]) for label in counts if known[label].state == state]


def _source(directory: Directory) -> str:
    manifest = directory.manifest
    words = _("Counted in {source}, as of {date}. Listings change: call first.")
    return words.format(source=_(manifest.source), date=as_of_words(manifest.as_of))
