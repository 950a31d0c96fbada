"""The answer as data: its shape, and that what is not known is null and never 0."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema
import pytest

from builders import (
    CHARLOTTESVILLE,
    MILES_A_DEGREE,
    TODAY,
    a_directory,
    a_facility,
    a_program,
    criteria,
    find,
)
from finder.criteria import registry, write
from finder.directory import Directory, Phone, ProgramRecord
from finder.export.answer import answer, directory_answer, facility_answer
from finder.export.as_json import json_bytes
from finder.groups import fact_groups
from finder.search import search

TEXT = {"type": "string", "minLength": 1}
TEXT_OR_NULL = {"type": ["string", "null"], "minLength": 1}
NUMBER_OR_NULL = {"type": ["number", "null"]}
COUNT = {"type": "integer", "minimum": 0}
FLAG = {"type": "boolean"}
TEXTS = {"type": "array", "items": TEXT}
COUNTS = {"type": "object", "additionalProperties": COUNT}


def _object(**properties: Any) -> dict[str, Any]:
    """An object that has all of these; more may be added."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


ENDS = _object(low=NUMBER_OR_NULL, high=NUMBER_OR_NULL)
FACT = _object(stated=TEXTS, not_published=TEXTS)
PROGRAM = _object(
    care={"enum": [*registry.criterion("care").vocabulary.codes, None]},
    status={"enum": ["match", "possible"]},
    ask=TEXTS,
    name=TEXT_OR_NULL,
    hours=_object(
        low=NUMBER_OR_NULL,
        high=NUMBER_OR_NULL,
        basis={"enum": ["published", "code", "level", None]},
    ),
    typical_hours=_or_null(ENDS),
    lives_in=FLAG,
    weeks=_or_null(ENDS),
    cost=_or_null(
        _object(
            low=NUMBER_OR_NULL,
            high=NUMBER_OR_NULL,
            per={"enum": ["session", "day", "week", "month", "program", None]},
            converted=_object(week=_or_null(ENDS), month=_or_null(ENDS), program=_or_null(ENDS)),
        )
    ),
    schedule=_or_null(_object(days_per_week=NUMBER_OR_NULL, sessions_per_week=NUMBER_OR_NULL)),
    openings=_or_null(_object(count=COUNT, reported_on=TEXT_OR_NULL)),
    facts=_object(**{key: _or_null(FACT) for key in fact_groups()}),
    verified_on=TEXT_OR_NULL,
    source_url=TEXT_OR_NULL,
    notes=TEXT_OR_NULL,
)
RESULT = _object(
    id={"type": "string", "pattern": "^[a-z2-7]{8}$"},
    number={"type": "integer", "minimum": 1},
    name=TEXT,
    miles=NUMBER_OR_NULL,
    status={"enum": ["match", "possible"]},
    ask=TEXTS,
    position={"enum": ["exact", "approximate", None]},
    latitude=NUMBER_OR_NULL,
    longitude=NUMBER_OR_NULL,
    address=_object(
        street1=TEXT_OR_NULL, street2=TEXT_OR_NULL, city=TEXT, state=TEXT, zip=TEXT_OR_NULL
    ),
    phones={
        "type": "array",
        "items": _object(
            role={"enum": ["main", "intake", "hotline"]},
            text=TEXT,
            dial=TEXT_OR_NULL,
            extension=TEXT_OR_NULL,
        ),
    },
    website=TEXT_OR_NULL,
    serves_only=TEXTS,
    detox=_object(
        onsite={"type": ["boolean", "null"]},
        substances=_or_null(TEXTS),
        nearest=_or_null(_object(id=TEXT, name=TEXT, miles={"type": "number"})),
    ),
    programs={"type": "array", "items": PROGRAM, "minItems": 1},
)
ANSWER = _object(
    query={"type": "string"},
    not_understood=TEXTS,
    directory=_object(
        name=TEXT,
        as_of=TEXT_OR_NULL,
        source=TEXT,
        demonstration=FLAG,
        facilities=COUNT,
        programs=COUNT,
        snapshot=TEXT,
        notice=TEXT_OR_NULL,
    ),
    total=COUNT,
    matches=COUNT,
    possible=COUNT,
    page={"type": "integer", "minimum": 1},
    pages={"type": "integer", "minimum": 1},
    facets={"type": "object", "additionalProperties": COUNTS, "required": ["care", "pay"]},
    silent=TEXTS,
    near_misses={
        "type": "array",
        "items": _object(without=TEXTS, total=COUNT, query={"type": "string"}),
    },
    beyond=_or_null(_object(id=TEXT, name=TEXT, miles={"type": "number"}, query=TEXT)),
    results={"type": "array", "items": RESULT, "maxItems": 25},
)


