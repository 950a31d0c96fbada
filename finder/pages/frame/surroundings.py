"""What surrounds the results on every page, and the pages themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from finder.criteria import Criteria, registry, sentence
from finder.criteria.declared import HL, PAGE
from finder.criteria.view import list_or_map
from finder.directory import Directory, Manifest
from finder.locale import _, joined, review
from finder.pages.frame.menu import Entry, menu
from finder.pages.frame.tongues import tongues
from finder.search import Results
from finder.templating import Link, html
from finder.text import decapitalized
from finder.wording.statements import level_name
from finder.wording.words import as_of_words, licence_words

__all__ = [
    "ICON",
    "banner",
    "description",
    "facility_description",
    "facility_title",
    "foot",
    "head",
    "locate",
    "pager",
    "strip",
    "table_title",
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
# What a title may say: the level and the place, where the address of the page says them too.
_TITLED = ("subject", "place")


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
    entries = [entry for entry in menu(link, criteria, here) if not entry.end]
    if other:
        entries.insert(1, Entry(*other, wide=True))
    home = link(criteria.only(HL.key))
    return html("head.html", home=home, menu=entries) + tongues(link, criteria)


def without_map(link: Link, criteria: Criteria) -> tuple[str, str]:
    """The way from the dashboard to the same search without a script."""
    return _("Without map"), link(criteria, "/plain")


def banner(manifest: Manifest) -> str:
    """That the programs are invented, and how to load the real ones; empty for a real directory."""
    return html("banner.html") if manifest.demonstration else ""


def view_tabs(criteria: Criteria) -> str:
    """List and map as tabs, for screens that have room for one of them."""
    return html("tabs.html", shown=list_or_map(criteria))


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
    """The title of the page of a search: levels and area, nothing else that was asked.

    Neutral where neither is asked: a title is seen by whoever looks at the screen.
    """
    words = sentence(_area(criteria)) if _tells_area(criteria) else _("Find a program")
    page = criteria.always(PAGE)
    return _("{title}, page {page}").format(title=words, page=page) if page > 1 else words


def table_title(criteria: Criteria) -> str:
    """The title of the same search as a table."""
    words = sentence(_area(criteria)) if _tells_area(criteria) else _("Programs")
    return _("{programs}, in a table").format(programs=words)


def description(criteria: Criteria) -> str:
    """The description of that page, for the preview of a link in a message."""
    words = _("{programs}: phones, hours, prices and detox as published, and what to ask.")
    return words.format(programs=sentence(_area(criteria)))


def _area(criteria: Criteria) -> Criteria:
    said = [one for one in registry.declared() if one.slot in _TITLED]
    keys = {key for one in said for key in (one.key, *one.depends)}
    return Criteria({key: criteria.get(key) for key in keys})


def _tells_area(criteria: Criteria) -> bool:
    return any(one.slot in _TITLED and one.key in criteria for one in registry.declared())


def facility_title(directory: Directory, facility_id: str) -> str:
    """The title of a facility's page: the town, and neither name nor level."""
    row = directory.row_of(facility_id)
    if row is None:
        return _("A program")
    facility = directory.facility(row)
    return _("A program in {town}, {state}").format(town=facility.city, state=facility.state)


def facility_description(directory: Directory, facility_id: str) -> str:
    """The description of that page: the levels of its programs too."""
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


def meta(
    page_title: str,
    page_description: str,
    *,
    indexed: bool,
    canonical: str = "",
    data: str = "",
) -> str:
    """What the head of a page says of it.

    indexed: whether search engines may list it. data: what they read of it, as JSON-LD.
    """
    return html(
        "meta.html",
        title=page_title,
        description=page_description,
        indexed=indexed,
        canonical=canonical,
        data=data,
        icon=ICON,
    )
