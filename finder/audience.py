"""Who the search is for: oneself, someone in the family, a client. It changes words and order.

It may ride in a link as `view`, since it says nothing of a person; it never changes what is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from finder.criteria import Criteria
from finder.criteria.view import views
from finder.locale import _, mark

__all__ = ["AUDIENCES", "Audience", "Spoken", "audience_of", "view_of"]

Audience = Literal["self", "family", "client"]
# Also the labels of the choice.
AUDIENCES: dict[Audience, str] = {
    "self": mark("Myself"),
    "family": mark("Someone in my family"),
    "client": mark("A client"),
}


@dataclass(frozen=True)
class Spoken:
    """One text, as it is said to each audience. family, client: empty where it is the same."""

    mine: str
    family: str = ""
    client: str = ""

    def to(self, audience: Audience) -> str:
        """The text for an audience, in the visitor's language."""
        others = {"self": self.mine, "family": self.family, "client": self.client}
        return _(others[audience] or self.mine)


def audience_of(criteria: Criteria) -> Audience:
    """Whom the link is for; oneself where it does not say."""
    chosen = views(criteria)
    return next((code for code in AUDIENCES if code in chosen), "self")


def view_of(audience: str) -> str | None:
    """The value of `view` for an audience; None for oneself, which a link leaves out."""
    return audience if audience in ("family", "client") else None
