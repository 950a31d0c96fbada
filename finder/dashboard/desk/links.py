"""Ask by a link: links for one place or for the area, who has answered, and whom to remind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from finder.dashboard.desk.area import places_in
from finder.dashboard.desk.buttons import how_many_shown, more_button
from finder.dashboard.desk.here import Here, site_address
from finder.dashboard.desk.words import plain
from finder.desk.database import now
from finder.desk.links import MOST_LINKS, Link, Links, Standing, standing, to_remind
from finder.directory import Facility
from finder.errors import DeskAway, DeskRefused
from finder.locale import _, mark, plural
from finder.pages.desk.link_letter import Made, letter, letters, sheets, until
from finder.settings import Settings
from finder.wording.words import date_words

__all__ = ["links"]

_MADE, _WRONG = "links-made", "links-wrong"
_SHOWN = 20
_STANDING: dict[Standing, str] = {
    "answered": mark("answered on {date}"),
    "opened": mark("pressed a button on {date}, has not answered"),
    "sent": mark("link made on {date}, nothing yet"),
    "expired": mark("the link was good until {date}, no answer"),
    "withdrawn": mark("withdrawn on {date}"),
}


def links(here: Here) -> None:
    """The links of the area; what was made just now is shown until the page is left."""
    st.subheader(_("Ask by a link"))
    st.write(
        _(
            "A place opens its link, sees what the finder says of it, and answers without an "
            "account. What it answers stands at “What came in”."
        )
    )
    known = Links(here.desk).all()
    places = [found.facility for found in places_in(here)]
    if not here.person.is_lead:
        st.info(_("Only a lead makes and withdraws links."))
    elif _make(places, known, here):
        known = Links(here.desk).all()  # what was made just now is among them
    if wrong := st.session_state.pop(_WRONG, ""):
        st.error(wrong)
    _shown_once(here)
    _standings(places, known, here)


def _make(places: Sequence[Facility], known: dict[str, list[Link]], here: Here) -> bool:
    """The two ways to make links; whether one of them was taken just now."""
    at, made = now(), False
    without = [
        one
        for one in places
        if not any(link.is_good(at) for link in _of(one, known))
        and not any(link.answered_on for link in _of(one, known))
    ]
    names = {one.id: one.name for one in places}
    one, whole = st.columns(2, vertical_alignment="bottom")
    with one:
        chosen = st.selectbox(
            _("For one place"),
            list(names),
            format_func=lambda place: names[place],
            index=None,
            key="link-place",
            placeholder=_("Choose a place"),
        )
        if st.button(_("Make its link"), key="link-one", disabled=chosen is None):
            _made(here, [place for place in places if place.id == chosen])
            made = True
    with whole:
        some = without[:MOST_LINKS]
        st.write(
            plural(
                "{n} place of the area has neither a link nor answered.",
                "{n} places of the area have neither a link nor answered.",
                len(without),
            )
        )
        label = plural("Make a link for it", "Make a link for each of {n}", len(some))
        if st.button(label, key="link-all", disabled=not some):
            _made(here, some)
            made = True
    return made


def _made(here: Here, places: Sequence[Facility], *, again: bool = False) -> None:
    """Make links and keep them for this page alone: the desk keeps their hashes only."""
    try:
        tokens = Links(here.desk).make([one.id for one in places], by=here.person)
    except (DeskRefused, DeskAway) as error:
        st.session_state[_WRONG] = str(error)
        return
    site, last = site_address(), until(now().date())
    made = [Made(one, f"{site}/answer/{tokens[one.id]}", last) for one in places]
    st.session_state[_MADE] = made, again


def _shown_once(here: Here) -> None:
    """Texts to send and a sheet to fax."""
    kept: tuple[list[Made], bool] | None = st.session_state.get(_MADE)
    if kept is None:
        return
    made, again = kept
    team = _team()
    with st.container(border=True):
        st.markdown(
            "**"
            + plural("{n} link was made", "{n} links were made", len(made))
            + "** "
            + _("Send or save it now: it is not shown again.")
        )
        if len(made) == 1:
            st.code(letter(made[0], team, again=again), language=None, wrap_lines=True)
        st.download_button(
            _("All texts to send, as a file"),
            letters(made, team),
            file_name="links.txt",
            mime="text/plain",
            key="links-text",
            on_click="ignore",
        )
        st.download_button(
            _("Sheets to fax, with a QR code each (PDF)"),
            sheets(made, here.directory.manifest, team, here.today),
            file_name="links.pdf",
            mime="application/pdf",
            key="links-sheets",
            on_click="ignore",
        )


def _standings(places: Sequence[Facility], known: dict[str, list[Link]], here: Here) -> None:
    """Who was asked and how it stands, whom to remind first."""
    at = now()
    asked = [(one, _of(one, known)) for one in places if _of(one, known)]
    asked.sort(key=lambda pair: (not to_remind(pair[1], at), -pair[1][0].made_at.timestamp()))
    st.subheader(_("Who was asked"))
    if not asked:
        st.write(_("No place of the area yet."))
        return
    due = sum(to_remind(some, at) for _one, some in asked)
    answered = sum(standing(some, at) == "answered" for _one, some in asked)
    st.caption(
        _("{asked} asked, {answered} answered, {due} to remind.").format(
            asked=len(asked), answered=answered, due=due
        )
    )
    shown = how_many_shown("links", _SHOWN)
    for facility, some in asked[:shown]:
        _standing(facility, some, here)
    more_button("links", _("Show more places"), shown, len(asked))


def _standing(facility: Facility, some: list[Link], here: Here) -> None:
    at = now()
    stands = standing(some, at)
    words = _(_STANDING[stands]).format(date=date_words(_day_of(stands, some)))
    with st.container(border=True):
        told, remind, withdraw = st.columns([4, 1, 1], vertical_alignment="center")
        due = _("Remind:") + " " if to_remind(some, at) else ""
        told.markdown(f"{due}**{plain(facility.name)}** · {words}")
        if not here.person.is_lead:
            return
        if stands != "answered":
            remind.button(
                _("Remind"),
                key=f"remind-{facility.id}",
                help=_("Make a new link and a text for {name}").format(name=plain(facility.name1)),
                on_click=_remind,
                args=(here, facility),
                width="stretch",
            )
        if any(link.is_good(at) for link in some):
            withdraw.button(
                _("Withdraw"),
                key=f"withdraw-{facility.id}",
                help=_("End the links of {name}").format(name=plain(facility.name1)),
                on_click=_withdraw,
                args=(here, [link.facility_id for link in some]),
                width="stretch",
            )


def _remind(here: Here, facility: Facility) -> None:
    _made(here, [facility], again=True)


def _withdraw(here: Here, ids: Sequence[str]) -> None:
    try:
        for place in dict.fromkeys(ids):
            Links(here.desk).withdraw(place, by=here.person)
    except (DeskRefused, DeskAway) as error:
        st.session_state[_WRONG] = str(error)


def _of(facility: Facility, known: dict[str, list[Link]]) -> list[Link]:
    """The links of a place by any of its ids, the newest first."""
    ids = (facility.id, *facility.former_ids)
    return sorted((link for one in ids for link in known.get(one, ())), key=lambda one: -one.number)


def _day_of(stands: Standing, some: list[Link]) -> date:
    first = some[0]
    days = {
        "answered": max((one.answered_on for one in some if one.answered_on), default=None),
        "opened": max((one.opened_on for one in some if one.opened_on), default=None),
        "expired": first.expires_at.date(),
        "withdrawn": first.withdrawn_at.date() if first.withdrawn_at else None,
    }
    return days.get(stands) or first.made_at.date()


def _team() -> str:
    settings = Settings.from_environment()
    return settings.team or settings.operator or ""
