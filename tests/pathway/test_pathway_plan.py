"""The rules of a plan: which steps, which partners, and what is said of weeks, hours and cost."""

from __future__ import annotations

from datetime import date

import pytest

from builders import TODAY, a_directory, a_facility, a_program, criteria
from finder.directory import Directory
from finder.pathway import STAGES, Path, Plan, Step, default_path, plan_of, write_path
from finder.pathway.course import default_stages
from finder.pathway.figures import Figure, Total, TypicalPrice
from finder.pathway.partners import nearest_partners
from finder.pathway.typical_prices import typical_price
from finder.reference import facts
from finder.search.results import nearest_detox

HERE = "near=38.03,-78.48"


def at(miles: float) -> tuple[float, float]:
    return 38.03 + miles / 69.09332, -78.48


def planned(directory: Directory, *steps: Step, query: str = HERE) -> Plan:
    return plan_of(directory, Path(steps, None, criteria(query)), TODAY)


def id_of(directory: Directory, name: str) -> str:
    rows = range(len(directory.facilities))
    return next(one.id for row in rows if (one := directory.facility(row)).name == name)


# Which steps


@pytest.mark.parametrize(
    ("chosen", "query", "stages"),
    [
        ("iop", "", "php iop outpatient aftercare sober-living"),
        # detox where it is asked for, or where the substance may need one
        ("iop", "substance=alcohol", "detox php iop outpatient aftercare sober-living"),
        ("iop", "detox_for=opioids", "detox php iop outpatient aftercare sober-living"),
        ("iop", "substance=other", "php iop outpatient aftercare sober-living"),
        ("detox", "", "detox php iop outpatient aftercare sober-living"),
        # residential or partial hospitalization, not both
        ("residential", "", "residential iop outpatient aftercare sober-living"),
        ("inpatient", "", "inpatient iop outpatient aftercare sober-living"),
        ("php", "", "php iop outpatient aftercare sober-living"),
        # who starts with a session a week needs nothing before it
        ("outpatient", "substance=alcohol", "outpatient aftercare"),
        ("medication", "", "php iop outpatient aftercare medication sober-living"),
    ],
)
def test_the_steps_around_a_chosen_level(chosen: str, query: str, stages: str) -> None:
    assert default_stages(chosen, criteria(query)) == tuple(stages.split())


def test_every_stage_can_begin_a_plan() -> None:
    for code in STAGES:
        assert code in default_stages(code, criteria(""))


def test_a_first_plan_keeps_the_chosen_place_and_finds_the_nearest_for_the_rest() -> None:
    directory = a_directory(
        a_facility(a_program("iop"), name="Chosen", at=at(20)),
        a_facility(a_program("iop"), name="Nearer", at=at(1)),
        a_facility(a_program("php"), name="Far days", at=at(30)),
        a_facility(a_program("php"), name="Near days", at=at(19)),
    )
    path = default_path(directory, Step("iop", id_of(directory, "Chosen")), criteria(""), TODAY)
    # Without a place of one's own, near is where the chosen place is, rounded like any point.
    assert path.criteria.get("near").text == "38.32,-78.48"
    places = {step.stage: step.facility for step in path.steps}
    assert places["iop"] == id_of(directory, "Chosen")
    assert places["php"] == id_of(directory, "Near days")
    assert places["outpatient"] == ""  # nobody offers it


def test_a_place_of_ones_own_stays_where_one_searches_from() -> None:
    directory = a_directory(a_facility(at=at(20)), a_facility(a_program("php"), at=at(1), name="P"))
    path = default_path(directory, Step("iop", directory.facility(0).id), criteria(HERE), TODAY)
    assert path.criteria.get("near").text == "38.03,-78.48"


def test_a_chosen_place_without_position_is_searched_around_by_its_state() -> None:
    directory = a_directory(
        a_facility(at=None), a_facility(a_program("php"), name="Days", zip="22904")
    )
    path = default_path(
        directory, Step("iop", id_of(directory, "Alder House")), criteria(""), TODAY
    )
    assert path.criteria == criteria("state=VA")
    assert path.step("php") == Step("php", id_of(directory, "Days"))


# Which partners


