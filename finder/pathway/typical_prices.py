"""What a level costs elsewhere, from the reference facts: official or scientific figures alone.

None is a family's price at a place. Partial hospitalization and intensive outpatient have what
Medicaid paid for one person in one month: at least that, since a person may count twice in it, and
programs ask others for more. Residential has what programs that were called asked in advance for a
stay. The other stages have none: a price a day or a bill says nothing of a week where nobody knows
how many there are.
"""

from __future__ import annotations

from finder.pathway.figures import TypicalPrice
from finder.reference import facts

__all__ = ["typical_price"]

# The facts that stand for the price of a stage: their lowest and highest are its range.
_FACTS = {
    "residential": (
        "us-residential-audit-nonprofit-2021",
        "us-residential-audit-for-profit-2021",
    ),
    "iop": ("us-iop-h0015-month-paid-2024",),
    "php": ("us-php-s0201-month-paid-2024",),
}
_WEEKS_A_MONTH = 52 / 12


def typical_price(stage: str) -> TypicalPrice | None:
    """USD that a stage costs elsewhere; None where no fact gives it."""
    found = [facts()[one] for one in _FACTS.get(stage, ())]
    if not found:
        return None
    ids = tuple(one.id for one in found)
    numbers = [number for one in found for number in one.numbers]
    if found[0].per == "person and month":
        return TypicalPrice(min(numbers) / _WEEKS_A_MONTH, None, ids, weekly=True)
    return TypicalPrice(min(numbers), max(numbers), ids, weekly=False)
