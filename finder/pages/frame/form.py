"""The search as a form that works without a script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from finder.criteria import Criteria, registry
from finder.pages.frame.fields import fields
from finder.search import Results
from finder.templating import html

__all__ = ["FORM_MARK", "carried", "form", "tidied"]

# Tells a link that our form wrote, with all its empty fields, from one that a person wrote.
FORM_MARK = "form"
# A range has two fields, named after its key.
_LOW, _HIGH = ".low", ".high"
# An option that stands in a select for "not chosen" is not chosen by sending the form.
_DEFAULT = ".default"
_NOTHING: Mapping[str, str] = MappingProxyType({})


def form(results: Results, *, action: str = "plain", mistaken: Mapping[str, str] = _NOTHING) -> str:
    """Every criterion as a field, with counts; what is not in the form stays in the search.

    action: where it is sent. mistaken: per key the text that
    was not understood, to be mended.
    """
    criteria = results.criteria
    every = fields(results, mistaken)
    first = [one for one in every if registry.criterion(one.key).opens]
    rest = [one for one in every if one not in first]
    return html(
        "form.html",
        action=action,
        mark=FORM_MARK,
        first=first,
        plain=[one for one in rest if one.shelf == "plain"],
        more=[one for one in rest if one.shelf == "more"],
        hidden=carried(criteria, [one.key for one in every]),
        chosen=sum(bool(one.summary) for one in rest),
    )


def carried(criteria: Criteria, shown: Sequence[str]) -> list[tuple[str, str]]:
    """Keys and texts of what stays in the search though no field of a form shows it."""
    keys = [key for key in criteria if key not in shown and key != "page"]
    return [(key, registry.criterion(key).write(criteria.get(key))) for key in keys]


def tidied(pairs: Iterable[tuple[str, str]]) -> tuple[list[tuple[str, str]], bool]:
    """The pairs of a link as one would write them, and whether they come from our form.

    The two fields of a range become one text; the mark of the form goes.
    """
    given = list(pairs)
    if all(key != FORM_MARK for key, _text in given):
        return given, False
    ends = {key: text.strip() for key, text in given if key.endswith((_LOW, _HIGH))}
    untouched = {
        (key.removesuffix(_DEFAULT), text) for key, text in given if key.endswith(_DEFAULT)
    }
    kept = [
        (key, text)
        for key, text in given
        if key not in ends and key != FORM_MARK and not key.endswith(_DEFAULT)
        if (key, text) not in untouched
    ]
    for name in dict.fromkeys(key.rpartition(".")[0] for key in ends):
        low, high = ends.get(name + _LOW, ""), ends.get(name + _HIGH, "")
        if low or high:
            kept.append((name, f"{low}-{high}"))
    return kept, True
