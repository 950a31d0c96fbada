"""What sources say of a place where another is shown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from finder.criteria.criterion import number_text
from finder.directory import Facility, Manifest, Range
from finder.directory.records import OtherWord
from finder.geo import miles_between
from finder.groups import fact_groups
from finder.locale import _, joined
from finder.wording.field_labels import field_label, field_of_level
from finder.wording.words import as_of_words, capital, miles_words, number_range, price

__all__ = ["Other", "others"]

# Another spelling of these is no contradiction.
_NO_CONTRADICTION = frozenset({"name", "address", "notes", "source_url"})


@dataclass(frozen=True)
class Other:
    """What a source says where another is shown. contradicts: it is more than another spelling."""

    label: str
    words: str
    contradicts: bool


def others(facility: Facility, manifest: Manifest) -> list[Other]:
    """What the sources say where another is shown: contradictions first, then by source."""
    said = [
        Other(
            label=_label(word),
            words=_("{source}, {date}, says: {what}").format(
                source=capital(_(manifest.source_of(word.source).name)),
                date=as_of_words(word.date or manifest.source_of(word.source).as_of),
                what=_said(word, facility),
            ),
            contradicts=word.field not in _NO_CONTRADICTION and not _is_beside(word),
        )
        for word in sorted(facility.others, key=lambda one: one.source)
    ]
    return sorted(said, key=lambda one: not one.contradicts)


def _label(word: OtherWord) -> str:
    if word.care is None:
        return field_label(word.field)
    return field_of_level(word.field, word.care or None)


def _is_beside(word: OtherWord) -> bool:
    """Whether a source says it of the place without saying of which program."""
    value = json.loads(word.value)
    return isinstance(value, dict) and word.care is None and not value["no"]


def _said(word: OtherWord, facility: Facility) -> str:
    value = json.loads(word.value)
    if isinstance(value, dict):
        return _codes_said(word.field, value)
    if isinstance(value, str):
        return value
    if word.field == "position":
        return _elsewhere(facility, value)
    if word.field in ("hours", "weeks"):
        return number_range(Range(*value))
    if word.field == "cost":
        return price(Range(value[0], value[1]), value[2])
    if word.field == "openings":
        return _("{n}, on {date}").format(n=number_text(value[0]), date=as_of_words(value[1]))
    return ", ".join(number_text(one) for one in value)


def _codes_said(group: str, value: dict[str, list[str]]) -> str:
    vocabulary = fact_groups()[group].vocabulary
    yes, no = ([_(vocabulary[code].label) for code in value[said]] for said in ("yes", "no"))
    if yes and no:
        return _("{things}; not: {others}").format(things=joined(yes), others=joined(no))
    return joined(yes) if yes else _("not: {things}").format(things=joined(no))


def _elsewhere(facility: Facility, point: list[float]) -> str:
    here: list[Any] = [facility.latitude, facility.longitude, *point]
    degrees = np.array(here, dtype=float).reshape(4, 1)
    return _("{miles} from here").format(miles=miles_words(float(miles_between(*degrees)[0])))