def _answer(directory: Directory, query: str = "") -> dict[str, Any]:
    """The answer as a script reads it."""
    results = find(directory, query)
    content: dict[str, Any] = json.loads(json_bytes(answer(results, write(results.criteria))))
    return content


def _program(record: ProgramRecord, query: str = "") -> dict[str, Any]:
    """What the answer says of a program that is alone in its directory."""
    program: dict[str, Any] = _answer(a_directory(a_facility(record)), query)["results"][0][
        "programs"
    ][0]
    return program


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        content = list(content.values())
    if isinstance(content, list):
        for one in content:
            yield from _texts(one)
    if isinstance(content, str):
        yield content


QUERIES = [
    "",
    "near=22903",
    "near=22903&care=iop&hours=-12&cost=600&detox=nearby",
    "state=VA&care=php,residential&pay=medicaid",
    "openings=1&when=evening&sort=cost",
    "q=zzzz",
    "near=99950&care=php",
    "page=3",
]


@pytest.mark.parametrize("query", QUERIES)
def test_every_answer_has_the_promised_shape(demonstration: Directory, query: str) -> None:
    jsonschema.validate(_answer(demonstration, query), ANSWER)


@pytest.mark.parametrize("query", QUERIES)
def test_answers_from_the_national_directory_have_it_too(
    national_directory: Directory, query: str
) -> None:
    jsonschema.validate(_answer(national_directory, query), ANSWER)


def test_the_schema_of_this_test_can_fail(demonstration: Directory) -> None:
    content = _answer(demonstration)
    content["results"][0]["website"] = ""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, ANSWER)


def test_no_listed_fact_is_an_empty_text(demonstration: Directory) -> None:
    assert "" not in list(_texts(_answer(demonstration)["results"]))


LEVEL, PUBLISHED = "level", "published"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        # Published hours are given as they are, an end that is not published as null.
        (a_program("iop", hours=(9, 12)), {"low": 9, "high": 12, "basis": PUBLISHED}),
        (a_program("iop", hours=(9, None)), {"low": 9, "high": None, "basis": PUBLISHED}),
        (a_program("iop", hours=(None, 12.5)), {"low": None, "high": 12.5, "basis": PUBLISHED}),
        (a_program("sober-living", hours=(0, 3)), {"low": 0, "high": 3, "basis": PUBLISHED}),
        # Otherwise the definition of the level is given, and said to be that.
        (a_program("inpatient"), {"low": 168, "high": 168, "basis": LEVEL}),
        (a_program("residential"), {"low": 168, "high": 168, "basis": LEVEL}),
        (a_program("php"), {"low": 20, "high": None, "basis": LEVEL}),
        (a_program("iop"), {"low": 6, "high": 30, "basis": LEVEL}),
        (a_program("outpatient"), {"low": 1, "high": 8, "basis": LEVEL}),
        (a_program("medication"), {"low": 0, "high": 8, "basis": LEVEL}),
        # A level without a definition says nothing.
        (a_program("detox"), {"low": None, "high": None, "basis": None}),
        (a_program("sober-living"), {"low": None, "high": None, "basis": None}),
        (a_program(None), {"low": None, "high": None, "basis": None}),
    ],
)
def test_hours_say_whose_word_they_are(record: ProgramRecord, expected: dict[str, Any]) -> None:
    assert _program(record)["hours"] == expected | {"rule": None}


def test_the_usual_hours_of_a_level_stand_apart_from_its_limits() -> None:
    assert _program(a_program("iop"))["typical_hours"] == {"low": 9, "high": 19}
    assert _program(a_program("php"))["typical_hours"] is None


