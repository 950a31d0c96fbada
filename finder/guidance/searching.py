"""The search that an answer leads to. It is made only from what a link may say anyway."""

from __future__ import annotations

from finder.audience import view_of
from finder.criteria import Criteria, read_pairs, registry
from finder.guidance.answers import Answers
from finder.vocabulary import CARE_LEVELS, DETOX_SUBSTANCES

__all__ = ["kept", "search_for"]

# What the facility must not leave out, by substance that was answered.
_TREATED = {"alcohol": "alcohol", "opioids": "opioids"}
_NONE = (0.0, 0.0)
# The most hours a week that there are.
_MOST_HOURS = {
    "few": (CARE_LEVELS["outpatient"].hours or _NONE)[1],
    "some": (CARE_LEVELS["iop"].typical or _NONE)[1],
}
_PAYMENTS = {"little": ("sliding", "assistance", "free", "state"), "self": ("self",)}


def kept(criteria: Criteria) -> Criteria:
    """Where one looks and how it is shown, without anything else that a link asks."""
    return criteria.of_roles("where", "reach", "display")


def search_for(level: str, answers: Answers, here: Criteria) -> Criteria:
    """The search for a level with what was answered. here: the link of the guide."""
    given = [(key, registry.criterion(key).write(here.get(key))) for key in kept(here)]
    if answers.audience:
        given = [pair for pair in given if pair[0] != "view"]
        given.append(("view", view_of(answers.audience) or ""))
    given += [("care", level), *_substances(level, answers), *_hours(level, answers)]
    given += [("pay", ",".join(_payments(answers))), ("cost", "".join(answers["cost"]))]
    if answers["mind"] == ("hard",):
        given.append(("for", "co-occurring"))
    return read_pairs(given).criteria


def _substances(level: str, answers: Answers) -> list[tuple[str, str]]:
    used = answers["substance"]
    pairs = [("substance", ",".join(_TREATED.get(one, "other") for one in used))]
    if level == "detox":
        pairs.append(("detox_for", ",".join(one for one in used if one in DETOX_SUBSTANCES)))
    return pairs


def _hours(level: str, answers: Answers) -> list[tuple[str, str]]:
    """The hours, where the level can have so few: a level that cannot would find nothing."""
    hours, most = CARE_LEVELS[level].hours, _MOST_HOURS.get("".join(answers["hours"]))
    if most is None or hours is None or hours[0] > most:
        return []
    return [("hours", f"-{most:g}")]


def _payments(answers: Answers) -> list[str]:
    return [code for one in answers["pay"] for code in _PAYMENTS.get(one, (one,))]
