"""What a level costs elsewhere, from the reference facts: one named fact for a level.

Only what families pay counts: what a public payer pays a program is no price to a family. And only
what can be brought to a week: a price a day or a session says nothing of a week where nobody knows
how many there are. So intensive outpatient and residential have one, from weak sources, and the
other stages none.
"""

from __future__ import annotations

from finder.pathway.figures import TypicalPrice
from finder.reference import facts

__all__ = ["typical_price"]

# The fact that stands for the price of a stage.
_FACTS = {
    "residential": "us-rehab-30-days-price-2022",
    "iop": "us-iop-30-days-price-2021",
}
_A_WEEK = {"week": 1.0, "30 days": 7 / 30}


def typical_price(stage: str) -> TypicalPrice | None:
    """USD a week that a stage costs elsewhere; None where no fact gives it."""
    fact = facts().get(_FACTS.get(stage, ""))
    if fact is None:
        return None
    factor = _A_WEEK[fact.per]
    low, high = (None if end is None else end * factor for end in fact.range)
    return TypicalPrice(low, high, fact.id)