def test_partners_take_the_same_payment_however_far() -> None:
    directory = a_directory(
        a_facility(a_program("php", pay=["self"]), name="Private", at=at(1)),
        a_facility(a_program("php", pay=["medicaid"]), name="Far", at=at(80)),
        a_facility(a_program("php", pay=["medicaid"]), name="Near", at=at(40)),
        a_facility(a_program("php", pay=["medicaid?"]), name="Silent", at=at(2)),
    )
    partners = nearest_partners(
        directory, STAGES["php"], criteria(f"{HERE}&pay=medicaid"), TODAY, 5
    )
    # Those that publish it first, by distance; then those to ask; never one that says no.
    assert [one.facility.name for one in partners] == ["Near", "Far", "Silent"]
    assert [one.ask for one in partners] == [(), (), ("pay",)]


def test_every_step_of_a_plan_keeps_the_payment() -> None:
    levels = ["detox", "php", "iop", "outpatient", "sober-living"]
    directory = a_directory(
        *(
            a_facility(a_program(level, pay=[pay]), name=f"{pay} {level}", at=at(miles))
            for level in levels
            for pay, miles in (("self", 1), ("medicaid", 9))
        )
    )
    query = criteria(f"{HERE}&pay=medicaid&substance=alcohol")
    plan = plan_of(directory, default_path(directory, Step("iop"), query, TODAY), TODAY)
    chosen = [one.partner.facility.name for one in plan.steps if one.partner]
    # Aftercare is at the outpatient place too: what it offers besides is not published.
    assert list(dict.fromkeys(chosen)) == [f"medicaid {level}" for level in levels]


def test_a_chosen_place_that_does_not_take_the_payment_says_so() -> None:
    directory = a_directory(a_facility(a_program("iop", pay=["self"])))
    step = Step("iop", directory.facility(0).id)
    (only,) = planned(directory, step, query=f"{HERE}&pay=medicaid").steps
    assert only.partner is not None
    assert only.partner.against == ("pay",)


def test_aftercare_is_at_a_place_that_lists_it() -> None:
    directory = a_directory(
        a_facility(a_program("outpatient", with_=[]), name="Without", at=at(1)),
        a_facility(a_program("outpatient", with_=["aftercare"]), name="With", at=at(5)),
    )
    partners = nearest_partners(directory, STAGES["aftercare"], criteria(HERE), TODAY)
    assert [one.facility.name for one in partners] == ["With"]


def test_a_place_that_is_gone_is_told_and_the_step_stays() -> None:
    directory = a_directory(a_facility(a_program("php")))
    gone, no_level = planned(
        directory, Step("iop", "zzzzzzzz"), Step("outpatient", directory.facility(0).id)
    ).steps
    assert gone.missing
    assert no_level.missing
    assert gone.partner is None


# Detox pairing


def test_the_detox_of_a_plan_and_of_a_card_is_for_the_substance() -> None:
    directory = a_directory(
        a_facility(name="Evenings"),
        a_facility(
            a_program("detox"), name="Opioids only", at=at(3), detox=True, detox_for=["opioids"]
        ),
        a_facility(a_program("detox"), name="Alcohol", at=at(9), detox=True, detox_for=["alcohol"]),
    )
    asked = criteria(f"{HERE}&substance=alcohol")
    (first, *_rest) = nearest_partners(directory, STAGES["detox"], asked, TODAY)
    assert first.facility.name == "Alcohol"
    row = directory.row_of(id_of(directory, "Evenings"))
    assert row is not None
    nearest = nearest_detox(directory, directory.facility(row), ("alcohol",))
    assert nearest is not None
    assert nearest[0].name == "Alcohol"
    assert nearest[1] == pytest.approx(9, abs=0.1)


# Weeks, one after the other


def test_steps_follow_each_other_and_a_home_goes_beside_them() -> None:
    directory = a_directory(a_facility())
    plan = planned(
        directory,
        Step("detox"),
        Step("residential", weeks=6),
        Step("iop", weeks=10),
        Step("outpatient", weeks=20),
        Step("sober-living", weeks=30),
    )
    assert [(one.stage.code, one.begins, one.ends) for one in plan.steps] == [
        ("detox", 0, 1),
        ("residential", 1, 7),
        ("iop", 7, 17),
        ("outpatient", 17, 37),
        ("sober-living", 7, 37),  # once one sleeps at home
    ]
    assert plan.weeks == 37
    assert plan.treatment_ends == 17


@pytest.mark.parametrize(
    ("steps", "ends"),
    [
        (["php", "iop", "outpatient", "aftercare"], 4 + 13),
        (["residential", "outpatient", "aftercare"], 4 + 26),  # no intensive outpatient
        (["aftercare"], 26),
        (["sober-living"], 26),
    ],
)
def test_when_the_check_up_calls_count_from(steps: list[str], ends: int) -> None:
    assert planned(a_directory(a_facility()), *map(Step, steps)).treatment_ends == ends


