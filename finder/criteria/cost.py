"""What the visitor can pay, against self-pay prices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from finder.answers import Answers, answer
from finder.criteria.criteria import Criteria
from finder.criteria.criterion import Number
from finder.criteria.keys import Name
from finder.directory.facts import Facts
from finder.locale import _, decimal
from finder.vocabulary import COST_UNITS, PAYMENTS

__all__ = ["Cost", "takes_no_payment"]

_PER = Name[str]("per")
# A price brought to another unit may differ in the last binary digit from the same sum by hand.
_ROUNDING = 1 + 1e-9


def takes_no_payment(facts: Facts) -> NDArray[np.bool_]:
    """Per program whether its facility lists "no payment accepted"."""
    yes, _unknown = facts.masks("pay")
    return (yes & yes.dtype.type(PAYMENTS.bits(["free"]))) != 0


def _fee_depends(facts: Facts) -> NDArray[np.bool_]:
    yes, _unknown = facts.masks("pay")
    return (yes & yes.dtype.type(PAYMENTS.bits(["sliding", "assistance"]))) != 0


@dataclass(frozen=True, eq=False)
class Cost(Number):
    """At most this much, USD per `per`.

    Free care, or a published price whose low end is within the budget, is yes. Above it is no,
    but not published where a sliding fee or payment assistance could lower it. No price, or one
    that cannot be brought to the unit asked, is not published. A floor can rule out, but not match.
    """

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        budget = criteria[self]
        if budget is None:
            return None
        per = criteria.always(_PER)
        low, high = facts.price(per), facts.highest_price(per)
        only_high = np.isnan(low)
        within = np.where(only_high, high, low) <= budget * _ROUNDING
        floor = facts.price_is_floor(per)
        unknown = only_high | _fee_depends(facts) | (within & floor)
        within &= ~floor
        return answer(takes_no_payment(facts) | within, unknown)

    def published(self, facts: Facts, criteria: Criteria) -> NDArray[np.bool_]:
        said = facts.published("cost_low", "cost_high") | facts.priced_by_file
        return said | takes_no_payment(facts)

    def phrase(self, criteria: Criteria) -> str:
        budget = criteria.always(self)
        if budget == 0:
            return _("free of charge")
        amount = decimal(budget)
        unit = _(COST_UNITS[criteria.always(_PER)].label)
        return _("up to ${amount} {unit}").format(amount=amount, unit=unit)
