"""JSON: the answer of the API, one page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from finder.export.answer import answer
from finder.export.api.compact import compact_answer
from finder.export.export import Export, Outgoing
from finder.locale import mark

__all__ = ["EXPORT", "json_bytes"]


def json_bytes(content: Mapping[str, Any]) -> bytes:
    """One line of JSON in UTF-8. Raises ValueError for a number that JSON cannot write."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"{text}\n".encode()


def _chunks(outgoing: Outgoing) -> Iterable[bytes]:
    told = outgoing.not_understood, outgoing.read_as
    whole = answer(outgoing.results, outgoing.query, *told)
    yield json_bytes(compact_answer(whole, outgoing.fields))


EXPORT = Export(
    "json",
    mark("the answer of the API, one page"),
    "application/json",
    _chunks,
    paged=True,
    fielded=True,
)