@pytest.mark.parametrize(
    ("published", "chosen", "weeks", "basis"),
    [
        ((8, 12), None, 12, "published"),
        ((8, None), None, 8, "published"),
        ((None, 7.5), None, 8, "published"),
        ((0.2, 0.5), None, 1, "published"),
        ((500, 600), None, 104, "published"),
        ((8, 12), 16, 16, "chosen"),
        ((None, None), None, 13, "planning"),
        ((None, None), 5, 5, "chosen"),
    ],
)
def test_how_long_a_step_is_planned(
    published: tuple[float | None, float | None], chosen: int | None, weeks: int, basis: str
) -> None:
    directory = a_directory(a_facility(a_program("iop", weeks=published)))
    (step,) = planned(directory, Step("iop", directory.facility(0).id, chosen)).steps
    assert (step.length.weeks, step.length.basis) == (weeks, basis)


# Hours


@pytest.mark.parametrize(
    ("level", "hours", "figure"),
    [
        ("iop", (9, 12), Figure(9, 12, "published")),
        ("iop", (None, None), Figure(6, 30, "level")),
        ("php", (None, None), Figure(20, None, "level")),  # no upper end
        ("detox", (None, None), Figure()),  # no definition: not known, and no zero
        ("detox", (None, 40), Figure(None, 40, "published")),
    ],
)
def test_hours_are_published_or_of_the_level_or_unknown(
    level: str, hours: tuple[float | None, float | None], figure: Figure
) -> None:
    directory = a_directory(a_facility(a_program(level, hours=hours)))
    (step,) = planned(directory, Step(level, directory.facility(0).id)).steps
    assert step.hours == figure


def test_aftercare_takes_no_hours_or_price_from_another_program() -> None:
    program = a_program("outpatient", hours=(2, 3), cost=(100, 100), per="week", weeks=(9, 9))
    directory = a_directory(a_facility(program))
    (step,) = planned(directory, Step("aftercare", directory.facility(0).id)).steps
    assert step.partner is not None
    assert (step.hours, step.cost, step.length.weeks) == (Figure(), Figure(), 26)


# Cost


@pytest.mark.parametrize(
    ("cost", "per", "more", "weeks", "figure"),
    [
        ((480, 560), "week", {}, 10, Figure(4800, 5600, "published")),
        ((520, 520), "month", {}, 13, Figure(1560, 1560, "published")),
        ((100, None), "session", {"sessions": 3}, 2, Figure(600, None, "published")),
        # how many sessions is not published: the price of a step is not known
        ((100, 100), "session", {}, 2, Figure()),
        ((3000, 4000), "program", {}, 12, Figure(3000, 4000, "published")),
        # longer than what the price is for: the same price a week
        ((3000, 3000), "program", {"weeks": (10, 10)}, 20, Figure(6000, 6000, "published")),
        ((3000, 3000), "program", {"weeks": (10, 10)}, 5, Figure(3000, 3000, "published")),
        ((None, None), None, {}, 10, Figure()),
    ],
)
def test_what_a_step_costs(
    cost: tuple[float | None, float | None],
    per: str | None,
    more: dict[str, object],
    weeks: int,
    figure: Figure,
) -> None:
    program = a_program("iop", cost=cost, per=per, **more)  # type: ignore[arg-type]
    directory = a_directory(a_facility(program))
    (step,) = planned(directory, Step("iop", directory.facility(0).id, weeks)).steps
    assert step.cost.basis == figure.basis
    assert (step.cost.low, step.cost.high) == pytest.approx((figure.low, figure.high))


def test_free_care_costs_nothing_and_unknown_care_does_not() -> None:
    directory = a_directory(
        a_facility(a_program("iop", pay=["free"]), name="Free"),
        a_facility(a_program("php"), name="Silent"),
    )
    plan = planned(
        directory,
        Step("php", id_of(directory, "Silent")),
        Step("iop", id_of(directory, "Free")),
    )
    silent, free = plan.steps
    assert free.cost == Figure(0, 0, "published")
    assert not silent.cost.known
    assert plan.cost == Total(0, 0, ("iop",), ("php",))


