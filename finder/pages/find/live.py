"""What the parts of a page where scripts run need to know of it."""

from __future__ import annotations

from datetime import date

from finder.criteria import Link
from finder.geocoding import geocoder_url
from finder.locale import _
from finder.pages.find.find_parts import Surroundings
from finder.pages.frame.codebook import codebook
from finder.pages.frame.page_asked import mistaken, offers_look_up, place_is_missing, told_of
from finder.pages.frame.page_reply import dashboard_link
from finder.pages.frame.served import reports_followed, served

__all__ = ["live_surroundings"]


def live_surroundings(
    link: Link, today: date, *, more: bool = False, contact: str | None = None, hints: bool = False
) -> Surroundings:
    """For a link as it was understood.

    more: with all filters open. contact: where a wrong listing is reported. hints: visitors may
    say so at the desk.
    """
    link_to, geocoder = dashboard_link("./"), geocoder_url()
    can_look_up = geocoder is not None and offers_look_up(link)
    return Surroundings(
        link=link_to,
        today=today,
        told=list(told_of(link, link_to, geocoder)),
        mistaken=mistaken(link),
        look_up=_("Look up this address") if can_look_up else "",
        more=more,
        contact=contact,
        hints=hints,
        codebook=codebook(),
        nowhere=place_is_missing(link),
        followed=_state() if reports_followed() else "",
    )


def _state() -> str:
    """As /healthz names it, which pages that stand open ask for."""
    opened = served().opened
    return opened.snapshot if opened else ""