def test_a_program_that_publishes_nothing_has_nulls_and_no_zeros() -> None:
    program = _program(a_program("iop"))
    for name in ("name", "weeks", "cost", "schedule", "openings", "verified_on", "notes"):
        assert program[name] is None
    assert program["facts"]["therapy"] is None
    assert program["facts"]["pay"] is None


def test_a_price_comes_with_what_it_is_in_other_units() -> None:
    record = a_program("iop", cost=(120, 150), per="session", sessions=3, weeks=(8, 12))
    cost = _program(record)["cost"]
    assert (cost["low"], cost["high"], cost["per"], cost["currency"]) == (
        120,
        150,
        "session",
        "USD",
    )
    assert cost["converted"] == {
        "week": {"low": 360, "high": 450},
        "month": {"low": 1560, "high": 1950},
        "program": {"low": 2880, "high": 3600},
    }


def test_a_price_that_cannot_be_brought_to_a_unit_is_null_there() -> None:
    cost = _program(a_program("iop", cost=(120, None), per="session"))["cost"]
    assert (cost["low"], cost["high"]) == (120, None)
    assert cost["converted"] == {"week": None, "month": None, "program": None}


def test_a_price_of_nothing_is_zero_and_not_null() -> None:
    assert _program(a_program("iop", cost=(0, 0), per="month"))["cost"]["low"] == 0


def test_no_openings_is_a_count_of_zero_and_no_report_is_null() -> None:
    full = a_program("iop", openings=0, openings_on=date(2026, 1, 14))
    assert _program(full)["openings"] == {"count": 0, "reported_on": "2026-01-14"}
    assert _program(a_program("iop"))["openings"] is None


def test_facts_are_stated_not_published_or_left_out_for_a_no() -> None:
    program = _program(a_program("iop", pay=["medicaid"], when=["telehealth", "evening?"]))
    assert program["facts"]["pay"] == {"stated": ["medicaid"], "not_published": []}
    assert program["facts"]["when"] == {"stated": ["telehealth"], "not_published": ["evening"]}


def test_a_program_says_what_to_ask() -> None:
    program = _program(a_program("iop", pay=["medicaid"]), "care=iop&hours=-12&pay=medicaid")
    assert (program["status"], program["ask"]) == ("possible", ["hours"])


def test_only_the_programs_that_were_found_are_listed() -> None:
    facility = a_facility(a_program("iop"), a_program("outpatient"), a_program("php"))
    [result] = _answer(a_directory(facility), "care=php,iop")["results"]
    assert [program["care"] for program in result["programs"]] == ["iop", "php"]


def test_a_facility_without_position_has_nulls() -> None:
    [result] = _answer(a_directory(a_facility(at=None)), "near=22903&within=any")["results"]
    named = ("position", "latitude", "longitude", "miles")
    assert [result[name] for name in named] == [None, None, None, None]


def test_miles_have_four_decimals_at_most() -> None:
    [result] = _answer(a_directory(a_facility()), "near=22903")["results"]
    assert result["miles"] == round(result["miles"], 4) > 0


def test_a_phone_that_cannot_be_dialled_has_no_dial() -> None:
    phones = [
        Phone("main", "434-555-0100 ext. 7", "+14345550100,7", "7"),
        Phone("intake", "ASK", ""),
    ]
    [result] = _answer(a_directory(a_facility(phones=phones)))["results"]
    assert result["phones"] == [
        {
            "role": "main",
            "text": "434-555-0100 ext. 7",
            "dial": "+14345550100,7",
            "extension": "7",
        },
        {"role": "intake", "text": "ASK", "dial": None, "extension": None},
    ]


