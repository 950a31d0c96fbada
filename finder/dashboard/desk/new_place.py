"""A place that no source lists: told by anybody of the team, listed when a lead accepts it."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import streamlit as st
from sqlalchemy import Connection

from finder.dashboard.desk.here import Here
from finder.dashboard.desk.words import HOW_WORDS, plain
from finder.desk.people import Person
from finder.desk.personal import doubts
from finder.desk.placed import place_id
from finder.desk.reports import add, of_facility
from finder.desk.said import Report, statuses
from finder.errors import DeskRefused
from finder.intake.overlay.one_row import listing
from finder.intake.table.table_columns import DETOX_WORDS, list_columns
from finder.locale import _, mark
from finder.vocabulary import CARE_LEVELS, STATES
from finder.wording.field_labels import field_label
from finder.wording.told_fields import LABELS, PER

__all__ = ["new_place"]

_WHERE = {
    "facility_name": mark("Name of the place"),
    "street": mark("Street"),
    "city": mark("Town"),
    "zip": mark("ZIP code"),
}
_CONTACT = {
    "phone": mark("Phone"),
    "intake_phone": mark("Phone for new patients"),
    "website": mark("Website"),
}
_NUMBERS = tuple(one for one in LABELS if one not in ("cost_per", *list_columns()))
_OTHERS = {
    "program_name": mark("Name of the program"),
    "source_url": mark("Web page where it is stated"),
    "notes": mark("Notes for visitors"),
    "npi": mark("NPI (National Provider Identifier)"),
    "latitude": mark("Degrees north"),
    "longitude": mark("Degrees east"),
}
_DETOX = {
    "onsite": mark("Detox at this place"),
    "referral": mark("Sends to another place"),
    "none": mark("No detox"),
}
_KEY, _SAID = "new-place", "new-place-said"


def new_place(here: Here) -> None:
    """The form: five fields that must be filled, and all others of an own table."""
    st.subheader(_("A place that is not listed"))
    st.caption(_("A lead decides on it. Then everybody finds it, under the name of your team."))
    if said := st.session_state.pop(_SAID, ""):
        st.success(said)
    key = st.session_state.setdefault(_KEY, uuid4().hex)
    with st.form(f"new-{key}"):
        _fields(key)
        sent = st.form_submit_button(_("Tell a lead"), type="primary", key=f"{key}-save")
    if sent:
        _save(key, here)


def _fields(key: str) -> None:
    for name, label in _WHERE.items():
        st.text_input(_(label), key=f"{key}-{name}")
    left, right = st.columns(2)
    with left:
        _choose(_("State"), {code: code for code in STATES.codes}, f"{key}-state")
    with right:
        levels = {code: _(CARE_LEVELS[code].label) for code in CARE_LEVELS.codes}
        _choose(_("Care level"), levels, f"{key}-care_level")
    for name, label in _CONTACT.items():
        st.text_input(_(label), key=f"{key}-{name}")
    st.selectbox(
        _("How do you know?"),
        list(HOW_WORDS),
        format_func=lambda code: _(HOW_WORDS[code]),
        key=f"{key}-how",
    )
    with st.expander(_("What else is known of the program")):
        _program(key)


def _program(key: str) -> None:
    for name in _NUMBERS:
        st.text_input(_(LABELS[name]), key=f"{key}-{name}")
    per, label = {code: _(words) for code, words in PER.items()}, LABELS["cost_per"]
    _choose(_(label), per, f"{key}-cost_per")
    detox = {code: _(_DETOX[code]) for code in DETOX_WORDS}
    _choose(_("Detox"), detox, f"{key}-detox")
    for name, (group, codes) in list_columns().items():
        label = _("What the detox is for") if group == "detox_for" else field_label(group)
        words = {code: _(codes[code].label) for code in codes.codes}
        st.multiselect(
            label,
            list(words),
            format_func=words.__getitem__,
            key=f"{key}-{name}",
            placeholder=_("Choose some"),
        )
    for name, label in _OTHERS.items():
        st.text_input(_(label), key=f"{key}-{name}")


def _choose(label: str, words: dict[str, str], key: str) -> None:
    """One of some codes, by its words; none to begin with."""
    st.selectbox(
        label,
        list(words),
        index=None,
        format_func=words.__getitem__,
        key=key,
        placeholder=_("Choose one"),
    )


def _cells(key: str) -> dict[str, str]:
    """What was typed, by column of an own table."""
    texts = (*_WHERE, "state", "care_level", *_CONTACT, *_NUMBERS, "cost_per", "detox", *_OTHERS)
    cells = {name: str(st.session_state[f"{key}-{name}"] or "").strip() for name in texts}
    cells |= {name: ";".join(st.session_state[f"{key}-{name}"]) for name in list_columns()}
    return {name: text for name, text in cells.items() if text}


def _save(key: str, here: Here) -> None:
    cells = _cells(key)
    if cells.get("openings"):
        cells["openings_on"] = here.today.isoformat()
    try:
        facility_id = place_id(cells, here.today)
    except DeskRefused as error:
        st.error(str(error))
        return
    row = here.directory.row_of(facility_id)
    if row is not None:
        words = _("This place is listed already: {name}. Tell what you know on its own page.")
        st.error(words.format(name=plain(here.directory.facility(row).name)))
        return
    if not _is_meant(key, cells, here):
        return
    report = Report(
        facility_id=facility_id,
        how=str(st.session_state[f"{key}-how"]),
        learned_on=here.today,
        kind="place",
        facts=cells,
        once=f"place-{key}",
    )
    if here.save(lambda connection, person: _told(connection, report, person, here)):
        st.session_state[_SAID] = _("A lead will decide on it.")
        st.session_state.pop(_KEY)
        st.rerun()


def _told(connection: Connection, report: Report, person: Person, here: Here) -> int:
    """Save it, unless somebody told of the same level of the same place before."""
    known = of_facility(connection, [report.facility_id])
    status = statuses(known)
    for one in known:
        same = (one.kind, one.facts.get("care_level"))
        waits = status[one.number] in ("proposed", "accepted")
        if same == ("place", report.facts["care_level"]) and waits:
            raise DeskRefused(_("Somebody told of this place already: a lead decides on it."))
    return add(connection, replace(report, person_id=person.id), here.today)


def _is_meant(key: str, cells: dict[str, str], here: Here) -> bool:
    """Whether it may be saved: what an import would remark on is questioned once."""
    _record, _refused, found = listing(cells, here.today)
    numbers = [cells[name] for name in ("phone", "intake_phone", "npi") if name in cells]
    found += doubts(cells.get("notes", ""), numbers, here.today)
    if not found or st.session_state.get(f"{key}-meant") == cells:
        return True
    for one in found:
        st.warning(plain(one))
    st.session_state[f"{key}-meant"] = cells
    st.error(_("Nothing is saved yet. Mend it, or save again if it is right."))
    return False
