"""The OpenAPI description, from the declared criteria, the exports and the shapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from finder.criteria import registry
from finder.criteria.criterion import Codes, Criterion
from finder.export import Export, shapes
from finder.export.api.compact import member_names
from finder.export.columns import columns
from finder.locale import _
from finder.web.api.changing import SINCE_KEY
from finder.web.api.given import COLUMNS_KEY, FIELDS_KEY, FORMAT_KEY, served_exports
from finder.web.api.spelling import Schema, example_of, schema_of

__all__ = [
    "fields_parameter",
    "format_parameter",
    "language_parameter",
    "link_parameters",
    "search_content",
    "search_link",
    "search_parameters",
    "since_parameter",
]

_TEXT = {"type": "string"}
# A schema cannot tell which months have more.
_DAY = r"^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$"
# What chooses a page or a place of a shortlist does not change what is counted.
_OF_A_LIST = ("page", "sort", "pick", "view")


def search_parameters() -> list[Schema]:
    """A parameter for each key of a link, in order, and those that the API has beside them."""
    forms = {name: export.help for name, export in served_exports().items()}
    own = [format_parameter(forms), _columns_parameter(), fields_parameter(shapes.Result)]
    return [*search_link(), *own]


def search_link() -> list[Schema]:
    """All keys of a link."""
    return [_parameter(one) for one in registry.declared()]


def since_parameter() -> Schema:
    """From which day on changes are wanted."""
    return {
        "name": SINCE_KEY,
        "in": "query",
        "required": False,
        "allowEmptyValue": True,
        "description": _("Only updates of this day or later, as 2026-11-27; none for all."),
        "schema": {"type": "string", "pattern": _DAY},
        "example": "2026-01-01",
    }


def link_parameters() -> list[Schema]:
    """The keys of a link that say what is found."""
    return [_parameter(one) for one in registry.declared() if one.key not in _OF_A_LIST]


def language_parameter() -> Schema:
    """The key that says in which language an answer is."""
    return _parameter(registry.criterion("hl"))


def search_content() -> Schema:
    """The media types of an answer other than JSON."""
    return {
        export.media_type.partition(";")[0]: {"schema": _content_of(export)}
        for export in served_exports().values()
        if not export.paged and export.media_type != "application/json"
    }


def _content_of(export: Export) -> Schema:
    if export.binary:
        return {"type": "string", "format": "binary"}
    return {"type": "object"} if export.media_type.partition(";")[0].endswith("+json") else _TEXT


def format_parameter(forms: Mapping[str, str]) -> Schema:
    """The form of the answer: its names with their words, the default first."""
    terms = [f"- `{name}` {_(words)}" for name, words in forms.items()]
    return {
        "name": FORMAT_KEY,
        "in": "query",
        "required": False,
        "allowEmptyValue": True,
        "description": "\n".join([_("The form of the answer."), "", *terms]),
        "schema": {"type": "string", "enum": list(forms), "default": next(iter(forms))},
    }


def fields_parameter(shape: Any) -> Schema:
    """The members of an answer that are wanted."""
    words = _("Only these members of each facility, for a short answer; none for all of them.")
    example = ["name", "miles", "phones.text", "programs.care", "programs.ask"]
    if shape is not shapes.Result:
        example = ["name", "phones.text", "programs.hours"]
    return {**_list_parameter(FIELDS_KEY, words, member_names(shape)), "example": example}


def _columns_parameter() -> Schema:
    terms = [f"- `{column.name}` {_(column.help)}" for column in columns()]
    words = _("The columns of a table (csv, xlsx), in their order; none for all of them.")
    names = [column.name for column in columns()]
    return _list_parameter(COLUMNS_KEY, "\n".join([words, "", *terms]), names)


def _list_parameter(key: str, words: str, names: Iterable[str]) -> Schema:
    return {
        "name": key,
        "in": "query",
        "required": False,
        "allowEmptyValue": True,
        "description": words,
        "schema": {"type": "array", "items": {"type": "string", "enum": list(names)}},
        "style": "form",
        "explode": False,
    }


def _parameter(criterion: Criterion[Any]) -> Schema:
    parameter: Schema = {
        "name": criterion.key,
        "in": "query",
        "required": False,
        "allowEmptyValue": True,
        "description": _words(criterion),
        "schema": schema_of(criterion) | _default(criterion),
    }
    example = example_of(criterion)
    if example is not None:
        parameter["example"] = example
    if isinstance(criterion, Codes):
        parameter |= {"style": "form", "explode": False}
    return parameter


def _words(criterion: Criterion[Any]) -> str:
    first = " ".join(
        sentence for sentence in (f"{_(criterion.label)}.", _(criterion.help)) if sentence
    )
    terms = [f"- `{term.code}` {_(term.label)}" for term in criterion.options or ()]
    if "anyOf" in schema_of(criterion) or criterion.key == "county":
        more = _("There are more than the schema lists: it names what is sure to be understood.")
        first = f"{first} {more}"
    return "\n".join([first, "", *terms]) if terms else first


def _default(criterion: Criterion[Any]) -> Schema:
    default = criterion.default
    if default is None:
        return {}
    plain = schema_of(criterion)["type"] in ("number", "integer")
    return {"default": default if plain else criterion.write(default)}
