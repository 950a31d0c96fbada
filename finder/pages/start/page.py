"""The start page: where, three doors, what this is, and the levels as a small picture."""

from __future__ import annotations

from dataclasses import dataclass

from finder.audience import AUDIENCES, view_of
from finder.criteria import Criteria, registry
from finder.criteria.beginning import listed
from finder.directory import Manifest
from finder.locale import _, mark
from finder.pages.frame.form import FORM_MARK, carried
from finder.pages.frame.level_link import level_link, place_of
from finder.templating import Link, html
from finder.vocabulary import CARE_LEVELS
from finder.wording.words import as_of_words

__all__ = ["CHOSEN", "Asked", "start_page", "start_title"]

# From more care to less, as a stair; what stands beside it has a page as well.
_STAIR = {
    "detox": mark("Detox"),
    "residential": mark("Residential care"),
    "php": mark("Day treatment"),
    "iop": mark("Intensive outpatient care"),
    "outpatient": mark("Outpatient care"),
}
# The key of a level that is chosen behind the first door.
CHOSEN = "care"
_FOR: dict[str, str] = {
    "self": mark("For me"),
    "family": mark("For my family"),
    "client": mark("For a client"),
}


@dataclass(frozen=True)
class Asked:
    """What was sent and not understood, to be mended.

    near: the text of the place. care: the levels that were chosen. wrong: it was not understood.
    """

    near: str = ""
    care: tuple[str, ...] = ()
    wrong: bool = False


def start_title() -> str:
    """A title that says nothing of who reads it."""
    return _("Find a program")


def start_page(
    criteria: Criteria,
    manifest: Manifest,
    link: Link,
    locate: str,
    asked: Asked,
    operator: str | None,
) -> str:
    """The page. criteria: whom it is for, the language and the shortlist, nothing else.

    locate: the button that asks the browser where one is. operator: who runs this finder.
    """
    return html(
        "start.html",
        mark=FORM_MARK,
        hidden=carried(criteria, ["near", CHOSEN]),
        asked=asked,
        locate=locate,
        levels=[(term.code, _(term.label), _(term.help)) for term in CARE_LEVELS],
        guides=[
            (_(_FOR[code]), link(_speech(criteria, view_of(code)), "/guide")) for code in AUDIENCES
        ],
        tonight=link(place_of(criteria), "/tonight"),
        stair=[(_(name), level_link(code, criteria, link)) for code, name in _STAIR.items()],
        all=link(listed(criteria)),
        about=link(_speech(criteria, None), "/about"),
        manifest=manifest,
        name=_(manifest.name),
        as_of=as_of_words(manifest.as_of),
        operator=operator,
    )


def _speech(criteria: Criteria, view: str | None) -> Criteria:
    """The language, and whom it is for."""
    hl = registry.criterion("hl")
    return Criteria({"hl": criteria.get(hl.key), "view": view})
