"""What a new directory has lost against the one in place: too much looks like a broken source.

More than a tenth of the facilities of a state, or more than a fifth of the facilities or programs
that published a field; or, whatever the counts say, more than half of the facilities themselves, by
their ids: as many others in their place are another source, or one that is read wrongly
(docs/decisions/0007-publish-safely.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from finder.directory import Directory
from finder.directory.census import census, label_of
from finder.locale import _
from finder.vocabulary import STATES

__all__ = ["MOST_FACILITIES_PERCENT", "MOST_KNOWN_PERCENT", "Drop", "drops", "in_words"]

MOST_FACILITIES_PERCENT = 10
MOST_KNOWN_PERCENT = 20
MOST_OTHERS_PERCENT = 50
# In a table of a few rows, one new name is a large part.
_FEWEST_COMPARED = 5
_MOST_NAMED = 4


@dataclass(frozen=True)
class Drop:
    """state: code, or "" where it is about a field. what: its name, as the operator reads it."""

    state: str
    what: str
    before: int
    after: int

    @property
    def words(self) -> str:
        """What dropped, from how many to how many."""
        percent = round(100 * (self.before - self.after) / self.before)
        words = _("{what} {before:,} → {after:,} (−{percent}%)")
        return words.format(what=self.what, before=self.before, after=self.after, percent=percent)


def drops(before: Directory, after: Directory) -> list[Drop]:
    """What dropped by more than it may: states first, the largest loss first."""
    then, now = census(before), census(after)
    of_states = [
        Drop(code, _("facilities in {state}").format(state=_state(code)), count, have)
        for code, count in then.by_state.items()
        if _too_few(count, have := now.by_state.get(code, 0), MOST_FACILITIES_PERCENT)
    ]
    of_fields = [
        Drop("", _(label_of(name)), count, have)
        for name, count in then.known.items()
        if _too_few(count, have := now.known.get(name, 0), MOST_KNOWN_PERCENT)
    ]
    return [*_others(before, after), *sorted(of_states, key=_lost), *sorted(of_fields, key=_lost)]


def _others(before: Directory, after: Directory) -> list[Drop]:
    """Whether the facilities are others than before; by id, since counts may be the same."""
    then, now = set(before.facilities.texts["id"]), set(after.facilities.texts["id"])
    if len(then) < _FEWEST_COMPARED or not _too_few(
        len(then), len(then & now), MOST_OTHERS_PERCENT
    ):
        return []
    return [Drop("", _("facilities that were listed before"), len(then), len(then & now))]


def in_words(found: Sequence[Drop]) -> str:
    """The drops as one list; some of each kind are named, the others counted."""
    kinds = ([one for one in found if one.state], [one for one in found if not one.state])
    named = [one.words for kind in kinds for one in kind[:_MOST_NAMED]]
    more = len(found) - len(named)
    words = "; ".join(named)
    return _("{drops}; and {n} more").format(drops=words, n=more) if more else words


def _too_few(before: int, after: int, percent: int) -> bool:
    return 100 * (before - after) > percent * before


def _lost(drop: Drop) -> int:
    return drop.after - drop.before


def _state(code: str) -> str:
    return _(STATES[code].label) if code else _("no state")
