"""The link is the state: reading it, filling the widgets from it, and writing it on a change.

The script reads the query at its top and fills the widgets where the link is not the one that the
widgets wrote. A rerun carries the address that the browser showed when it was sent, which may be
older than what a callback has just written: so callbacks start from the criteria of the session,
and every widget that can rerun the script has one, `keep` where it changes nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from finder.criteria import Criteria, Link, read, read_pairs, registry, write
from finder.criteria.criterion import Criterion
from finder.dashboard.tongue import tongue
from finder.dashboard.widget_values import from_widget, to_widget
from finder.errors import NotUnderstood
from finder.locale import speaking

__all__ = [
    "WIDGET",
    "current_link",
    "fill_widgets",
    "go",
    "keep",
    "on_change",
    "open_link",
    "put",
    "told_by_widgets",
]

# The session keys: a widget of criterion `care` is `ask:care`.
WIDGET = "ask:"
_WRITTEN, _TOLD, _CURRENT = "link:written", "link:told", "link:current"
_EXTRA_KEYS = ("id",)


def current_link() -> Link:
    """What the address of the page asks, `id` of the detail page aside."""
    pairs = [
        (key, text)
        for key in st.query_params
        if key not in _EXTRA_KEYS
        for text in st.query_params.get_all(key)
    ]
    return read_pairs(pairs)


def open_link() -> Link:
    """What the address asks, at the top of a page: from here on it is what the session asks."""
    link = current_link()
    st.session_state[_CURRENT] = link.criteria
    return link


def fill_widgets(criteria: Criteria) -> None:
    """Give each widget the value of the link, unless the widget itself has just written it."""
    link = write(criteria)
    from_elsewhere = st.session_state.get(_WRITTEN) != link
    for criterion in registry.declared():
        key = WIDGET + criterion.key
        if from_elsewhere or key not in st.session_state:
            st.session_state[key] = to_widget(criterion, criteria)
    if from_elsewhere:
        st.session_state[_WRITTEN] = link
        st.session_state[_TOLD] = {}


def on_change(key: str) -> Callable[[], None]:
    """The callback of a criterion's widget: what it says goes into the link."""
    return lambda: _push(registry.criterion(key))


def told_by_widgets() -> dict[str, NotUnderstood]:
    """What was typed into a widget and not understood, by key; it stays there to be mended."""
    told: dict[str, NotUnderstood] = st.session_state.get(_TOLD, {})
    return told


def put(**changes: Any) -> None:
    """Change criteria from a callback that is not a criterion's own widget."""
    _write(_current().replaced(**changes), by_widget=False)


def keep() -> None:
    """The callback of what changes no criterion: the link stays what it is."""
    if current_link().criteria != _current():
        _write(_current(), by_widget=False)


def _current() -> Criteria:
    """The criteria of this session, which may be ahead of the address that a rerun carries."""
    criteria: Criteria | None = st.session_state.get(_CURRENT)
    return current_link().criteria if criteria is None else criteria


def go(base: str, target: str) -> None:
    """Follow a link of a panel: what differs between the link it was drawn for and its target.

    The difference, and not the target as it is, so that a change made a moment before the click
    is kept.
    """
    before, after = read(base).criteria, read(target).criteria
    keys = dict.fromkeys([*before, *after])
    current = _current()
    changes = {
        key: _changed(key, current.get(key), before.get(key), after.get(key))
        for key in keys
        if before.get(key) != after.get(key)
    }
    _write(current.replaced(**changes), by_widget=False)


def _changed(key: str, current: Any, before: Any, after: Any) -> Any:
    """The value after a change: of several codes, those added are added and those taken taken."""
    criterion = registry.criterion(key)
    if not criterion.several:
        return after
    gone = set(before or ()) - set(after or ())
    kept = [code for code in current or () if code not in gone]
    codes = dict.fromkeys([*kept, *(code for code in after or () if code not in (before or ()))])
    return criterion.canonical(tuple(codes))


def _push(criterion: Criterion[Any]) -> None:
    told = dict(told_by_widgets())
    told.pop(criterion.key, None)
    current = _current()
    try:
        with speaking(tongue(current)):
            value = from_widget(criterion, st.session_state.get(WIDGET + criterion.key))
    except NotUnderstood as problem:
        told[criterion.key] = problem
        value = None
    st.session_state[_TOLD] = told
    _write(current.replaced(**{criterion.key: value}), by_widget=True)


def _write(criteria: Criteria, *, by_widget: bool) -> None:
    query = {key: registry.criterion(key).write(criteria.get(key)) for key in criteria}
    extra = {key: st.query_params[key] for key in _EXTRA_KEYS if key in st.query_params}
    st.query_params.from_dict({**extra, **query})
    st.session_state[_CURRENT] = criteria
    if by_widget:
        st.session_state[_WRITTEN] = write(criteria)
