"""Between the value of a criterion and the value of its widget."""

from __future__ import annotations

from typing import Any

from finder.criteria import Criteria
from finder.criteria.criterion import Choice, Codes, Criterion, Flag, Number

__all__ = ["from_widget", "to_widget"]


def to_widget(criterion: Criterion[Any], criteria: Criteria) -> Any:
    """What the widget shows: a list of codes, a code, a switch, a number, or a text."""
    value = criteria.get(criterion.key)
    if isinstance(criterion, Codes):
        return list(value or ())
    if isinstance(criterion, Flag):
        return bool(value)
    if isinstance(criterion, Number):
        return value
    if isinstance(criterion, Choice):
        return value or ""
    return criterion.write(value) if value is not None else ""


def from_widget(criterion: Criterion[Any], shown: Any) -> Any:
    """The value of what a widget shows, None for nothing. Raises NotUnderstood for a text."""
    if shown is None or shown in ("", []):
        return None
    if isinstance(criterion, Codes):
        return criterion.parse(",".join(shown))
    if isinstance(criterion, (Flag, Choice, Number)):
        return shown
    return criterion.parse(str(shown)) if str(shown).strip() else None
