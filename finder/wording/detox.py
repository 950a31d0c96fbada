"""What is said of detox: on site, for which substances, or where the nearest is."""

from __future__ import annotations

from finder.answers import UNKNOWN, YES
from finder.criteria import Criteria
from finder.criteria.detox import detox_substances
from finder.directory import Facility
from finder.locale import _, joined
from finder.templating import Link
from finder.vocabulary import DETOX_SUBSTANCES
from finder.wording.statements import Statement, not_published
from finder.wording.words import about_miles, miles_words

__all__ = ["detox"]

Nearest = tuple[Facility, float] | None


def detox(
    facility: Facility, nearest: Nearest, criteria: Criteria, link: Link
) -> tuple[Statement, ...]:
    """On site or not, and where the nearest is if it is not on site for certain."""
    asked = detox_substances(criteria)
    elsewhere = (_elsewhere(facility, nearest, asked, criteria, link),) if nearest else ()
    if facility.detox == YES:
        return (_onsite(facility, asked), *elsewhere)
    if facility.detox == UNKNOWN:
        return (not_published(), *elsewhere)
    return elsewhere or (Statement(_("Not on site")),)


def _onsite(facility: Facility, asked: tuple[str, ...]) -> Statement:
    if facility.detox_for:
        named = _("for {substances}").format(substances=_names(facility.detox_for))
        return Statement(_("On site"), more=named)
    return Statement(_("On site"), more=_("for which substances is not published") if asked else "")


def _elsewhere(
    facility: Facility,
    nearest: tuple[Facility, float],
    asked: tuple[str, ...],
    criteria: Criteria,
    link: Link,
) -> Statement:
    other, miles = nearest
    vague = "approximate" in (facility.position, other.position)
    words = _("nearest detox, {miles} from this place")
    if asked:
        words = _("nearest detox for {substances}, {miles} from this place")
    far = about_miles(miles) if vague else miles_words(miles)
    return Statement(
        other.name,
        more=words.format(substances=_names(asked), miles=far),
        href=link(criteria, f"/facility?id={other.id}"),
    )


def _names(substances: tuple[str, ...]) -> str:
    return joined([DETOX_SUBSTANCES[code].in_sentence for code in substances])
