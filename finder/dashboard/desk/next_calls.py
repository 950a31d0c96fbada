"""Next calls: whom to ring, in the order of what is worth asking."""

from __future__ import annotations

import streamlit as st

from finder.criteria.declared import CARE
from finder.dashboard.desk.area import places_in
from finder.dashboard.desk.buttons import call_button, how_many_shown, more_button
from finder.dashboard.desk.here import Here, go
from finder.dashboard.desk.words import OUTCOME_WORDS, asking, place_line, plain
from finder.desk.calls import Hold, holds_now, last_calls
from finder.desk.database import now
from finder.desk.hints import ALIKE, open_hints, raised
from finder.desk.worklist import Task, worklist
from finder.locale import _, plural
from finder.wording.words import date_words

__all__ = ["next_calls", "next_task", "tasks_of"]

_SHOWN = 12


def tasks_of(here: Here) -> list[Task]:
    """The places of the area in the order in which to call them."""
    levels = here.area[CARE] or ()
    calls = here.read(last_calls)
    hints = here.read(lambda connection: open_hints(connection, here.today))
    alike = {place: n for place, n in raised(hints, calls).items() if n >= ALIKE}
    return worklist(places_in(here), levels, calls, here.today, alike)


def next_task(here: Here, after: str = "") -> Task | None:
    """The next place that nobody else is calling; None where all are called. after: not this."""
    held = here.read(lambda connection: holds_now(connection, now()))
    left = (task for task in tasks_of(here) if _is_to_call(task, here))
    free = (task for task in left if not _others(task, held, here))
    return next((task for task in free if task.facility.id != after), None)


def next_calls(here: Here) -> None:
    """The list, with one press for the first and one for each."""
    tasks = tasks_of(here)
    held = here.read(lambda connection: holds_now(connection, now()))
    left = [task for task in tasks if _is_to_call(task, here)]
    st.subheader(plural("{n} place to call", "{n} places to call", len(left)))
    if not tasks:
        st.info(_("No place is in this area. Change the area above."))
        return
    first = next((task for task in left if not _others(task, held, here)), None)
    if first is not None:
        st.button(
            _("Start with {name}").format(name=plain(first.facility.name1)),
            type="primary",
            key="start",
            on_click=go,
            args=("call", first.facility.id),
        )
    shown = how_many_shown("calls", _SHOWN)
    for task in tasks[:shown]:
        _row(task, held, here)
    more_button("calls", _("Show more places"), shown, len(tasks))


def _row(task: Task, held: dict[str, Hold], here: Here) -> None:
    facility = task.facility
    with st.container(border=True):
        told, button = st.columns([5, 1], vertical_alignment="center")
        told.markdown(f"**{plain(facility.name)}** · {place_line(task)}")
        said = _alike(task), asking(task), _last(task), _others(task, held, here)
        told.caption(" · ".join(filter(None, said)))
        with button:
            call_button(facility, f"call-{facility.id}", width="stretch")


def _last(task: Task) -> str:
    if task.last is None:
        return _("not called yet")
    words = _("{outcome} on {date}").format(
        outcome=_(OUTCOME_WORDS[task.last.outcome]), date=date_words(task.last.on)
    )
    if task.last.again is None:
        return words
    again = _("call again on {date}").format(date=date_words(task.last.again))
    return f"{words}, {again}"


def _alike(task: Task) -> str:
    """That several visitors say the same of a place; empty where they do not."""
    if not task.alike:
        return ""
    words = plural("{n} visitor says the same", "{n} visitors say the same", task.alike)
    return f"**{words}**"


def _others(task: Task, held: dict[str, Hold], here: Here) -> str:
    """That somebody else is calling there now; empty where nobody is."""
    one = held.get(task.facility.id)
    if one is None or one.person_id == here.person.id:
        return ""
    return _("{name} is calling now").format(name=plain(one.who))


def _is_to_call(task: Task, here: Here) -> bool:
    if task.due:
        return True
    last = task.last
    later = last is not None and last.again is not None and last.again > here.today
    later = later and not task.alike
    done = last is not None and last.on >= here.today
    return not (task.waits or later or done)
