"""What surrounds the results on every page, and the pages themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from finder.criteria import Criteria, sentence
from finder.directory import Directory, Manifest
from finder.locale import _, joined, review
from finder.render.environment import Link, html
from finder.render.menu import Entry, menu
from finder.render.statements import level_name
from finder.render.tongues import tongues
from finder.render.words import as_of_words, licence_words
from finder.search import Results
from finder.text import decapitalized

__all__ = [
    "ICON",
    "banner",
    "description",
    "foot",
    "head",
    "locate",
    "pager",
    "strip",
    "title",
    "view_tabs",
    "without_map",
]

# Three stones, for the tab.
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 34 34'%3E"
    "%3Cg fill='%230e5a5a'%3E%3Cellipse cx='7' cy='25' rx='6.5' ry='4' opacity='.45'/%3E"
    "%3Cellipse cx='17' cy='18' rx='6.5' ry='4' opacity='.7'/%3E"
    "%3Cellipse cx='27' cy='10.5' rx='6.5' ry='4'/%3E%3C/g%3E%3C/svg%3E"
)
# Where "Leave" leads: a page that anyone may have open.
_ELSEWHERE = "https://www.weather.gov/"
_AREA = ("near", "state", "within", "care")


@dataclass(frozen=True)
class _Step:
    """A page of the list that a link leads to; None is a gap between pages."""

    page: int | None
    href: str = ""
    current: bool = False


def strip() -> str:
    """The crisis lines, and the way off this page at once."""
    return html("strip.html", elsewhere=_ELSEWHERE)


def head(
    link: Link, criteria: Criteria, here: str = "/", *, other: tuple[str, str] | None = None
) -> str:
    """Name and menu.

    here: the path of this page. other: label and address of the other way to see this search.
    """
    entries = menu(link, criteria, here)
    if other:
        entries.insert(1, Entry(*other, wide=True))
    home = link(Criteria({"hl": criteria.get("hl")}))
    return html("head.html", home=home, menu=entries) + tongues(link, criteria)


def without_map(link: Link, criteria: Criteria) -> tuple[str, str]:
    """The way from the dashboard to the same search without a script."""
    return _("Without map"), link(criteria, "/plain")


def banner(manifest: Manifest) -> str:
    """That the programs are invented, and how to load the real ones; empty for a real directory."""
    return html("banner.html") if manifest.demonstration else ""


def view_tabs() -> str:
    """List and map as tabs, for screens that have room for one of them."""
    return html("tabs.html")


def locate() -> str:
    """The button that asks the browser where the visitor is; it works only where scripts run."""
    return html("locate.html")


def pager(results: Results, link: Link) -> str:
    """The pages of the list; empty if there is one."""
    if results.pages < 2:
        return ""
    here = results.page

    def to(page: int) -> str:
        return link(results.criteria.replaced(page=page))

    steps = [_Step(one, to(one), one == here) if one else _Step(None) for one in _shown(results)]
    return html(
        "pager.html",
        steps=steps,
        page=here,
        pages=results.pages,
        previous=to(here - 1) if here > 1 else "",
        following=to(here + 1) if here < results.pages else "",
    )


def _shown(results: Results) -> list[int | None]:
    """The first, the last, and the pages around this one; None for those left out between."""
    here, last = results.page, results.pages
    near = sorted({1, last, *(one for one in range(here - 1, here + 2) if 1 <= one <= last)})
    shown: list[int | None] = []
    for one in near:
        before = shown[-1] if shown else one - 1
        if before is not None and one - before == 2:
            shown.append(one - 1)
        elif before is not None and one - before > 2:
            shown.append(None)
        shown.append(one)
    return shown


def foot(manifest: Manifest, link: Link, criteria: Criteria) -> str:
    """All pages; where the data comes from, how old it is, and why to call first."""
    # The names of sources that this finder itself has given are words like any other.
    words = replace(
        manifest,
        name=_(manifest.name),
        source=_(manifest.source),
        licence=licence_words(manifest),
    )
    entries = menu(link, criteria, "")
    return html(
        "foot.html",
        manifest=words,
        as_of=as_of_words(manifest.as_of),
        menu=entries,
        review=review(),
    )


def title(criteria: Criteria) -> str:
    """The title of the page of a search: levels and area, nothing else that was asked."""
    return sentence(Criteria({key: criteria.get(key) for key in _AREA}))


def description(criteria: Criteria) -> str:
    """The description of that page, for the preview of a link in a message."""
    words = _("{programs}: phones, hours, prices and detox as published, and what to ask.")
    return words.format(programs=title(criteria))


def facility_title(directory: Directory, facility_id: str) -> str:
    """The title of a facility's page: a title is seen by whoever looks at the screen."""
    row = directory.row_of(facility_id)
    if row is None:
        return _("A program")
    facility = directory.facility(row)
    levels = dict.fromkeys(
        decapitalized(level_name(one.care)) for one in facility.programs if one.care
    )
    words = _("A program in {town}, {state}")
    if levels:
        words = _("A program in {town}, {state}: {levels}")
    return words.format(town=facility.city, state=facility.state, levels=joined(list(levels)))


def meta(page_title: str, page_description: str, *, indexed: bool, canonical: str = "") -> str:
    """What the head of a page says of it. indexed: whether search engines may list it."""
    return html(
        "meta.html",
        title=page_title,
        description=page_description,
        indexed=indexed,
        canonical=canonical,
        icon=ICON,
    )
