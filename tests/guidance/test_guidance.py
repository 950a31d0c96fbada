"""Which level might fit: every rule, every way through the answers, and the searches they make."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.audience import AUDIENCES
from finder.criteria import Criteria, read, write
from finder.guidance import Answers, evaluate, next_step, previous_step, search_for
from finder.guidance.danger import DANGERS, NONE
from finder.guidance.dimensions import DIMENSIONS, SOURCES
from finder.guidance.evaluating import LADDER
from finder.guidance.questions import QUESTIONS, STEPS, Question
from finder.guidance.rules import OPEN, RULES, Rule
from finder.vocabulary import CARE_LEVELS

HERE = read("near=22903&hl=es").criteria


def answers(**given: str) -> Answers:
    """Answers in short: `substance="alcohol opioids"`; nobody is in danger."""
    return Answers({"danger": [NONE], **{key: text.split() for key, text in given.items()}})


def levels(**given: str) -> list[str]:
    return [offer.level for offer in evaluate(answers(**given)).offers]


# The table


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_holds_for_its_own_answers_and_for_no_others(rule: Rule) -> None:
    first = {key: min(codes - {OPEN}) for key, codes in rule.when.items()}
    assert rule in evaluate(answers(**first)).rules
    for key, codes in rule.when.items():
        for code in QUESTIONS[key].codes - codes:
            assert rule not in evaluate(answers(**{**first, key: code})).rules
        left_open = evaluate(answers(**{**first, key: ""})).rules
        assert (rule in left_open) == (OPEN in codes)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_names_what_exists_and_says_why(rule: Rule) -> None:
    assert rule.when
    assert rule.reason
    for key, codes in rule.when.items():
        assert codes - {OPEN} <= QUESTIONS[key].codes
    assert {*rule.supports, *rule.against} <= set(CARE_LEVELS.codes)
    assert rule.supports or rule.against
    assert rule.dimension in DIMENSIONS
    assert rule.source in SOURCES


def test_codes_are_unique_and_every_dimension_and_level_has_a_rule() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert {rule.dimension for rule in RULES} == set(DIMENSIONS)
    assert {level for rule in RULES for level in rule.supports} == set(CARE_LEVELS.codes)
    assert {rule.source for rule in RULES} == set(SOURCES)


@pytest.mark.parametrize("rule", [one for one in RULES if one.supports], ids=lambda one: one.code)
def test_every_rule_can_change_what_is_offered(rule: Rule) -> None:
    given = {key: min(codes - {OPEN}) for key, codes in rule.when.items()}
    assert set(rule.supports) & set(levels(**given))


# What comes out


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # nothing told: the least, and what stands next to it
        ("", "outpatient iop"),
        ("often=sometimes", "outpatient iop"),
        # daily drinking: detox is asked about first, whatever else
        ("substance=alcohol often=daily home=safe hours=some", "detox iop php"),
        ("substance=alcohol often=daily withdrawal=nothing", "detox iop php"),
        # but not where it is over
        ("substance=alcohol often=stopped withdrawal=severe", "outpatient iop"),
        # a seizure before: no outpatient level as a first step
        ("withdrawal=severe home=safe hours=few mind=well", "detox inpatient"),
        ("substance=opioids often=weekly", "outpatient iop medication"),
        ("home=homeless mind=hard", "php residential sober-living"),
        ("earlier=returned mind=steady", "iop php residential"),
        ("earlier=leaving hours=many", "iop php"),
        # in pregnancy: a hospital for what is dangerous to stop, medication for opioids
        ("pregnant=yes substance=alcohol often=daily", "detox inpatient"),
        ("pregnant=yes substance=opioids often=daily", "iop php medication"),
    ],
)
def test_some_people(told: str, expected: str) -> None:
    given = dict(one.split("=") for one in told.split())
    assert levels(**given) == expected.split()


def test_levels_stand_from_the_first_step_and_the_least_care_to_the_most() -> None:
    found = levels(substance="alcohol", often="daily", home="safe", hours="some")
    assert found == ["detox", "iop", "php"]


def test_nothing_is_evaluated_in_danger() -> None:
    for code in DANGERS:
        with pytest.raises(ValueError, match="danger"):
            evaluate(Answers({"danger": [code]}))


# All answers


def check(given: Answers) -> None:
    outcome = evaluate(given)
    offered = [offer.level for offer in outcome.offers]
    against = {level for rule in outcome.rules for level in rule.against}
    assert 2 <= len(offered) <= 3
    assert len(set(offered)) == len(offered)
    assert set(offered) & set(LADDER)
    assert not set(offered) & against
    # Every level has a reason, but one that is named beside a single other; without any, both.
    assert sum(not offer.because for offer in outcome.offers) <= (1 if len(outcome.rules) else 2)
    for offer in outcome.offers:
        assert all(rule in outcome.rules and offer.level in rule.supports for rule in offer.because)


def of(*keys: str) -> Iterator[dict[str, list[str]]]:
    """All combinations of answers to some questions, left open included."""
    choices = [[[], *([code] for code in sorted(QUESTIONS[key].codes))] for key in keys]
    return (dict(zip(keys, chosen, strict=True)) for chosen in itertools.product(*choices))


def test_all_combinations_of_what_rules_join_lead_to_two_or_three_levels() -> None:
    """Questions that a rule names together, with every answer; each of the others by itself."""
    used = [["alcohol"], ["benzodiazepines"], ["opioids"], ["cocaine"], ["alcohol", "opioids"], []]
    others: tuple[dict[str, list[str]], ...] = (
        {},
        {"hours": ["away"]},
        {"mind": ["hard"], "earlier": ["returned"]},
    )
    for told in of("often", "withdrawal", "home", "body", "pregnant"):
        for substance, other in itertools.product(used, others):
            check(Answers({"danger": [NONE], "substance": substance, **told, **other}))
    for told in of("hours", "earlier", "mind", "body", "pregnant"):
        check(Answers({"danger": [NONE], **told}))


def texts(question: Question) -> st.SearchStrategy[list[str]]:
    if question.kind == "amount":
        amounts = st.integers(0, 10_000).map(str) | st.sampled_from(["", "free", "-5", "$200"])
        return amounts.map(lambda text: [text])
    codes = st.sampled_from(sorted(question.codes))
    return st.lists(codes, max_size=6 if question.kind == "several" else 1, unique=True)


ANY = st.fixed_dictionaries(
    {key: texts(question) for key, question in QUESTIONS.items() if key != "danger"}
)


@settings(max_examples=400)
@given(ANY)
def test_any_answers_lead_to_levels_and_to_searches_that_are_understood(
    given: dict[str, list[str]],
) -> None:
    told = Answers({"danger": [NONE], **given})
    check(told)
    for offer in evaluate(told).offers:
        link = read(write(search_for(offer.level, told, HERE)))
        assert link.told == ()
        assert link.criteria == search_for(offer.level, told, HERE)
        assert link.criteria.get("care") == (offer.level,)
        assert link.criteria.get("near") == HERE.get("near")


@given(st.dictionaries(st.text(max_size=10), st.lists(st.text(max_size=10), max_size=3)))
def test_what_is_no_answer_is_left_out(given: dict[str, list[str]]) -> None:
    told = Answers(given)
    for key, code in told.pairs():
        assert QUESTIONS[key].kind == "amount" or code in QUESTIONS[key].codes
    assert Answers(_by_key(told)).pairs() == told.pairs()


def _by_key(told: Answers) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for key, code in told.pairs():
        given.setdefault(key, []).append(code)
    return given


# The searches


@pytest.mark.parametrize(
    ("level", "given", "query"),
    [
        ("iop", {}, "care=iop"),
        ("iop", {"substance": "alcohol cocaine"}, "care=iop&substance=alcohol,other"),
        (
            "detox",
            {"substance": "alcohol other"},
            "care=detox&detox_for=alcohol&substance=alcohol,other",
        ),
        # hours are asked only of a level that can have so few
        ("iop", {"hours": "few"}, "care=iop&hours=-8"),
        ("iop", {"hours": "some"}, "care=iop&hours=-19"),
        ("php", {"hours": "some"}, "care=php"),
        ("residential", {"hours": "few"}, "care=residential"),
        ("sober-living", {"hours": "few"}, "care=sober-living"),
        ("outpatient", {"hours": "many"}, "care=outpatient"),
        ("iop", {"pay": "medicaid self", "cost": "300"}, "care=iop&cost=300&pay=medicaid,self"),
        ("iop", {"pay": "little"}, "care=iop&pay=state,sliding,assistance,free"),
        ("iop", {"cost": "0"}, "care=iop&cost=0"),
        ("iop", {"mind": "hard"}, "care=iop&for=co-occurring"),
        ("iop", {"who": "family"}, "care=iop&view=family"),
        # what says how someone is stands in no link
        ("iop", {"home": "homeless", "earlier": "returned", "pregnant": "yes"}, "care=iop"),
    ],
)
def test_the_search_of_an_answer(level: str, given: dict[str, str], query: str) -> None:
    assert write(search_for(level, answers(**given), Criteria())) == query


def test_a_search_keeps_the_place_and_nothing_else_of_the_link() -> None:
    here = read("near=22903&within=50&care=php&pay=tribal&view=client&hl=es&pick=abcdefg2").criteria
    made = write(search_for("iop", answers(), here))
    assert made == "near=22903&within=50&care=iop&pick=abcdefg2&view=client&hl=es"
    assert "view" not in search_for("iop", answers(who="self"), here)


# The questions


def test_there_are_eight_steps_after_danger_and_they_follow_each_other() -> None:
    assert STEPS[0].code == "danger"
    assert len(STEPS) == 9
    for one, after in itertools.pairwise(STEPS):
        assert next_step(one.code) == after
        assert previous_step(after.code) == one
    assert next_step(STEPS[-1].code) is None
    assert previous_step(STEPS[0].code) is None


def test_every_question_has_words_for_everyone() -> None:
    for question in QUESTIONS.values():
        for audience in AUDIENCES:
            assert question.text.to(audience)
            assert all(option.label.to(audience) for option in question.options)
    substance = QUESTIONS["substance"].text
    assert len({substance.to(audience) for audience in AUDIENCES}) == 3


def test_an_amount_that_is_none_is_told_and_not_taken() -> None:
    told = answers(cost="lots")
    assert "cost" in told.problems
    assert "cost" not in told
    assert answers(cost="$150")["cost"] == ("150",)
