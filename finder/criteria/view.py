"""How results are shown: list or map, for whom, and how close together.

It never changes what is found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from finder.criteria.criteria import Criteria
from finder.criteria.criterion import Choice, Reading
from finder.locale import _

__all__ = ["Views", "is_dense", "list_or_map", "view_with", "views"]

_DEFAULT = "list"
_DENSE = "dense"
# Of each of these one counts.
_EITHER = (("list", "map"), ("family", "client"))


@dataclass(frozen=True, eq=False)
class Views(Choice):
    """Several codes of a vocabulary, separated by commas, of which some shut each other out.

    Its value is the canonical text: `map,family,dense`.
    """

    def read(self, texts: Sequence[str]) -> Reading[str]:
        """What of the texts is understood; of two that shut each other out, the first."""
        given = dict.fromkeys(code.strip().lower() for text in texts for code in text.split(","))
        known: list[str] = []
        refused: list[str] = []
        for code in filter(None, given):
            fits = code in self.vocabulary and not _shut_out(code, known)
            (known if fits else refused).append(code)
        problems = tuple(self.refuse(code, self._choices()) for code in refused)
        return Reading(self.canonical(",".join(known)) if known else None, problems)

    def _choices(self) -> str:
        return _("choose from {codes}").format(codes=", ".join(self.vocabulary.codes))

    def schema(self) -> dict[str, Any]:
        """Every text that is written for it: sets of codes of which none shuts out another."""
        codes = self.vocabulary.codes
        sets = [some for size in range(len(codes) + 1) for some in combinations(codes, size)]
        fitting = [
            some
            for some in sets
            if not any(_shut_out(one, [*some[:at]]) for at, one in enumerate(some))
        ]
        return {"type": "string", "enum": list(dict.fromkeys(map(self._written, fitting)))}

    def _written(self, codes: Sequence[str]) -> str:
        return self.canonical(",".join(codes))

    def parse(self, text: str) -> str:
        reading = self.read([text])
        if reading.problems:
            raise reading.problems[0]
        return reading.value or _DEFAULT

    def canonical(self, value: str) -> str:
        codes = sorted(set(value.split(",")) - {_DEFAULT, ""}, key=self.vocabulary.position)
        return ",".join(codes) or _DEFAULT

    def phrase(self, criteria: Criteria) -> str:
        return ", ".join(_(self.vocabulary[code].label) for code in views(criteria))


def _shut_out(code: str, known: list[str]) -> bool:
    return any(code in either and other in either for either in _EITHER for other in known)


def views(criteria: Criteria) -> tuple[str, ...]:
    """The codes of a search, in their order; `list` where none is given."""
    return tuple((criteria.get("view") or _DEFAULT).split(","))


def is_dense(criteria: Criteria) -> bool:
    """Whether as many places as can be shall fit a screen."""
    return _DENSE in views(criteria)


def list_or_map(criteria: Criteria) -> str:
    """What is shown first where list and map take turns: `list` or `map`."""
    return next((code for code in views(criteria) if code in _EITHER[0]), _DEFAULT)


def view_with(criteria: Criteria, code: str, *, wanted: bool = True) -> str:
    """The value of `view` with a code, in the place of what it shuts out, or without it."""
    others = [one for one in views(criteria) if one != code and not _shut_out(code, [one])]
    return ",".join([*others, code] if wanted else others)
