"""The keys that the API has beside those of a link: form, columns, members of an answer.

They are never part of a link. What is not understood is told like a wrong code of a filter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from finder.criteria import Link
from finder.criteria.understood import spoken_language, understood
from finder.export import Export, exports, shapes
from finder.export.api.compact import member_names
from finder.export.asked import problem, problems
from finder.export.columns import columns
from finder.locale import _, speaking

__all__ = [
    "COLUMNS_KEY",
    "FIELDS_KEY",
    "FORMAT_KEY",
    "Given",
    "form_named",
    "given_of",
    "members_asked",
    "pairs_of",
    "served_exports",
]

FORMAT_KEY, COLUMNS_KEY, FIELDS_KEY = "format", "columns", "fields"
_MOST_PROBLEMS = 20
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Given:
    """What a search was asked.

    not_understood: keys that no filter has, and those of the API that mean nothing for this form.
    wrong: what is refused.
    """

    link: Link
    export: Export
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    not_understood: tuple[str, ...]
    wrong: tuple[shapes.Problem, ...]


def served_exports() -> dict[str, Export]:
    """The exports that the API offers, by name; the first is the default."""
    offered = {export.name: export for export in exports().all() if export.served}
    return {"json": offered.pop("json"), **offered}


def pairs_of(request: Request) -> Pairs:
    """Keys and texts of the query as they were sent."""
    query = request.scope["query_string"].decode("utf-8", "replace")
    return parse_qsl(query, keep_blank_values=True)


def given_of(request: Request) -> Given:
    """What a search asks for, in the language of its link."""
    pairs = pairs_of(request)
    ours = {key: _texts(pairs, key) for key in (FORMAT_KEY, COLUMNS_KEY, FIELDS_KEY)}
    link = understood(pair for pair in pairs if pair[0].strip().lower() not in ours)
    with speaking(spoken_language(link)):
        export, wrong_form = form_named(ours[FORMAT_KEY], served_exports())
        known = [column.name for column in columns()]
        names, wrong_columns = _columns(ours[COLUMNS_KEY], known)
        members, wrong_fields = members_asked(ours[FIELDS_KEY], shapes.Result)
        idle = []
        if names and not export.columned:
            names, idle = (), [COLUMNS_KEY]
        if members and not export.fielded:
            members, idle = (), [*idle, FIELDS_KEY]
        wrong = (*problems(link), *wrong_form, *wrong_columns, *wrong_fields)
    return Given(link, export, names, members, (*link.unknown_keys, *idle), wrong)


def form_named(texts: Sequence[str], offered: dict[str, Any]) -> tuple[Any, list[shapes.Problem]]:
    """The first form that is asked for, else the first that is offered, and what is wrong."""
    given = next((text for text in texts if text.strip()), "")
    form = offered.get(given.strip().lower())
    if form or not given:
        return form or next(iter(offered.values())), []
    reason = _("The form of the answer is one of {forms}.").format(forms=", ".join(offered))
    return next(iter(offered.values())), [problem(FORMAT_KEY, given, reason, offered)]


def members_asked(texts: Sequence[str], shape: Any) -> tuple[tuple[str, ...], list[shapes.Problem]]:
    """The members of an answer that are asked for, and what is wrong with them."""
    names, unknown = _names(texts, known := member_names(shape))
    if not unknown:
        return names, []
    reason = _("A field of the answer is one of {names}.").format(names=", ".join(known))
    return names, [problem(FIELDS_KEY, one, reason, known) for one in unknown]


def _columns(
    texts: Sequence[str], known: Sequence[str]
) -> tuple[tuple[str, ...], list[shapes.Problem]]:
    names, unknown = _names(texts, known)
    if not unknown:
        return names, []
    reason = _("A column of the table is one of {names}.").format(names=", ".join(known))
    return names, [problem(COLUMNS_KEY, one, reason, known) for one in unknown]


def _names(texts: Sequence[str], known: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    """The names that are asked for, each once in the order asked, and those that are none."""
    asked = [one.strip().lower() for text in texts for one in text.split(",")]
    names = tuple(dict.fromkeys(one for one in asked if one))
    return names, [one for one in names if one not in set(known)][:_MOST_PROBLEMS]


def _texts(pairs: Pairs, name: str) -> list[str]:
    """What the query gives for one key, in any case."""
    return [text for key, text in pairs if key.strip().lower() == name]
