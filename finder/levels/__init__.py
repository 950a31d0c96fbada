"""The care levels explained in plain words: content as data, each paragraph with its sources."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from finder.levels.after import AFTERCARE, SOBER_LIVING
from finder.levels.before import DETOX, INPATIENT, RESIDENTIAL
from finder.levels.day import MEDICATION, OUTPATIENT, PHP
from finder.levels.iop import IOP
from finder.levels.model import COMPARED_ON, Claim, LevelPage, Section, Source
from finder.levels.sources import FIGURES, SOURCES

__all__ = [
    "COMPARED_ON",
    "FIGURES",
    "LEVEL_PAGES",
    "SOURCES",
    "Claim",
    "LevelPage",
    "Section",
    "Source",
]

# From the most watch to the least; medication and a sober house go along with others.
_PAGES = (
    *(DETOX, INPATIENT, RESIDENTIAL, PHP, IOP),
    *(OUTPATIENT, AFTERCARE, MEDICATION, SOBER_LIVING),
)
LEVEL_PAGES: Mapping[str, LevelPage] = MappingProxyType({page.code: page for page in _PAGES})
