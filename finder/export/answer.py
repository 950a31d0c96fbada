"""The answer as plain data: what the API sends and `search --format json` prints.

The shape stands in finder/export/shapes.py; the promise behind it in docs/contract.md, section 5.
"""

from __future__ import annotations

from collections.abc import Iterable

from finder.answers import YES
from finder.criteria import ReadAs, registry, write
from finder.directory import Directory
from finder.export import shapes
from finder.export.facility_facts import NearestDetox, facility_facts, miles_shown
from finder.export.notice import demonstration_notice
from finder.export.program_facts import program_facts
from finder.export.sources_of import facility_sources, other_words, program_sources
from finder.minutes import minutes_shown
from finder.search import FoundFacility, FoundProgram, Results

__all__ = [
    "answer",
    "directory_answer",
    "directory_summary",
    "facility_answer",
    "read_as_facts",
    "result",
]


def answer(
    results: Results,
    query: str,
    not_understood: Iterable[str] = (),
    read_as: Iterable[ReadAs] = (),
) -> shapes.Answer:
    """One page of results. `query` is the canonical link, `not_understood` the unknown keys.

    read_as: places that are written otherwise than they were given.
    """
    return {
        "query": query,
        "read_as": read_as_facts(read_as),
        "not_understood": list(not_understood),
        "directory": directory_summary(results.directory),
        "total": results.total,
        "matches": results.matches,
        "possible": results.possible,
        "page": results.page,
        "pages": results.pages,
        "facets": results.facets,
        "silent": [one.key for one in registry.declared() if one.key in results.silent],
        "near_misses": _near_misses(results),
        "beyond": _beyond(results),
        "results": [result(results.directory, found) for found in results.facilities],
    }


def read_as_facts(read_as: Iterable[ReadAs]) -> list[shapes.ReadAs]:
    """Places that are written otherwise in the canonical link than they were given."""
    return [{"key": one.key, "given": one.given, "understood": one.understood} for one in read_as]


def result(directory: Directory, found: FoundFacility) -> shapes.Result:
    """One facility that was found, with the programs that were found."""
    return {
        "number": found.number,
        "miles": miles_shown(found.miles),
        "minutes": _minutes(found.miles),
        "status": _status(found.match),
        "ask": list(found.ask),
        **facility_facts(found.facility, found.nearest_detox),
        "programs": [_program(directory, one) for one in found.programs],
    }


def facility_answer(directory: Directory, row: int) -> shapes.FacilityAnswer:
    """The facility in one row of a directory, with all its programs."""
    facility = directory.facility(row)
    return {
        **facility_facts(facility, _nearest_detox(directory, row)),
        "programs": [
            {**program_facts(directory, program), "sources": program_sources(directory, program)}
            for program in facility.programs
        ],
        "sources": facility_sources(directory, facility),
        "others": other_words(directory, facility),
        "same_address": [directory.facility(one).id for one in directory.at_same_address(row)],
        "directory": directory_summary(directory),
    }


def directory_answer(directory: Directory) -> shapes.DirectoryAnswer:
    """All that a directory says of itself."""
    manifest = directory.manifest
    return {
        **directory_summary(directory),
        "as_of_from": manifest.as_of_from or None,
        "made_at": manifest.made_at or None,
        "sha256": list(manifest.sha256),
    }


def directory_summary(directory: Directory) -> shapes.DirectorySummary:
    """What must be known of a directory beside any of its data."""
    manifest = directory.manifest
    return {
        "name": manifest.name,
        "as_of": manifest.as_of,
        "source": manifest.source,
        "demonstration": manifest.demonstration,
        "facilities": manifest.facilities,
        "programs": manifest.programs,
        "snapshot": directory.snapshot,
        "licence": manifest.licence or None,
        "notice": demonstration_notice(manifest),
    }


def _program(directory: Directory, found: FoundProgram) -> shapes.Program:
    return {
        "status": _status(found.match),
        "ask": list(found.ask),
        **program_facts(directory, found.program),
    }


def _status(match: bool) -> shapes.Status:
    return "match" if match else "possible"


def _minutes(miles: float | None) -> shapes.Minutes | None:
    shown = minutes_shown(miles)
    return shown and {"low": shown.low, "high": shown.high}


def _near_misses(results: Results) -> list[shapes.NearMiss]:
    return [
        {"without": list(miss.keys), "total": miss.total, "query": write(miss.criteria)}
        for miss in results.near_misses
    ]


def _beyond(results: Results) -> shapes.Beyond | None:
    beyond = results.beyond
    if beyond is None:
        return None
    facility = results.directory.facility(beyond.facility)
    return {
        "id": facility.id,
        "name": facility.name,
        "miles": round(beyond.miles, 4),
        "query": write(beyond.criteria),
    }


def _nearest_detox(directory: Directory, row: int) -> NearestDetox | None:
    nearest = directory.detox.nearest(row) if directory.facilities.detox[row] != YES else None
    return nearest and (directory.facility(nearest[0]), nearest[1])
