"""What can be asked: the filters with what each would find, and the care levels.

The API answers with these, and an assistant is told them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from finder.criteria import Criteria, Link, registry, write
from finder.criteria.criterion import Codes
from finder.directory import Directory
from finder.export.answer import directory_summary, read_as_facts
from finder.export.api.shapes_asked import FacetsAnswer, Filter, Level, LevelsAnswer, StateHours
from finder.export.shapes import Ends
from finder.levels import LEVEL_PAGES
from finder.locale import _
from finder.search import Results
from finder.state_hours import state_rules
from finder.vocabulary import CARE_LEVELS, CareLevel

__all__ = ["facets_answer", "filters", "levels_answer"]


def facets_answer(results: Results, link: Link) -> FacetsAnswer:
    """The counts of a search, and its filters, without the facilities that it finds."""
    return {
        "query": write(link.criteria),
        "read_as": read_as_facts(link.read_as),
        "not_understood": list(link.unknown_keys),
        "directory": directory_summary(results.directory),
        "total": results.total,
        "matches": results.matches,
        "possible": results.possible,
        "facets": results.facets,
        "filters": filters(results),
    }


def filters(results: Results | None = None) -> list[Filter]:
    """Every filter with its codes, in the order of a link."""
    return [
        {
            "key": one.key,
            "label": _(one.label),
            "help": _(one.help) or None,
            "several": isinstance(one, Codes),
            "options": None
            if one.options is None
            else [
                {
                    "code": term.code,
                    "label": _(term.label),
                    "count": _count(results, one.key, term.code),
                }
                for term in one.options
            ],
        }
        for one in registry.declared()
    ]


def _count(results: Results | None, key: str, code: str) -> int | None:
    """Where a key is counted, a code that is not among the counts would find none."""
    if results is None or key not in results.facets:
        return None
    return results.facets[key].get(code, 0)


def levels_answer(directory: Directory) -> LevelsAnswer:
    """The care levels with their definitions, and how many programs there are of each."""
    counts = np.bincount(directory.programs.care, minlength=len(CARE_LEVELS) + 1)
    levels = [_level(level, int(counts[at])) for at, level in enumerate(CARE_LEVELS)]
    return {"directory": directory_summary(directory), "levels": levels}


def _level(level: CareLevel, programs: int) -> Level:
    return {
        "code": level.code,
        "name": _(level.label),
        "asam": level.asam or None,
        "lives_in": level.lives_in,
        "hours": _ends(level.hours),
        "typical_hours": _ends(level.typical),
        "state_hours": list(_state_hours(level.code)),
        "about": _(LEVEL_PAGES[level.code].lead.text),
        "programs": programs,
        "query": write(Criteria({"care": (level.code,)})),
    }


def _state_hours(code: str) -> Iterable[StateHours]:
    for (state, care), rule in state_rules().items():
        if care == code:
            ends = _ends((rule.low, rule.high))
            yield {
                "state": state,
                "low": rule.low,
                "high": ends and ends["high"],
                "source": rule.source,
                "date": rule.date.isoformat() if rule.date else None,
            }


def _ends(hours: tuple[float, float] | None) -> Ends | None:
    if hours is None:
        return None
    return {"low": hours[0], "high": None if math.isinf(hours[1]) else hours[1]}
