"""What the fields of a facility and its programs are called."""

from __future__ import annotations

from finder.groups import fact_groups
from finder.locale import _, mark
from finder.text import decapitalized
from finder.wording.statements import level_name

__all__ = ["field_label", "field_of_level"]

_LABELS = {
    "name": mark("Name"),
    "address": mark("Address"),
    "phones": mark("Phone"),
    "website": mark("Website"),
    "position": mark("Position on the map"),
    "detox": mark("Detox"),
    "licences": mark("License"),
    "codes": mark("The source's own words"),
    "npi": mark("NPI (National Provider Identifier)"),
    "care": mark("Care level"),
    "hours": mark("Hours a week"),
    "weeks": mark("Length"),
    "cost": mark("Price without insurance"),
    "days_per_week": mark("Days a week"),
    "sessions_per_week": mark("Sessions a week"),
    "openings": mark("Openings"),
    "notes": mark("Notes"),
    "source_url": mark("Web page of the facts"),
}


def field_label(field: str) -> str:
    """The name of a field, or of a group of facts by its key in a link."""
    known = _LABELS.get(field)
    return _(known) if known else _(fact_groups()[field].label)


def field_of_level(field: str, care: str | None) -> str:
    """`Hours a week (intensive outpatient)`; care: None where no level is stated."""
    level = decapitalized(level_name(care))
    return _("{fact} ({level})").format(fact=field_label(field), level=level)
