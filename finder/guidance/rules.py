"""The rules: which answers speak for or against a level, why, and by which publication.

A table, so that it can be read and reviewed whole. A rule holds when each question that it names
has one of the answers that it names; OPEN stands for a question that was left open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from finder.locale import mark
from finder.vocabulary import CARE_LEVELS

__all__ = ["OPEN", "RULES", "Rule"]

OPEN = ""


@dataclass(frozen=True)
class Rule:
    """when: by key of a question the answers of which one is given. dimension: of six.

    supports, against: codes of care levels. A level that a rule speaks against is not offered as a
    first step. source: a key of SOURCES.
    """

    code: str
    when: Mapping[str, frozenset[str]] = field(hash=False)
    reason: str
    dimension: int
    source: str
    supports: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def _rule(
    code: str,
    reason: str,
    dimension: int,
    source: str,
    supports: str = "",
    against: str = "",
    **when: str,
) -> Rule:
    """A rule from words: `home="hard homeless"`; a question that may be open ends in `?`."""
    conditions = {
        key: frozenset([*words.replace("?", "").split(), *([OPEN] if words.endswith("?") else [])])
        for key, words in when.items()
    }
    return Rule(
        code, conditions, reason, dimension, source, tuple(supports.split()), tuple(against.split())
    )


_STILL = "daily weekly sometimes ?"

RULES: tuple[Rule, ...] = (
    # 1 Intoxication, withdrawal and addiction medications
    _rule(
        "severe-withdrawal",
        mark(
            "Stopping before led to a seizure, or to seeing or hearing things. To stop "
            "again needs doctors and nurses, day and night."
        ),
        *(1, "alcohol", "detox inpatient", "outpatient iop"),
        withdrawal="severe",
        often=_STILL,
    ),
    _rule(
        "daily-alcohol",
        mark(
            "After drinking every day for weeks, stopping at once can be dangerous, even if it "
            "went well before. Ask a doctor or a detox program first."
        ),
        *(1, "alcohol", "detox"),
        substance="alcohol",
        often="daily",
    ),
    _rule(
        "daily-benzodiazepines",
        mark(
            "Benzodiazepines taken every day for weeks must not be stopped at once. A doctor "
            "lowers the dose slowly."
        ),
        *(1, "benzodiazepines", "detox"),
        substance="benzodiazepines",
        often="daily",
    ),
    _rule(
        "felt-ill",
        mark("Bad withdrawal is easier, and safer, with a doctor’s care."),
        *(1, "tip45", "detox"),
        withdrawal="some",
        often=_STILL,
    ),
    _rule(
        "opioids",
        mark(
            "For opioids, medication (methadone, buprenorphine or naltrexone) lowers the risk of "
            "dying. Detox alone does not."
        ),
        *(1, "tip63", "medication"),
        substance="opioids",
    ),
    _rule(
        "no-withdrawal",
        mark("Stopping brought little trouble, so that care by day can be enough."),
        *(1, "asam", "outpatient iop"),
        withdrawal="nothing",
    ),
    # 2 Physical health
    _rule(
        "ill",
        mark("An illness that needs a doctor or nurse often is best cared for in the same place."),
        *(2, "asam", "inpatient residential"),
        body="ill",
    ),
    _rule(
        "pregnant-withdrawal",
        mark(
            "In pregnancy, stopping alcohol or benzodiazepines after daily use needs a "
            "hospital, for both. Say that someone is pregnant."
        ),
        *(2, "alcohol", "inpatient detox", "outpatient iop php"),
        pregnant="yes",
        often="daily",
        substance="alcohol benzodiazepines",
    ),
    _rule(
        "pregnant-opioids",
        mark(
            "In pregnancy, medication is the treatment for opioids; stopping at once can harm "
            "both. Say that it is about someone who is pregnant."
        ),
        *(2, "tip63", "medication"),
        pregnant="yes",
        substance="opioids",
    ),
    _rule(
        "body-well",
        mark("No great problem with physical health, so that one can live at home."),
        *(2, "asam", "outpatient iop"),
        body="well",
    ),
    # 3 Mental health and thinking
    _rule(
        "mind-hard",
        mark("When mental health makes daily life hard, more hours of care a week can hold it."),
        *(3, "tip42", "php residential"),
        mind="hard",
    ),
    _rule(
        "mind-steady",
        mark("A mental health problem should be treated at the same time, by the same team."),
        *(3, "tip42", "iop php"),
        mind="steady",
    ),
    _rule(
        "mind-well",
        mark("No great problem with mental health, so that fewer hours can be enough."),
        *(3, "asam", "outpatient iop"),
        mind="well",
    ),
    # 4 Risks of going on or starting again
    _rule(
        "daily",
        mark("Daily use is hard to leave with one visit a week: several days a week help more."),
        *(4, "tip47", "iop php"),
        often="daily",
    ),
    _rule(
        "weekly",
        mark("Use on several days a week: regular visits or several sessions a week can fit."),
        *(4, "tip47", "outpatient iop"),
        often="weekly",
    ),
    _rule(
        "sometimes",
        mark("Use that is less often: start with what takes least out of life."),
        *(4, "asam", "outpatient"),
        often="sometimes",
    ),
    _rule(
        "seldom-and-easy",
        mark("Use that is less often, and no withdrawal, seldom needs living at a program."),
        *(4, "asam", "", "residential inpatient"),
        often="sometimes",
        withdrawal="nothing",
        home="safe ?",
    ),
    _rule(
        "stopped",
        mark("Already stopped: the aim now is to stay so, with support while life goes on."),
        *(4, "tip47", "outpatient iop"),
        often="stopped",
    ),
    _rule(
        "first-time",
        mark("No treatment before: start with the least that is safe, and add to it if needed."),
        *(4, "asam", "outpatient iop"),
        earlier="never",
    ),
    _rule(
        "helped",
        mark("Treatment helped before: what helped is worth asking for again."),
        *(4, "asam", "outpatient iop"),
        earlier="helped",
    ),
    _rule(
        "returned",
        mark("Use came back during treatment or soon after: more care than last time can help."),
        *(4, "tip47", "php residential"),
        earlier="returned",
    ),
    _rule(
        "leaving",
        mark("The next step down follows after detox, a hospital or a live-in program."),
        *(4, "tip47", "php iop"),
        earlier="leaving",
    ),
    # 5 Home and people around
    _rule(
        "home-safe",
        mark("A safe home makes it possible to sleep there and come for treatment by day."),
        *(5, "tip47", "iop outpatient"),
        home="safe",
    ),
    _rule(
        "home-hard",
        mark("Where others drink or use, or where it is not safe, staying sober is very hard."),
        *(5, "asam", "residential sober-living"),
        home="hard",
    ),
    _rule(
        "homeless",
        mark("Without a place to live, a program with beds gives both; so does a sober home."),
        *(5, "asam", "residential sober-living"),
        home="homeless",
    ),
    # 6 What the person can do and wants
    _rule(
        "few-hours",
        CARE_LEVELS["outpatient"].with_hours(
            mark("Up to {high} hours a week leave room for outpatient care beside work or family.")
        ),
        *(6, "asam", "outpatient"),
        hours="few",
    ),
    _rule(
        "some-hours",
        CARE_LEVELS["iop"].with_hours(
            mark(
                "{usual_low} to {usual_high} hours a week is what intensive outpatient usually "
                "asks for."
            )
        ),
        *(6, "tip47", "iop"),
        hours="some",
    ),
    _rule(
        "many-hours",
        CARE_LEVELS["php"].with_hours(
            mark("With {low} hours a week or more, day treatment is possible too.")
        ),
        *(6, "asam", "php iop"),
        hours="many",
    ),
    _rule(
        "away",
        mark("Living at a program for some weeks would be possible."),
        *(6, "asam", "residential"),
        hours="away",
    ),
)
