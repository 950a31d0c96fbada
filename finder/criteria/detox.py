"""Whether detox is offered, where, and for which substances."""

from __future__ import annotations

from dataclasses import dataclass

from finder.answers import Answers
from finder.criteria.criteria import Criteria
from finder.criteria.criterion import AllOf, Choice
from finder.criteria.keys import Name
from finder.directory.facts import Facts
from finder.locale import _, joined
from finder.vocabulary import DETOX_SUBSTANCES

__all__ = ["Detox", "DetoxFor", "detox_substances"]

_DETOX = Name[str]("detox")
_DETOX_FOR, _SUBSTANCE = Name[tuple[str, ...]]("detox_for"), Name[tuple[str, ...]]("substance")


def detox_substances(criteria: Criteria) -> tuple[str, ...]:
    """What a detox has to be for: `detox_for`, else what treatment is needed for (`substance`)."""
    asked = criteria[_DETOX_FOR] or criteria[_SUBSTANCE] or ()
    return tuple(code for code in asked if code in DETOX_SUBSTANCES)


@dataclass(frozen=True, eq=False)
class Detox(Choice):
    """Detox at the facility (`onsite`), or there or within 25 miles of it (`nearby`)."""

    facility_wide = True

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        chosen = criteria[self]
        if chosen is None:
            return None
        return facts.detox_nearby(()) if chosen == "nearby" else facts.detox_onsite(())

    def phrase(self, criteria: Criteria) -> str:
        nearby = criteria[self] == "nearby"
        return _("detox on site or nearby") if nearby else _("detox on site")


@dataclass(frozen=True, eq=False)
class DetoxFor(AllOf):
    """The detox meant by `detox` (on site, where that is not asked) is for all of these.

    A detox that names no substance has not published it; one that names some is yes or no.
    """

    facility_wide = True

    @property
    def group(self) -> str:
        return ""

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        substances = criteria[self]
        if not substances:
            return None
        nearby = criteria[_DETOX] == "nearby"
        return facts.detox_nearby(substances) if nearby else facts.detox_onsite(substances)

    def phrase(self, criteria: Criteria) -> str:
        names = joined([term.in_sentence for term in self.terms(criteria)])
        words = _("for {substances}") if _DETOX in criteria else _("detox for {substances}")
        return words.format(substances=names)