def test_totals_are_ranges_and_say_what_is_not_in_them() -> None:
    directory = a_directory(
        a_facility(a_program("php"), name="Silent"),
        a_facility(a_program("iop", cost=(100, 150), per="week", hours=(9, 12)), name="Open"),
    )
    path = Path(
        (
            Step("detox"),
            Step("php", id_of(directory, "Silent"), 4),
            Step("iop", id_of(directory, "Open"), 10),
        ),
        None,
        criteria(HERE),
    )
    price = {"php": TypicalPrice(1000, 2000, ("a study",))}
    plan = plan_of(directory, path, TODAY, price.get)
    assert plan.published_cost == Total(1000, 1500, ("iop",), ("detox", "php"))
    assert plan.cost == Total(5000, 9500, ("php", "iop"), ("detox",))
    # 20 hours and up for four weeks: the upper end stays open
    assert plan.hours == Total(170, None, ("php", "iop"), ("detox",))


def test_what_is_typical_elsewhere_never_replaces_a_published_price() -> None:
    directory = a_directory(a_facility(a_program("iop", cost=(100, 100), per="week")))
    path = Path((Step("iop", directory.facility(0).id, 10),), None, criteria(HERE))
    plan = plan_of(directory, path, TODAY, lambda _care: TypicalPrice(1, 9, ("x",)))
    assert plan.steps[0].cost == Figure(1000, 1000, "published")


def test_a_typical_price_is_that_of_its_facts() -> None:
    for stage in STAGES:
        price = typical_price(stage)
        if price is None:
            continue
        found = [facts()[one] for one in price.sources]
        assert all(fact.what == "price" and fact.care == stage for fact in found)
        assert all(fact.kind in ("paid", "audit") for fact in found)
    iop, residential = typical_price("iop"), typical_price("residential")
    assert iop is not None
    # $1,022.63 a month and person is that or more; 52 weeks make 12 months.
    assert (iop.low, iop.high) == (pytest.approx(1022.63 * 12 / 52), None)
    assert residential == TypicalPrice(
        5712, 17434,
        ("us-residential-audit-nonprofit-2021", "us-residential-audit-for-profit-2021"),
        weekly=False,
    )  # fmt: skip
    # A price a day or a bill says nothing of a week where nobody knows how many there are.
    assert typical_price("outpatient") is None
    assert typical_price("detox") is None


def test_what_is_asked_for_a_stay_is_not_asked_each_week() -> None:
    directory = a_directory(a_facility(a_program("residential")))
    path = Path((Step("residential", directory.facility(0).id, 8),), None, criteria(HERE))
    plan = plan_of(directory, path, TODAY, typical_price)
    assert (plan.steps[0].cost.low, plan.steps[0].cost.high) == (5712, 17434)
    assert plan.steps[0].cost.basis == "reference"


def test_living_in_is_no_number_of_hours() -> None:
    plan = planned(a_directory(a_facility()), Step("residential"), Step("sober-living"))
    assert all(one.lives_in for one in plan.steps)
    assert plan.hours == Total(0, 0, (), ())


def test_days_count_from_the_first_day() -> None:
    path = Path((Step("iop"),), date(2026, 12, 1))
    plan = plan_of(a_directory(a_facility()), path, TODAY)
    assert plan.day(1) == date(2026, 12, 8)
    assert planned(a_directory(a_facility()), Step("iop")).day(1) is None


def test_a_plan_of_the_demonstration_is_whole(demonstration: Directory) -> None:
    query = criteria("near=22903&pay=medicaid&substance=alcohol")
    path = default_path(demonstration, Step("iop"), query, TODAY)
    plan = plan_of(demonstration, path, TODAY)
    assert [one.stage.code for one in plan.steps] == list(default_stages("iop", query))
    assert all(one.partner and not one.partner.against for one in plan.steps)
    assert len(write_path(path)) < 300


def test_a_real_plan_is_near_and_takes_the_payment(national_directory: Directory) -> None:
    query = criteria("near=23220&pay=medicaid&substance=opioids")
    plan = plan_of(
        national_directory, default_path(national_directory, Step("iop"), query, TODAY), TODAY
    )
    partners = [one.partner for one in plan.steps]
    assert len(partners) == 6
    for partner in partners:
        assert partner is not None
        assert partner.miles is not None
        assert partner.miles < 60
        assert not partner.against
    # The national directory publishes no price: nothing may look like one.
    assert plan.published_cost.of == ()
    assert not any(one.cost.known for one in plan.steps)
