"""Who states what of a facility, as plain data."""

from __future__ import annotations

import json

from finder.directory import Directory, Facility, Program
from finder.directory.fields import date_of, facility_fields, program_fields
from finder.directory.records import OtherWord
from finder.export import shapes

__all__ = ["facility_sources", "other_words", "program_sources"]


def facility_sources(
    directory: Directory, facility: Facility
) -> dict[str, list[shapes.FieldSource]]:
    """Per field of the place itself, who states it as it is shown."""
    return {
        field: [_source(directory, number, field, None) for number in numbers]
        for field, numbers in facility_fields(facility).items()
    }


def program_sources(directory: Directory, program: Program) -> dict[str, list[shapes.FieldSource]]:
    """Per field of a program, and per key of its codes, who states it as it is shown."""
    return {
        field: [_source(directory, number, field, program) for number in numbers]
        for field, numbers in program_fields(program).items()
    }


def other_words(directory: Directory, facility: Facility) -> list[shapes.OtherWord]:
    """What the sources say where another is shown."""
    return [_other(directory, word) for word in facility.others]


def _source(
    directory: Directory, number: int, field: str, program: Program | None
) -> shapes.FieldSource:
    manifest = directory.manifest
    date = date_of(manifest, number, field, program)
    return {"name": manifest.source_of(number).name, "as_of": date}


def _other(directory: Directory, word: OtherWord) -> shapes.OtherWord:
    source = directory.manifest.source_of(word.source)
    return {
        "field": word.field,
        "care": word.care,
        "source": {"name": source.name, "as_of": word.date or source.as_of},
        "value": json.loads(word.value),
    }
