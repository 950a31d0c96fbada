"""The OpenAPI description of a search, from the declared criteria and the exports."""

from __future__ import annotations

from typing import Any

from finder.criteria import registry
from finder.criteria.criterion import Choice, Codes, Criterion, Flag, Number, WholeNumber
from finder.export import Export, exports
from finder.export.columns import columns
from finder.locale import _

__all__ = ["COLUMNS_KEY", "FORMAT_KEY", "parameters", "search_content", "served_exports"]

FORMAT_KEY, COLUMNS_KEY = "format", "columns"
Schema = dict[str, Any]


def served_exports() -> dict[str, Export]:
    """The exports that the API offers, by name; the first is the default."""
    offered = {name: export for name, export in exports().items() if export.served}
    return {"json": offered.pop("json"), **offered}


def parameters() -> list[Schema]:
    """A parameter for each key of a link, in order, the form of the answer, and its columns."""
    keys = [_parameter(one) for one in registry.declared()]
    return [*keys, _format_parameter(), _columns_parameter()]


def search_content() -> Schema:
    """The media types of an answer other than JSON."""
    binary = {"type": "string", "format": "binary"}
    return {
        export.media_type.partition(";")[0]: {"schema": binary if export.binary else _TEXT}
        for name, export in served_exports().items()
        if name != "json"
    }


_TEXT = {"type": "string"}


def _parameter(criterion: Criterion[Any]) -> Schema:
    parameter = {
        "name": criterion.key,
        "in": "query",
        "required": False,
        "description": _words(criterion),
        "schema": _schema(criterion) | _default(criterion),
    }
    if isinstance(criterion, Codes):
        parameter |= {"style": "form", "explode": False}
    return parameter


def _words(criterion: Criterion[Any]) -> str:
    first = " ".join(
        sentence for sentence in (f"{_(criterion.label)}.", _(criterion.help)) if sentence
    )
    terms = [f"- `{term.code}` {_(term.label)}" for term in criterion.options or ()]
    return "\n".join([first, "", *terms]) if terms else first


def _schema(criterion: Criterion[Any]) -> Schema:
    if isinstance(criterion, Codes):
        codes = {"type": "string", "enum": list(criterion.vocabulary.codes)}
        return {"type": "array", "items": codes, "uniqueItems": True}
    if isinstance(criterion, Choice):
        return {"type": "string", "enum": list(criterion.vocabulary.codes)}
    if isinstance(criterion, Flag):
        return {"type": "string", "enum": ["0", "1"]}
    if isinstance(criterion, Number):
        return {"type": "number", "minimum": 0}
    if isinstance(criterion, WholeNumber):
        most = {} if criterion.most is None else {"maximum": criterion.most}
        return {"type": "integer", "minimum": criterion.least, **most}
    return {"type": "string"}


def _default(criterion: Criterion[Any]) -> Schema:
    default = criterion.default
    if default is None:
        return {}
    plain = isinstance(criterion, Number | WholeNumber)
    return {"default": default if plain else criterion.write(default)}


def _format_parameter() -> Schema:
    offered = served_exports()
    terms = [f"- `{name}` {_(export.help)}" for name, export in offered.items()]
    return {
        "name": FORMAT_KEY,
        "in": "query",
        "required": False,
        "description": "\n".join([_("The form of the answer."), "", *terms]),
        "schema": {"type": "string", "enum": list(offered), "default": "json"},
    }


def _columns_parameter() -> Schema:
    terms = [f"- `{column.name}` {_(column.help)}" for column in columns()]
    words = _("The columns of a table (csv, xlsx), in their order; none for all of them.")
    names = {"type": "string", "enum": [column.name for column in columns()]}
    return {
        "name": COLUMNS_KEY,
        "in": "query",
        "required": False,
        "description": "\n".join([words, "", *terms]),
        "schema": {"type": "array", "items": names, "uniqueItems": True},
        "style": "form",
        "explode": False,
    }
