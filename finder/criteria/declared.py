"""Every criterion, declared once. To add a filter, add it here.

A new filter about codes also needs its group of facts (finder/groups.py), a line in the code table
of each source that carries them (finder/intake/samhsa/samhsa_codes.csv for the SAMHSA directory),
and a test.
The order here is the order of the keys in a canonical link.
"""

from __future__ import annotations

from typing import Any

from finder import vocabulary as words
from finder.criteria.confirmed import Confirmed
from finder.criteria.cost import Cost
from finder.criteria.county import County
from finder.criteria.criterion import AllOf, AnyOf, Choice, WholeNumber
from finder.criteria.detox import Detox, DetoxFor
from finder.criteria.hours import Hours
from finder.criteria.others import (
    Care,
    FacilityIds,
    NameWords,
    Openings,
    Published,
    State,
    Substance,
)
from finder.criteria.place import Minutes, Near, Within
from finder.criteria.registry import declare
from finder.criteria.view import Views
from finder.groups import fact_groups
from finder.locale import LANGUAGES, mark, own_name
from finder.vocabulary import Term, Vocabulary

__all__ = [
    "ACCREDITED",
    "AGE",
    "CARE",
    "CONFIRMED",
    "COST",
    "COUNTY",
    "DETOX",
    "DETOX_FOR",
    "FOR",
    "GENDER",
    "HL",
    "HOURS",
    "LANG",
    "MEDICATION",
    "MINUTES",
    "NEAR",
    "OPENINGS",
    "PAGE",
    "PAY",
    "PER",
    "PICK",
    "PUBLISHED",
    "SORT",
    "STATE",
    "SUBSTANCE",
    "THERAPY",
    "VIEW",
    "WHEN",
    "WITH",
    "WITHIN",
    "Q",
]

# How it is shown. Two say whom it is for (finder.audience): words and order follow.
_VIEWS = Vocabulary(
    "view",
    [
        Term("list", mark("List")),
        Term("map", mark("Map")),
        Term("family", mark("For someone in my family")),
        Term("client", mark("For a client")),
        Term("dense", mark("Closer together")),
    ],
)


def _group(key: str) -> dict[str, Any]:
    """What a criterion of a group of facts takes from it (finder/groups.py)."""
    group = fact_groups()[key]
    return {
        "key": group.key,
        "label": group.label,
        "vocabulary": group.vocabulary,
        "column": group.column,
        "silence_is_yes": group.silence_is_yes,
    }


_TONGUES = Vocabulary("hl", [Term(code, own_name(code)) for code in LANGUAGES])

