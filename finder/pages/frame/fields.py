"""Criteria as fields of a form, made from their declarations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from finder.criteria import registry
from finder.criteria.criterion import Criterion, Drawing, WholeNumber, number_text
from finder.criteria.declared import HOURS
from finder.locale import _, decimal, plural
from finder.search import Results
from finder.search.silence import Publishing
from finder.wording.words import capital

__all__ = ["Field", "Option", "fields", "silence"]

_USUAL_MILES = ("5", "10", "25", "50", "100", "any")
# In a longer list, options that would find nothing are left out.
_MANY = 20


@dataclass(frozen=True)
class Option:
    """One choice of a field. count: facilities found if it were chosen; None is not counted."""

    value: str
    label: str
    help: str = ""
    count: int | None = None
    chosen: bool = False


@dataclass(frozen=True)
class Field:
    """A criterion as a field.

    kind: text, place, number, range, check, checks or select. shelf: where it stands. value: as
    in a link; of a range its low end, and high the other. summary: what is chosen, in words.
    silence: that no program in reach publishes it. wrong: its text was not understood. default: the
    option that stands for "not chosen", where that is one of them.
    """

    key: str
    label: str
    help: str
    shelf: str
    kind: str = "text"
    value: str = ""
    high: str = ""
    options: tuple[Option, ...] = ()
    summary: str = ""
    silence: str = ""
    wrong: bool = False
    default: str = ""


def fields(results: Results, mistaken: Mapping[str, str]) -> list[Field]:
    """A field for each criterion that is not hidden, in the order of a link.

    mistaken: per key the text that was not understood; it stays in its field to be mended.
    """
    shown = [one for one in registry.declared() if one.shelf != "hidden"]
    return [_field(one, results, mistaken.get(one.key, "")) for one in shown]


def silence(criterion: Criterion[Any], results: Results) -> str:
    """What to say beside a filter: how many places in reach publish it, or that no program does."""
    if criterion.key in results.publishing:
        return _how_many(results.publishing[criterion.key])
    if criterion.key not in results.silent or not criterion.asks:
        return ""
    if criterion is HOURS:
        return _(
            "No program here publishes its hours. The definition of its care level "
            "decides. Where that leaves it open, ask."
        )
    message = _("No program here publishes this ({fact}): none is left out, ask when you call.")
    return message.format(fact=_(criterion.asks))


def _how_many(published: Publishing) -> str:
    """`3 of 14 publish a price`, and what becomes of the others."""
    if not published.of:
        return ""
    count, of = decimal(published.some), decimal(published.of)
    if not published.some:
        return _("0 of {of} publish a price: ask when you call.").format(of=of)
    words = _("{count} of {of} publish a price.")
    if published.some == 1:
        words = _("{count} of {of} publishes a price.")
    if published.some < published.of:
        words += " " + _("The others stay in the list: ask them.")
    return words.format(count=count, of=of)


def _field(criterion: Criterion[Any], results: Results, mistaken: str) -> Field:
    chosen = criterion.key in results.criteria
    value = results.criteria.get(criterion.key)
    written = "" if value is None else criterion.write(value)
    plain = Field(
        key=criterion.key,
        label=_(criterion.label),
        help=_(criterion.help),
        shelf=criterion.shelf,
        value=written if chosen or not mistaken else mistaken,
        summary=_summary(criterion, results) if chosen else "",
        silence=silence(criterion, results),
        wrong=bool(mistaken) and not chosen,
    )
    return _MAKERS[criterion.drawn](criterion, results, plain)


def _summary(criterion: Criterion[Any], results: Results) -> str:
    return ", ".join(capital(label) for label, _less in criterion.choices(results.criteria))


def _checks(criterion: Criterion[Any], results: Results, plain: Field) -> Field:
    chosen = results.criteria.get(criterion.key) or ()
    return replace(plain, kind="checks", options=_options(criterion, results, chosen))


def _select(criterion: Criterion[Any], results: Results, plain: Field) -> Field:
    chosen = results.criteria.get(criterion.key)
    nothing = () if criterion.default else (Option("", _("Any"), chosen=chosen is None),)
    options = (*nothing, *_options(criterion, results, (chosen,)))
    return replace(plain, kind="select", options=options)


def _options(
    criterion: Criterion[Any], results: Results, chosen: tuple[str | None, ...]
) -> tuple[Option, ...]:
    # Where nobody publishes it, counts would tell nothing apart.
    silent = criterion.key in results.silent
    counts = None if silent else results.facets.get(criterion.key)
    options = tuple(
        Option(
            term.code,
            _(term.label),
            _(term.help),
            counts.get(term.code, 0) if counts is not None else None,
            term.code in chosen,
        )
        for term in criterion.options or ()
    )
    if len(options) <= _MANY:
        return options
    return tuple(one for one in options if one.count != 0 or one.chosen)


def _check(criterion: Criterion[Any], results: Results, plain: Field) -> Field:
    count = results.facets.get(criterion.key, {}).get("1")
    chosen = bool(results.criteria.get(criterion.key))
    return replace(plain, kind="check", options=(Option("1", "", "", count, chosen),))


def _number(criterion: Criterion[Any], results: Results, plain: Field) -> Field:
    return replace(plain, kind="number")


def _range(criterion: Criterion[Any], results: Results, plain: Field) -> Field:
    if plain.wrong:
        low_text, _dash, high_text = plain.value.partition("-")
        return replace(plain, kind="range", value=low_text, high=high_text)
    low, high = results.criteria.get(criterion.key) or (None, None)
    return replace(plain, kind="range", value=_end(low), high=_end(high))


def _end(value: float | None) -> str:
    return "" if value is None else number_text(value)


def _place(criterion: Criterion[Any], results: Results, plain: Field) -> Field:
    return replace(plain, kind="place")


def _text(criterion: Criterion[Any], results: Results, plain: Field) -> Field:
    return plain


def _counties(criterion: Criterion[Any], results: Results, plain: Field) -> Field:
    """A text, with the counties of what is found to choose from."""
    counted = results.facets.get(criterion.key, {})
    return replace(plain, options=tuple(Option(one, one, count=counted[one]) for one in counted))


def _amounts(criterion: WholeNumber, results: Results, plain: Field) -> Field:
    """Any, the usual amounts, and the one that is chosen; a number where none is usual."""
    if not criterion.usual:
        return replace(plain, kind="number")
    chosen = results.criteria[criterion]
    amounts = sorted({*criterion.usual, *([chosen] if chosen else [])})
    options = [Option(str(n), criterion.amount(n), chosen=n == chosen) for n in amounts]
    nothing = Option("", _("Any"), chosen=chosen is None)
    return replace(plain, kind="select", options=(nothing, *options))


def _miles(criterion: Criterion[Any], results: Results, plain: Field) -> Field:
    """The usual distances, and the one that is chosen."""
    chosen = criterion.write(results.criteria.get(criterion.key))
    usual = dict.fromkeys([*_USUAL_MILES, chosen])
    ordered = sorted(usual, key=lambda text: float("inf") if text == "any" else float(text))
    options = tuple(Option(text, _distance(text), chosen=text == chosen) for text in ordered)
    default = "" if criterion.key in results.criteria else chosen
    return replace(plain, kind="select", options=options, default=default)


def _distance(text: str) -> str:
    if text == "any":
        return _("Any distance")
    if not text.isdigit():
        return _("{miles} miles").format(miles=text)
    return plural("{n} mile", "{n} miles", int(text))


_MAKERS: dict[Drawing, Callable[[Any, Results, Field], Field]] = {
    "text": _text,
    "place": _place,
    "number": _number,
    "range": _range,
    "check": _check,
    "checks": _checks,
    "select": _select,
    "amounts": _amounts,
    "distances": _miles,
    "counted": _counties,
}
