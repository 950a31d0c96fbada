"""Search: a pure function from a directory and criteria to results."""

from finder.search.near_misses import Beyond, NearMiss
from finder.search.results import PAGE_SIZE, FoundFacility, FoundProgram, Results
from finder.search.searching import programs_found, search, whole_list

__all__ = [
    "PAGE_SIZE",
    "Beyond",
    "FoundFacility",
    "FoundProgram",
    "NearMiss",
    "Results",
    "programs_found",
    "search",
    "whole_list",
]