@pytest.mark.parametrize(
    ("listed", "given"),
    [
        ("https://clinic.example/", "https://clinic.example/"),
        ("clinic.example", "https://clinic.example"),
        ("", None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_website_is_an_address_that_a_browser_may_follow(listed: str, given: str | None) -> None:
    [result] = _answer(a_directory(a_facility(website=listed)))["results"]
    assert result["website"] == given


def test_detox_on_site_is_yes_no_or_not_published() -> None:
    near = (CHARLOTTESVILLE[0] + 10 / MILES_A_DEGREE, CHARLOTTESVILLE[1])
    directory = a_directory(
        a_facility(a_program("detox"), name="A", detox_for=["alcohol"]),
        a_facility(name="B", detox=False, at=near),
        a_facility(name="C", detox=None),
    )
    yes, no, unknown = (one["detox"] for one in _answer(directory)["results"])
    assert yes == {"onsite": True, "substances": ["alcohol"], "nearest": None}
    assert (no["onsite"], no["substances"], no["nearest"]["name"]) == (False, None, "A")
    assert no["nearest"]["miles"] == pytest.approx(10, abs=0.001)
    assert unknown["onsite"] is None


def test_near_misses_are_searches_that_find_what_they_say(demonstration: Directory) -> None:
    content = _answer(demonstration, "near=22903&care=iop&medication=methadone&lang=korean")
    assert content["near_misses"]
    for miss in content["near_misses"]:
        assert find(demonstration, miss["query"]).total == miss["total"]
        assert not set(miss["without"]) & set(criteria(miss["query"]))


def test_the_search_beyond_the_radius_finds_the_facility_that_it_names() -> None:
    far = (CHARLOTTESVILLE[0] + 60 / MILES_A_DEGREE, CHARLOTTESVILLE[1])
    directory = a_directory(a_facility(at=far))
    content = _answer(directory, "near=38.03,-78.48")
    assert (content["total"], content["beyond"]["miles"]) == (0, pytest.approx(60, abs=0.01))
    assert (
        find(directory, content["beyond"]["query"]).facilities[0].facility.id
        == (content["beyond"]["id"])
    )


def test_pages_number_their_facilities_through(demonstration: Directory) -> None:
    second = _answer(demonstration, "page=2")
    assert [one["number"] for one in second["results"]] == list(range(26, 51))
    assert second["page"] == 2


def test_the_query_of_an_answer_is_the_canonical_link(demonstration: Directory) -> None:
    content = _answer(demonstration, "care=IOP,php&near=22903&within=25")
    assert content["query"] == "near=22903&care=php,iop"


def test_an_answer_of_the_demonstration_says_so(demonstration: Directory) -> None:
    directory = _answer(demonstration)["directory"]
    assert directory["demonstration"] is True
    assert "invented" in directory["notice"]


def test_a_real_directory_has_no_notice() -> None:
    assert _answer(a_directory(a_facility()))["directory"]["notice"] is None


def test_a_facility_lists_all_its_programs_and_its_directory() -> None:
    directory = a_directory(a_facility(a_program("iop"), a_program("php"), codes=("OIT", "ODT")))
    content = facility_answer(directory, 0)
    assert [program["care"] for program in content["programs"]] == ["iop", "php"]
    assert content["codes"] == ["OIT", "ODT"]
    assert content["directory"]["name"] == "Test directory"


def test_a_directory_gives_its_provenance() -> None:
    made = a_directory(a_facility())
    manifest = replace(made.manifest, as_of="2023", sha256=("ab",), licence="public domain")
    directory = Directory(manifest, made.facilities, made.programs, made.snapshot)
    content = directory_answer(directory)
    assert (content["as_of"], content["sha256"], content["licence"]) == (
        "2023",
        ["ab"],
        "public domain",
    )
    assert content["as_of_from"] is None


def test_a_number_that_json_cannot_write_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_bytes({"miles": float("nan")})


def test_silent_keys_stand_in_the_order_of_a_link(demonstration: Directory) -> None:
    content = _answer(a_directory(a_facility()))
    declared = [one.key for one in registry.declared()]
    assert content["silent"] == sorted(content["silent"], key=declared.index)
    assert {"hours", "cost", "therapy"} <= set(content["silent"])


def test_equal_searches_give_equal_bytes(demonstration: Directory) -> None:
    query = criteria("near=22903&care=iop")
    first, second = (
        json_bytes(answer(search(demonstration, query, TODAY), write(query))) for _time in range(2)
    )
    assert first == second
