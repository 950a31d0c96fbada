"""What stands in the frame: where, how many, the map, the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from finder.criteria import Criteria, sentence
from finder.criteria.declared import NEAR
from finder.directory import Directory
from finder.geography import CREDIT
from finder.helplines import HELPLINES
from finder.locale import _
from finder.map.still_map import still_map
from finder.pages.embed.colour import Colour, dress_of
from finder.pages.find import cards
from finder.pages.frame.document import Told, told_box
from finder.pages.frame.form import carried
from finder.pages.frame.surroundings import banner
from finder.search import Results
from finder.templating import Link, html
from finder.wording.words import as_of_words

__all__ = ["colour_style", "frame_page"]

_LINES = ("911", "988", "samhsa")


def frame_page(
    results: Results,
    link: Link,
    here: Callable[[Criteria], str],
    day: date,
    accent: str,
    told: Sequence[Told],
) -> str:
    """The body. link: to the finder itself; here: to this frame with another search."""
    criteria, manifest = results.criteria, results.directory.manifest
    page = results.page
    return html(
        "embed.html",
        credit=_(CREDIT),
        banner=banner(manifest),
        told=told_box(told),
        lines=[HELPLINES[code] for code in _LINES],
        title=sentence(criteria),
        total=results.total,
        near=_written_place(criteria),
        hidden=[*carried(criteria, [NEAR.key]), *([("accent", accent)] if accent else [])],
        map=still_map(results) if results.total else "",
        cards=cards.card_list(results, link, live=False, today=day),
        pages=results.pages,
        page=page,
        previous=here(criteria.replaced(page=page - 1)) if page > 1 else "",
        following=here(criteria.replaced(page=page + 1)) if page < results.pages else "",
        whole=link(criteria),
        source=_source(results.directory),
    )


def colour_style(colour: Colour) -> str:
    """The variables of the design in the host's colour, in light and in the dark."""
    return (
        f":root {{ {_variables(colour, dark=False)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables(colour, dark=True)} }} }}"
    )


def _variables(colour: Colour, *, dark: bool) -> str:
    dress = dress_of(colour, dark=dark)
    return f"--accent: {dress.accent}; --accent-soft: {dress.soft}; --accent-ink: {dress.ink};"


def _written_place(criteria: Criteria) -> str:
    return NEAR.write(criteria.get(NEAR.key)) if NEAR in criteria else ""


def _source(directory: Directory) -> str:
    manifest = directory.manifest
    words = _("From {source}, as of {date}. Listings change: call first.")
    return words.format(source=_(manifest.source), date=as_of_words(manifest.as_of))
