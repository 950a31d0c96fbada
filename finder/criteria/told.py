"""In words: how a text was read that is written otherwise in a link."""

from __future__ import annotations

from finder.criteria.reading import ReadAs
from finder.locale import _
from finder.text import printable
from finder.vocabulary import STATES

__all__ = ["read_as_words"]

_MOST_SHOWN = 60


def read_as_words(one: ReadAs) -> str:
    """`“Boston, Mass.” was read as Boston, MA.`"""
    given = printable(one.given, _MOST_SHOWN)
    key, is_other, value = one.understood.partition("=")
    if is_other and key == "state":
        message = _("“{given}” was read as the state {name}.")
        return message.format(given=given, name=_(STATES[value].label))
    message = _("“{given}” was read as {understood}.")
    return message.format(given=given, understood=value if is_other else one.understood)
