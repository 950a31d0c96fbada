"""A widget for each criterion, made from its declaration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from finder.criteria import Criteria, registry
from finder.criteria.criterion import Choice, Codes, Criterion, Flag, Number, number_text
from finder.criteria.hours import Hours, HoursRange
from finder.criteria.place import Near, Within
from finder.dashboard.link_state import WIDGET, on_change, told_by_widgets
from finder.errors import NotUnderstood
from finder.locale import _, decimal, plural
from finder.search import Results
from finder.vocabulary import CareLevel, Term

__all__ = ["filter_widget", "more_filters"]

# What people ask for most; anything else can be typed.
_USUAL_HOURS = ("-6", "-9", "-12", "9-19", "20-")
_USUAL_MILES = ("5", "10", "25", "50", "100", "any")


def filter_widget(key: str, results: Results, label: str = "") -> None:
    """The widget of one criterion, with facet counts, and a word where nobody publishes it."""
    criterion = registry.criterion(key)
    plain = criterion.shelf == "plain"
    common: dict[str, Any] = {
        "label": label or _(criterion.label),
        "key": WIDGET + key,
        "help": None if plain else _(criterion.help) or None,
        "on_change": on_change(key),
    }
    _maker(criterion)(criterion, results, common)
    if problem := told_by_widgets().get(key):
        st.caption(f":orange[{problem.reason}]")
    elif not plain and key in results.silent:
        st.caption(_("No program here publishes this: none is left out, ask when you call."))


def more_filters(results: Results) -> None:
    """All criteria that do not stand in plain view."""
    shelf = [one.key for one in registry.declared() if one.shelf == "more"]
    columns = st.columns(3)
    for place, key in enumerate(shelf):
        with columns[place % len(columns)]:
            filter_widget(key, results)


Maker = Callable[[Criterion[Any], Results, dict[str, Any]], None]


def _maker(criterion: Criterion[Any]) -> Maker:
    makers: list[tuple[type[Criterion[Any]], Maker]] = [
        (Codes, _codes),
        (Choice, _choice),
        (Flag, _flag),
        (Number, _number),
        (Hours, _hours),
        (Within, _miles),
    ]
    return next((make for kind, make in makers if isinstance(criterion, kind)), _text)


def _counts(criterion: Criterion[Any], results: Results) -> dict[str, int]:
    """Facet counts; none where nobody publishes it, since they would tell nothing apart."""
    silent = criterion.key in results.silent
    return {} if silent else results.facets.get(criterion.key, {})


def _counted(label: str, count: int | None) -> str:
    return label if count is None else f"{label} · {decimal(count)}"


def _codes(criterion: Criterion[Any], results: Results, common: dict[str, Any]) -> None:
    options = criterion.options
    counts = _counts(criterion, results)
    chosen = results.criteria.get(criterion.key) or ()
    codes = [code for code in options or () if counts.get(code.code, 1) or code.code in chosen]
    labels = {term.code: _counted(_short(term), counts.get(term.code)) for term in codes}
    st.multiselect(
        **common,
        options=list(labels),
        format_func=lambda code: labels[code],
        placeholder=_("Any"),
    )


def _short(term: Term) -> str:
    return _(term.short) if isinstance(term, CareLevel) else _(term.label)


def _choice(criterion: Criterion[Any], results: Results, common: dict[str, Any]) -> None:
    counts = _counts(criterion, results)
    labels = {
        term.code: _counted(_(term.label), counts.get(term.code))
        for term in criterion.options or ()
    }
    codes = list(labels) if criterion.default else ["", *labels]
    st.selectbox(**common, options=codes, format_func=lambda code: labels.get(code, _("Any")))


def _flag(criterion: Criterion[Any], results: Results, common: dict[str, Any]) -> None:
    count = _counts(criterion, results).get("1")
    st.checkbox(**{**common, "label": _counted(common["label"], count)})


def _number(criterion: Criterion[Any], results: Results, common: dict[str, Any]) -> None:
    st.number_input(
        **common, min_value=0.0, step=50.0, value=None, format="%g", placeholder=_("Any")
    )


def _hours(criterion: Criterion[Any], results: Results, common: dict[str, Any]) -> None:
    _typed_choice(criterion, results.criteria, common, _USUAL_HOURS, _("Any, or type 6-12"))


def _miles(criterion: Criterion[Any], results: Results, common: dict[str, Any]) -> None:
    _typed_choice(criterion, results.criteria, common, _USUAL_MILES, _("25 miles"))


def _typed_choice(
    criterion: Criterion[Any],
    criteria: Criteria,
    common: dict[str, Any],
    usual: tuple[str, ...],
    placeholder: str,
) -> None:
    """Usual answers to choose from, or any other that is typed."""
    shown = st.session_state.get(common["key"]) or ""
    options = list(dict.fromkeys(["", *usual, shown]))
    if criterion.default is not None:
        options.remove("")
    st.selectbox(
        **common,
        options=options,
        format_func=lambda text: _spoken(criterion, text),
        placeholder=placeholder,
        accept_new_options=True,
    )


def _spoken(criterion: Criterion[Any], text: str) -> str:
    """A text of a link in words: `up to 12 hours a week`."""
    if not text:
        return _("Any")
    try:
        value = criterion.parse(text)
    except NotUnderstood:
        return text
    if isinstance(criterion, Within):
        if value == "any":
            return _("Any distance")
        return plural("{n} mile", "{n} miles", int(value)) if value == int(value) else f"{text} mi"
    return _short_hours(value) if isinstance(value, HoursRange) else text


def _short_hours(asked: HoursRange) -> str:
    """Hours without their unit, which the label of the widget names."""
    if asked.low is None:
        return _("up to {high}").format(high=number_text(asked.high or 0))
    if asked.high is None:
        return _("{low} or more").format(low=number_text(asked.low))
    return _("{low} to {high}").format(low=number_text(asked.low), high=number_text(asked.high))


def _text(criterion: Criterion[Any], results: Results, common: dict[str, Any]) -> None:
    is_place = isinstance(criterion, Near)
    placeholder = _("ZIP or town, state") if is_place else _(criterion.help)
    st.text_input(**common, placeholder=placeholder)
