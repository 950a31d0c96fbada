"""NDJSON: one facility a line, all that were found, for programs that read as it comes.

A line stands alone: it says of which directory it is, and whether that one is invented.
"""

from __future__ import annotations

from collections.abc import Iterable

from finder.export.answer import result
from finder.export.api.compact import compact_result
from finder.export.as_json import json_bytes
from finder.export.export import Export, Outgoing
from finder.locale import mark

__all__ = ["EXPORT"]


def _chunks(outgoing: Outgoing) -> Iterable[bytes]:
    manifest = outgoing.directory.manifest
    source = {"as_of": manifest.as_of, "demonstration": manifest.demonstration}
    for found in outgoing.facilities():
        whole = result(outgoing.directory, found)
        yield json_bytes({**compact_result(whole, outgoing.fields), **source})


EXPORT = Export(
    "ndjson",
    mark("all facilities found, one a line"),
    "application/x-ndjson",
    _chunks,
    fielded=True,
)
