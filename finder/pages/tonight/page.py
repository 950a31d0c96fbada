"""The page for tonight: helplines, an overdose, what can wait, the nearest detox, leaving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from finder.audience import Spoken, audience_of
from finder.criteria import Criteria, registry
from finder.criteria.declared import NEAR
from finder.directory import Facility, Phone
from finder.guidance.danger import OVERDOSE_SIGNS, OVERDOSE_STEPS
from finder.guidance.dimensions import Source
from finder.helplines import HELPLINES
from finder.locale import _, mark
from finder.pages.find.card import card_of
from finder.pages.frame.form import FORM_MARK
from finder.search import FoundFacility, Results
from finder.templating import Link, html

__all__ = ["page", "searches", "tonight_title"]

# Levels that are sought tonight, and how many places of each are shown.
_SOUGHT = (("detox", 4), ("inpatient", 2))
_OVERDOSE_SOURCES = (
    Source(
        "SAMHSA, Overdose Prevention and Response Toolkit",
        "https://library.samhsa.gov/product/overdose-prevention-response-toolkit/pep23-03-00-001",
    ),
    Source(
        "CDC, Lifesaving Naloxone",
        "https://www.cdc.gov/stop-overdose/caring/naloxone.html",
    ),
)
_CAN_WAIT = (
    Spoken(
        mark("Calls to programs. If nobody answers tonight, try again in the morning."),
    ),
    Spoken(mark("Insurance, prices, which program is best. None of it must be solved tonight.")),
    Spoken(
        mark("Long talks and promises. Sleep, water and not being alone do more tonight."),
        mark("Long talks, blame and promises. Talk when they are rested and sober."),
        mark("Forms and referrals. Write down what was taken and when; that is asked first."),
    ),
)
_CANNOT_WAIT = (
    Spoken(
        mark("A seizure, seeing or hearing things, or great confusion after stopping: call 911."),
    ),
    Spoken(
        mark(
            "Drinking, or taking benzodiazepines, every day for weeks: do not stop at once tonight "
            "without a doctor. Call the helpline, or go to an emergency room if you feel ill."
        ),
        mark(
            "If they drink, or take benzodiazepines, every day for weeks: they should not stop at "
            "once tonight without a doctor. Pouring it all away can be dangerous."
        ),
        mark(
            "If your client drinks, or takes benzodiazepines, every day for weeks: no sudden stop "
            "tonight without a doctor."
        ),
    ),
    Spoken(
        mark(
            "Using opioids tonight: not alone, and with naloxone at hand. After a break a small "
            "dose can kill."
        ),
        mark("If they use opioids: keep naloxone at hand and look in on them. Learn the signs."),
        mark("If your client uses opioids: see that naloxone is at hand and someone is with them."),
    ),
    Spoken(mark("Pregnant and in withdrawal: go to a hospital.")),
)
_CLEARING = (
    (
        mark("iPhone, Safari"),
        mark("Hold the book or clock sign, or open Settings, Apps, Safari: Clear History."),
    ),
    (
        mark("Android, Chrome"),
        mark("Three dots, History, Delete browsing data; choose the last hour."),
    ),
    (
        mark("Computer: Chrome, Edge, Firefox"),
        mark("Ctrl + Shift + Delete (on a Mac: ⌘ + Shift + Delete); choose the last hour."),
    ),
    (mark("Computer: Safari"), mark("Menu History, then Clear History; choose the last hour.")),
)


@dataclass(frozen=True)
class _Hotline:
    """A place's own hotline, as its source gives it."""

    name: str
    town: str
    phone: Phone


def tonight_title() -> str:
    """A title that says nothing of who reads it."""
    return _("Help tonight")


def searches(here: Criteria) -> list[Criteria]:
    """The searches whose first results are shown; none without a place."""
    if NEAR not in here:
        return []
    place = here.without("within").replaced(within="any", sort="distance")
    return [place.replaced(care=(level,)) for level, _most in _SOUGHT]


def page(
    here: Criteria, found: Sequence[Results], link: Link, today: date, wrong_near: str = ""
) -> str:
    """The page. here: place, language and whom it is for. found: what `searches` found."""
    audience = audience_of(here)
    nearest = _nearest(found)
    near = NEAR.write(here.always(NEAR)) if NEAR in here else wrong_near
    others = [key for key in here if key not in ("near", "within")]
    return html(
        "tonight.html",
        lines=list(HELPLINES.values()),
        signs=[_(sign) for sign in OVERDOSE_SIGNS],
        steps=[_(step) for step in OVERDOSE_STEPS],
        sources=_OVERDOSE_SOURCES,
        can_wait=[one.to(audience) for one in _CAN_WAIT],
        cannot_wait=[one.to(audience) for one in _CANNOT_WAIT],
        clearing=[(_(where), _(how)) for where, how in _CLEARING],
        guide=link(here, "/guide"),
        near=near,
        wrong=bool(wrong_near),
        place=here[NEAR],
        hidden=[(key, registry.criterion(key).write(here.get(key))) for key in others],
        mark=FORM_MARK,
        hotlines=_hotlines([one.facility for one, _results in nearest]),
        list=_cards(nearest, link, today),
        whole=[(one.criteria, link(one.criteria, "/plain")) for one in found][:1],
    )


def _nearest(found: Sequence[Results]) -> list[tuple[FoundFacility, Results]]:
    """The nearest places of each level, each once, all together in the order of distance."""
    chosen: dict[str, tuple[FoundFacility, Results]] = {}
    for results, (_level, most) in zip(found, _SOUGHT, strict=False):
        new = [one for one in results.facilities if one.facility.id not in chosen]
        chosen |= {one.facility.id: (one, results) for one in new[:most]}
    places = chosen.values()
    return sorted(places, key=lambda one: float("inf") if one[0].miles is None else one[0].miles)


def _cards(nearest: Sequence[tuple[FoundFacility, Results]], link: Link, today: date) -> str:
    cards = [
        replace(card_of(one, results, link, today), number=number)
        for number, (one, results) in enumerate(nearest, 1)
    ]
    return html(
        "cards.html", cards=cards, start=1, total=len(cards), ways_out=[], dense=False, live=False
    )


def _hotlines(facilities: Sequence[Facility]) -> list[_Hotline]:
    return [
        _Hotline(facility.name, facility.city, phone)
        for facility in facilities
        for phone in facility.phones
        if phone.role == "hotline"
    ]
