"""The parts of the Find page, and of a facility's, by name: what the page is made of at first,
and what takes its place when something else is asked.

The dashboard draws them, the first paint holds them, and a page that has drawn them fetches them
again (finder/pages/find/parts.py): all from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from finder.criteria import Criteria
from finder.directory import Directory
from finder.pages.find import cards, detail
from finder.pages.find.detail import Codebook
from finder.pages.frame import surroundings as pages
from finder.pages.frame.ask_bar import ask_bar
from finder.pages.frame.document import Told, told_box
from finder.pages.frame.shortlist_bar import shortlist_bar
from finder.search import Results
from finder.templating import Link

__all__ = ["Parts", "Surroundings", "facility_parts", "find_parts"]

# HTML by the name of its part.
Parts = dict[str, str]


@dataclass(frozen=True)
class Surroundings:
    """What parts need to know of the page they stand in.

    link: how it links. today: the day of its answers. told: what was not understood, and mistaken
    its texts by key. look_up: the label of a button that looks an address up; empty for none.
    live: scripts run already. more: all filters are open. contact: where a wrong listing is
    reported; hints: visitors may say so at the desk. codebook: names of the source's own codes.
    nowhere: a place was asked that is none, so that nothing is listed. followed: the state of what
    is served, where a team's reports come in while the page stands.
    """

    link: Link
    today: date
    told: Sequence[Told] = ()
    mistaken: Mapping[str, str] = field(default_factory=dict)
    look_up: str = ""
    live: bool = True
    more: bool = False
    contact: str | None = None
    hints: bool = False
    codebook: Codebook = field(default_factory=dict)
    nowhere: bool = False
    followed: str = ""


def find_parts(results: Results, around: Surroundings) -> Parts:
    """Form, heading, list and what surrounds them, for the results of a search."""
    link, live = around.link, around.live
    chips = cards.chip_row(results, link)
    if around.nowhere:
        heading, listed = [cards.nowhere(results, link), chips], ""
    else:
        tabs = pages.view_tabs(results.criteria)
        shown = cards.heading(results, link, tabs=tabs, live=live, followed=around.followed)
        heading = [shown, chips]
        listed = cards.card_list(results, link, live=live, today=around.today)
        listed += pages.pager(results, link)
    return {
        "ask": ask_bar(results, link, mistaken=around.mistaken, more=around.more),
        "told": told_box(around.told, around.look_up),
        "heading": "".join(heading),
        "list": listed,
        **_frame(results.directory, results.criteria, link),
    }


def facility_parts(
    directory: Directory, facility_id: str, criteria: Criteria, around: Surroundings
) -> Parts:
    """All that is known of one facility, or one sentence if there is none of that id."""
    place = detail.page(
        directory,
        facility_id,
        criteria,
        around.today,
        around.link,
        around.contact,
        around.codebook,
        hints=around.hints,
    )
    told = told_box(around.told)
    return {"told": told, "place": place, **_frame(directory, criteria, around.link)}


def _frame(directory: Directory, criteria: Criteria, link: Link) -> Parts:
    manifest = directory.manifest
    other = pages.without_map(link, criteria)
    return {
        "head": pages.head(link, criteria, other=other) + pages.banner(manifest),
        "shortlist": shortlist_bar(directory, criteria, link),
        "foot": pages.foot(manifest, link, criteria),
    }
