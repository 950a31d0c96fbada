"""Whether a link asks anything yet: one that does not is answered by the start page.

What a network adds to a link, and what says nothing of where, what or how it is paid, asks nothing.
A page of the list, an order, `published` or the map is what old links ask of the list of all.
"""

from __future__ import annotations

from collections.abc import Iterable

from finder.criteria import Criteria, registry

__all__ = ["asks_nothing", "listed"]

_MAP = "map"
# The order that the list of all has anyway, by name: its link asks for it, and so for the list.
_OF_ALL = "name"


def asks_nothing(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether the keys and texts of a link ask for no results, understood or not."""
    given = [(key.strip().lower(), text.strip().lower()) for key, text in pairs if text.strip()]
    return not any(_asks(key, text) for key, text in given)


def _asks(key: str, text: str) -> bool:
    if key == "view":
        return _MAP in (code.strip() for code in text.split(","))
    # How results are shown, and whom for: with these alone there are no results yet.
    return registry.is_declared(key) and key not in registry.of_roles("display")


def listed(criteria: Criteria) -> Criteria:
    """The same search, as a link that shows its list also where nothing is asked."""
    given = [(key, registry.criterion(key).write(criteria.get(key))) for key in criteria]
    return criteria.replaced(sort=_OF_ALL) if asks_nothing(given) else criteria
