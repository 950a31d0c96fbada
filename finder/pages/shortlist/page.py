"""The page of the shortlist: put it in order, take it along, pass it on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from finder.criteria import Criteria, registry, sentence
from finder.criteria.declared import HL, NEAR, PER
from finder.directory import Directory, Phone
from finder.locale import _, plural
from finder.pages.find.card import Fact, Source, sources
from finder.pages.frame.share import Shared, shared
from finder.pages.frame.shortlist_bar import left_out
from finder.shortlist import Pick, Shortlist, moved, passed_on, picks_of, shortlist_of
from finder.templating import Link, html
from finder.wording.contact import ROLES, by_use, directions
from finder.wording.fit import fit_words
from finder.wording.price_words import prices
from finder.wording.provenance import only_in_prices
from finder.wording.road import way_there
from finder.wording.statements import Statement, hours, level_name, payments, serves_only
from finder.wording.words import address

__all__ = ["list_shared", "page", "shortlist_title"]


@dataclass(frozen=True)
class _Row:
    """A place of the list. up, down: links that move it, empty at the ends."""

    id: str
    number: int
    name: str
    address: str
    miles: str
    fit: str
    fits: str
    only: tuple[str, ...]
    phones: tuple[tuple[str, Phone], ...]
    programs: tuple[Fact, ...]
    payments: Statement
    details: str
    directions: str
    plan: str
    up: str
    down: str
    remove: str
    sources: tuple[Source, ...]


def shortlist_title(directory: Directory, criteria: Criteria) -> str:
    """How many places are on the list."""
    found = len(shortlist_of(directory, criteria).rows)
    return (
        plural("Shortlist: {n} place", "Shortlist: {n} places", found) if found else _("Shortlist")
    )


def page(
    directory: Directory,
    criteria: Criteria,
    link: Link,
    today: date,
    back: str,
    root: str,
    script: str,
    changed: Sequence[str] = (),
) -> str:
    """The list of a link.

    back: the way back to the search. root: the address of the finder, for links that leave it.
    script: the address of share.js. changed: sentences on what changed at these places.
    """
    shortlist = shortlist_of(directory, criteria)
    picks = picks_of(directory, shortlist, criteria, today)
    alone = passed_on(shortlist, criteria)
    places = len(shortlist)
    rows = [_row(one, shortlist, criteria, directory, link) for one in picks]
    return html(
        "shortlist_page.html",
        rows=rows,
        calendar=next((one.plan for one in rows if one.plan), ""),
        told=[*changed, *left_out(shortlist)],
        search=sentence(criteria),
        back=back,
        compare=link(criteria, "/compare") if places > 1 else "",
        calls=link(criteria, "/calls"),
        pdf=link(criteria, "/shortlist.pdf").partition("?")[0],
        query=[(key, registry.criterion(key).write(criteria.get(key))) for key in criteria],
        files=[
            (_("Excel workbook"), link(criteria, "/shortlist.xlsx")),
            (_("CSV table"), link(criteria, "/shortlist.csv")),
            (_("Address book (vCard)"), link(criteria, "/shortlist.vcf")),
        ],
        alone=list_shared(alone, places, link, root),
        whole=list_shared(criteria, places, link, root) if alone != criteria else None,
        manifest=directory.manifest,
        script=script,
    )


def list_shared(criteria: Criteria, places: int, link: Link, root: str) -> Shared:
    """The ways to pass a list on. What is said of it names no place and no kind of care."""
    address_of = link(criteria, "/shortlist").removeprefix("./")
    text = plural("A list of {n} place to call:", "A list of {n} places to call:", places)
    return shared(f"{root}{address_of}", _("A list of places to call"), text)


def _plan(pick: Pick, criteria: Criteria, link: Link) -> str:
    """Where a path of care is planned around an intensive outpatient program; empty for others."""
    if all(one.program.care != "iop" for one in pick.found.programs):
        return ""
    words = criteria.only(HL.key)
    return link(words, f"/plan?from=iop:{pick.facility.id}")


def _row(
    pick: Pick, shortlist: Shortlist, criteria: Criteria, directory: Directory, link: Link
) -> _Row:
    facility, place = pick.facility, pick.number - 1
    programs = [one.program for one in pick.found.programs]
    per = criteria.always(PER)

    def to(by: int) -> str:
        target = link(moved(shortlist, criteria, facility.id, by), "/shortlist")
        return f"{target}#p-{facility.id}"

    return _Row(
        id=facility.id,
        number=pick.number,
        name=facility.name,
        address=address(facility),
        miles=way_there(facility, pick.found.miles, criteria[NEAR]),
        fit=fit_words(pick),
        fits=pick.fit,
        only=(*only_in_prices(facility, directory.manifest), *serves_only(facility)),
        phones=tuple((_(ROLES[one.role]), one) for one in by_use(facility)),
        programs=tuple(
            Fact(level_name(one.care), (hours(one), prices(directory, facility, one, per)))
            for one in programs
        ),
        payments=payments(facility),
        details=link(criteria, f"/facility?id={facility.id}"),
        directions=directions(facility),
        plan=_plan(pick, criteria, link),
        up=to(-1) if place else "",
        down=to(1) if place + 1 < len(shortlist) else "",
        remove=link(criteria.toggled("pick", facility.id), "/shortlist"),
        sources=sources(programs, directory.manifest),
    )
