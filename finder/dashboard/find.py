"""The Find page: ask bar, heading, list and map."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from finder.criteria import registry, write
from finder.dashboard.filters import filter_widget, more_filters
from finder.dashboard.frame import link_to, notices
from finder.dashboard.link_state import fill_widgets, keep, open_link
from finder.dashboard.map_panel import map_panel
from finder.dashboard.panel import panel
from finder.dashboard.where import where_help
from finder.locale import _, plural
from finder.render import cards, pages
from finder.render.fields import silences
from finder.search import Results
from finder.web.caching import answered
from finder.web.served import served

__all__ = ["find_page"]

# Column widths of the ask bar, and which criteria stand in each; first_paint.css has them too.
_BAR: tuple[tuple[float, tuple[str, ...]], ...] = (
    (1.35, ("near",)),
    (0.95, ("within",)),
    (2.0, ("care",)),
    (1.5, ("detox",)),
    (1.1, ("hours",)),
    (0.8, ("cost",)),
    (1.0, ("per",)),
    (1.2, ("pay",)),
)


def find_page() -> None:
    """Draw the page for the link that is open.

    The list is drawn before the filters above it: a browser draws in the order in which parts come,
    and who has clicked on a filter waits for the list.
    """
    link = open_link()
    criteria = link.criteria
    fill_widgets(criteria)
    results = answered(served().directory, criteria)
    ask_bar, told = st.container(key="ask_bar"), st.container(key="told")
    base = write(criteria)
    panel("heading", _heading(results), base)
    in_list, on_map = st.columns([10, 11], gap="medium")
    with in_list, st.container(key="list_side"):
        panel("list", _list(results), base, top_when_changed=str(results.page), holds_list=True)
    with ask_bar:
        _ask_bar(results)
    with told:
        where_help(criteria)
        notices(link)
    with on_map, st.container(key="map_side"):
        map_panel(results)
    if "pick" in criteria:
        with st.container(key="shortlist_bar"):
            panel("shortlist", cards.shortlist(results, link_to), base)
    foot = pages.foot(results.directory.manifest, link_to, criteria)
    panel("whole", foot, base, last=True)


def _ask_bar(results: Results) -> None:
    columns = st.columns([width for width, _keys in _BAR], vertical_alignment="top")
    for column, (_width, keys) in zip(columns, _BAR, strict=True):
        with column:
            _cell(keys, results)
    if words := silences(results):
        st.container(key="silence").caption(words)
    _more(results)


def _cell(keys: Sequence[str], results: Results) -> None:
    with st.container(key=f"cell_{keys[0]}"):
        for key in keys:
            filter_widget(key, results, _where_label(results) if key == "near" else "")
        if "near" in keys:
            panel("locate", pages.locate(), write(results.criteria))


def _where_label(results: Results) -> str:
    """With the town of a ZIP code or a point, so that a slip is seen."""
    place = results.criteria.get("near")
    return f"{_('Where')} · {place.town}" if place and place.kind != "town" else ""


def _more(results: Results) -> None:
    """The rest of the filters; made only when opened, so that a closed shelf costs nothing."""
    chosen = [
        one.key
        for one in registry.declared()
        if one.shelf == "more" and one.key in results.criteria
    ]
    label = _("More filters")
    if chosen:
        label = f"{label} · {plural('{n} set', '{n} set', len(chosen))}"
    shelf = st.expander(label, key="more_filters", on_change=keep)
    if shelf.open:
        with shelf:
            more_filters(results)


def _heading(results: Results) -> str:
    parts = [
        cards.heading(results, link_to),
        cards.chip_row(results, link_to),
        pages.view_tabs(),
    ]
    return "".join(parts)


def _list(results: Results) -> str:
    return cards.card_list(results, link_to) + pages.pager(results, link_to)
