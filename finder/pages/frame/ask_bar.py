"""The search as a bar above the results: one cell a question, the rest of the filters below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from finder.criteria import Criteria
from finder.criteria.declared import NEAR
from finder.locale import _
from finder.pages.frame import surroundings as pages
from finder.pages.frame.fields import Field, fields
from finder.pages.frame.form import FORM_MARK, carried
from finder.search import Results
from finder.templating import Link, html

__all__ = ["ask_bar"]

# On a phone the others wait behind "Filters".
_ALWAYS_SEEN = ("near", "care")
_NONE_MISTAKEN: Mapping[str, str] = MappingProxyType({})


def ask_bar(
    results: Results,
    link: Link,
    *,
    mistaken: Mapping[str, str] = _NONE_MISTAKEN,
    more: bool = False,
) -> str:
    """Every criterion in plain view as a field, with counts.

    mistaken: per key the text that was not understood, to be mended. more: with the rest of the
    filters, which stand in a page only where somebody opened them. Without a script the form leads
    to the plain page, which has them all.
    """
    criteria = results.criteria
    every = fields(results, mistaken)
    rest = [one for one in every if one.shelf == "more"]
    plain_page = link(Criteria(), "/plain")
    shown = [one.key for one in every if more or one.shelf == "plain"]
    return html(
        "ask_bar.html",
        action=plain_page,
        mark=FORM_MARK,
        hidden=carried(criteria, shown),
        plain=[_with_town(one, criteria) for one in every if one.shelf == "plain"],
        more=rest if more else (),
        chosen=sum(bool(one.summary) for one in rest),
        behind=sum(bool(one.summary) for one in every if one.key not in _ALWAYS_SEEN),
        total=results.total,
        locate=pages.locate(),
        filters=link(criteria, "/plain") + "#filters",
    )


def _with_town(field: Field, criteria: Criteria) -> Field:
    """The place with the town of a ZIP code or a point, so that a slip is seen."""
    place = criteria[NEAR]
    if field.kind != "place" or not place or place.kind == "town":
        return field
    return replace(field, label=f"{_('Where')} · {place.town}")