NEAR = Near(
    "near",
    mark("Where"),
    mark("ZIP code, or town and state."),
    role="where",
    shelf="plain",
    slot="place",
    depends=("within",),
    opens=True,
)
COUNTY = County(
    "county",
    mark("County"),
    mark("Only places in this county, as Albemarle County, VA. Several are separated by ;"),
    role="where",
    slot="place",
)
STATE = State(
    "state",
    mark("State"),
    mark("Only programs in this state."),
    role="where",
    slot="place",
    vocabulary=words.STATES,
)
WITHIN = Within(
    "within",
    mark("Within"),
    mark("Miles as the crow flies; the way by road is longer."),
    role="reach",
    default=25.0,
    shelf="plain",
    slot="none",
    opens=True,
)
MINUTES = Minutes(
    "minutes",
    mark("By car, at most"),
    mark("Minutes each way, estimated from the distance."),
    role="reach",
    depends=("near",),
    asks=mark("the way"),
    least=5,
    most=240,
    usual=(10, 20, 30, 45, 60, 90, 120),
)
CARE = Care(
    "care",
    mark("Care level"),
    mark("How much care a week, and whether one sleeps there."),
    shelf="plain",
    slot="subject",
    asks=mark("care level"),
    vocabulary=words.CARE_LEVELS,
    opens=True,
)
DETOX = Detox(
    "detox",
    mark("Detox"),
    mark("Care while alcohol or drugs leave the body. After long use it should be monitored."),
    shelf="plain",
    asks=mark("detox"),
    question=mark("Is detox done at your place, and if not, where do you send people?"),
    vocabulary=words.DETOX,
)
DETOX_FOR = DetoxFor(
    "detox_for",
    mark("Detox for"),
    mark("What the detox is for; on site, unless detox nearby is chosen too."),
    depends=("detox",),
    asks=mark("which substances its detox is for"),
    for_whom=True,
    question=mark("Is your detox for this: {things}?"),
    vocabulary=words.DETOX_SUBSTANCES,
    column="detox_for",
    chip=mark("Detox for {choice}"),
)
SUBSTANCE = Substance(
    **_group("substance"),
    help=mark("Leaves out places that say they do not treat it."),
    asks=mark("which substances it treats"),
    for_whom=True,
    chip=mark("Treatment for {choice}"),
)
HOURS = Hours(
    "hours",
    mark("Hours a week"),
    mark("Hours that one has to be there. Living in counts as 168."),
    shelf="plain",
    asks=mark("hours a week"),
    question=mark("How many hours a week is it, on which days, and at what times?"),
)
WHEN = AllOf(
    **_group("when"),
    help=mark("Times that fit work, school or a family."),
    asks=mark("evening, weekend or video sessions"),
    question=mark("Are there sessions at these times: {things}?"),
    wording=mark("with sessions: {choices}"),
)
COST = Cost(
    "cost",
    mark("Can pay"),
    mark("The most you can pay without insurance, in US dollars; 0 asks for free care."),
    role="pay",
    shelf="plain",
    depends=("per",),
    asks=mark("price"),
    question=mark("What does it cost without insurance, and does the fee depend on income?"),
    told_of_all=True,
)
PER = Choice(
    "per",
    mark("Price per"),
    mark("What the amount is for."),
    role="pay",
    default="month",
    shelf="plain",
    slot="none",
    vocabulary=words.COST_UNITS,
)
PAY = AnyOf(
    **_group("pay"),
    help=mark("Listed as taking any of these. Ask whether it takes your own plan."),
    role="pay",
    shelf="plain",
    asks=mark("payment"),
    for_whom=True,
    question=mark("Can one pay like this: {things}?"),
    wording=mark("payment listed: {choices}"),
)
OPENINGS = Openings(
    "openings",
    mark("Openings reported this week"),
    mark("Openings that were reported within the last 7 days."),
    asks=mark("openings"),
    question=mark("Do you have an opening, and how soon could a first visit be?"),
)
THERAPY = AllOf(
    **_group("therapy"),
    help=mark("All of these are offered."),
    asks=mark("therapies"),
    question=mark("Do you offer: {things}?"),
    wording=mark("with {choices}"),
)
MEDICATION = AllOf(
    **_group("medication"),
    help=mark("All of these are used in treatment."),
    asks=mark("medications"),
    question=mark("Do you give: {things}?"),
    wording=mark("with {choices}"),
)
FOR = AllOf(
    **_group("for"),
    help=mark("A program or group of its own for all of these."),
    asks=mark("special programs"),
    for_whom=True,
    question=mark("Do you have a program or group of its own for: {things}?"),
    chip=mark("Program for {choice}"),
    wording=mark("with a program for: {choices}"),
)
AGE = AllOf(
    **_group("age"),
    help=mark("Accepts all of these age groups."),
    asks=mark("ages accepted"),
    for_whom=True,
    question=mark("Do you take: {things}?"),
    chip=mark("Accepts {choice}"),
    wording=mark("accepting {choices}"),
)
GENDER = AllOf(
    **_group("gender"),
    help=mark("Accepts all of these."),
    asks=mark("genders accepted"),
    for_whom=True,
    question=mark("Do you take: {things}?"),
    chip=mark("Accepts {choice}"),
    wording=mark("accepting {choices}"),
)
LANG = AllOf(
    **_group("lang"),
    help=mark("Care in all of these languages."),
    asks=mark("languages"),
    for_whom=True,
    question=mark("Is there treatment in: {things}?"),
    chip=mark("In {choice}"),
    wording=mark("in {choices}"),
)
WITH = AllOf(
    **_group("with"),
    help=mark("All of these are offered."),
    asks=mark("services"),
    question=mark("Do you offer: {things}?"),
    wording=mark("with {choices}"),
)
ACCREDITED = AnyOf(
    **_group("accredited"),
    help=mark("Any of these has reviewed the place."),
    asks=mark("accreditation"),
    question=mark("Have you been reviewed by: {things}?"),
    wording=mark("accredited by {choices}"),
)
Q = NameWords("q", mark("Name"), mark("Words that begin words of the facility's name."))
PUBLISHED = Published(
    "published",
    mark("Only what is published"),
    mark("Leaves out programs that have not published everything you ask."),
)
CONFIRMED = Confirmed(
    "confirmed",
    mark("Confirmed lately"),
    mark("Days since somebody checked what is said here. The date of a whole directory is none."),
    asks=mark("whether what is listed still holds"),
    most=730,
    usual=(30, 90, 180, 365),
)
SORT = Choice(
    "sort",
    mark("Sorted by"),
    role="order",
    default="best",
    shelf="hidden",
    slot="none",
    vocabulary=words.SORTS,
)
PAGE = WholeNumber("page", mark("Page"), default=1, shelf="hidden", slot="none", role="paging")
PICK = FacilityIds("pick", mark("Shortlist"), shelf="hidden", slot="none", role="display")
VIEW = Views(
    "view",
    mark("View"),
    default="list",
    shelf="hidden",
    slot="none",
    vocabulary=_VIEWS,
    role="display",
)
HL = Choice(
    "hl", mark("Language"), shelf="hidden", slot="none", vocabulary=_TONGUES, role="display"
)

declare(NEAR, COUNTY, STATE, WITHIN, MINUTES)
declare(CARE, DETOX, DETOX_FOR, SUBSTANCE, HOURS, WHEN, COST, PER, PAY)
declare(OPENINGS, THERAPY, MEDICATION, FOR, AGE, GENDER, LANG, WITH, ACCREDITED, Q, PUBLISHED)
declare(CONFIRMED)
declare(SORT, PAGE, PICK, VIEW, HL)
