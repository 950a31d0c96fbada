"""The shape of the JSON answers, for the type checker, the OpenAPI description and the reader.

Scripts rely on these names: add to them, never change what one means. Null is "not published" or
"not known", everywhere; it is never 0 and never an empty text. Lists and objects have one shape.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

__all__ = [
    "Address",
    "Answer",
    "Beyond",
    "Cost",
    "Detox",
    "DirectoryAnswer",
    "DirectorySummary",
    "Ends",
    "FacilityAnswer",
    "FacilityFacts",
    "Fact",
    "FieldSource",
    "Gone",
    "Hours",
    "HoursRule",
    "Licence",
    "Minutes",
    "NearMiss",
    "NearestDetox",
    "NotListed",
    "NotListedAnswer",
    "OpenReferral",
    "Openings",
    "OtherWord",
    "Phone",
    "Position",
    "Price",
    "Problem",
    "Problems",
    "Program",
    "ProgramFacts",
    "ProgramWithSources",
    "Query",
    "ReadAs",
    "Result",
    "Schedule",
    "Status",
]

Status = Annotated[
    Literal["match", "possible"],
    Field(description="match: everything asked is published and so; possible: see ask"),
]
Ask = Annotated[
    list[str],
    Field(description="keys of what was asked and is not published: what to ask when calling"),
]
Position = Literal["exact", "approximate"] | None
Query = Annotated[str, Field(description="a canonical link, without a question mark")]


class Ends(TypedDict):
    """A range of numbers, both ends inclusive; null is an end that is not published."""

    low: float | None
    high: float | None


class HoursRule(TypedDict):
    """The licence rule of a state that makes the hours of a level wider there."""

    state: str
    source: str


class Hours(TypedDict):
    """Hours a week that one has to be there. Of a care level, null for high is no upper end."""

    low: float | None
    high: float | None
    basis: Annotated[
        Literal["published", "code", "level"] | None,
        Field(
            description="whose word it is: the program's, the definition of a billing code that "
            "its place has published a price for, its care level's definition, nobody's"
        ),
    ]
    rule: HoursRule | None


class Price(TypedDict):
    """One price under its kind. Only the program's own and the cash price decide."""

    kind: Literal["published", "report", "cash", "gross", "negotiated", "paid"]
    low: float | None
    high: float | None
    unit: Literal["hour", "session", "day", "week", "month", "program"] | None
    code: str | None
    code_type: str | None
    source: str | None
    file_date: str | None
    location: str | None
    note: str | None


class Cost(TypedDict):
    """The published self-pay price."""

    low: float | None
    high: float | None
    per: Literal["hour", "session", "day", "week", "month", "program"] | None
    currency: Literal["USD"]
    converted: Annotated[
        dict[str, Ends | None],
        Field(description="the same per week, month and program; null where that is not known"),
    ]
    kind: Annotated[
        Literal["published", "cash"],
        Field(description="the program's own price, or the cash price of its hospital's file"),
    ]
    as_of: Annotated[str | None, Field(description="day on which that was checked or filed")]
    floor: Annotated[
        bool,
        Field(description="whether what it is converted to is the least that it can be"),
    ]


class Schedule(TypedDict):
    """How often one comes."""

    days_per_week: float | None
    sessions_per_week: float | None


class Openings(TypedDict):
    """Openings as they were reported, and the day of the report (YYYY-MM-DD)."""

    count: float
    reported_on: str | None


class Fact(TypedDict):
    """Codes of one key. A code in neither list is a no."""

    stated: list[str]
    not_published: list[str]


class Told(TypedDict):
    """How a fact was learnt, on which day (YYYY-MM-DD), and by whose team."""

    how: Literal["phone", "facility", "visit", "document"]
    on: str
    team: str | None
    counts: Annotated[bool, Field(description="whether it decides; false: shown with its date")]


class ProgramFacts(TypedDict):
    """One care level at one facility."""

    care: Annotated[str | None, Field(description="code of the care level; null: none is stated")]
    name: str | None
    hours: Hours
    typical_hours: Annotated[
        Ends | None, Field(description="the usual part of the care level's definition, if it has")
    ]
    lives_in: bool
    weeks: Annotated[Ends | None, Field(description="how many weeks the program lasts")]
    cost: Cost | None
    schedule: Schedule | None
    prices: list[Price]
    openings: Openings | None
    facts: Annotated[
        dict[str, Fact | None],
        Field(description="by key of the link; null: nothing on this key is published"),
    ]
    verified_on: str | None
    source_url: str | None
    notes: str | None
    told: Annotated[
        dict[str, Told], Field(description="by field or key of the link, what a team was told")
    ]


class Program(ProgramFacts):
    """A program that was found."""

    status: Status
    ask: Ask


class Address(TypedDict):
    """The address as listed."""

    street1: str | None
    street2: str | None
    city: str
    state: str
    zip: str | None


class Licence(TypedDict):
    """Of a state: until which day (YYYY-MM-DD), for how many people that live there at once."""

    authority: str
    number: str
    kind: Literal["licensed", "certified", "both"] | None
    expires_on: str | None
    beds: int | None


class Phone(TypedDict):
    """text is for people; dial is for a tel: link, null where it cannot be dialled for certain."""

    role: Literal["main", "intake", "hotline"]
    text: str
    dial: str | None
    extension: str | None


class NearestDetox(TypedDict):
    """The nearest other facility that certainly offers the detox that is meant."""

    id: str
    name: str
    miles: float


class Detox(TypedDict):
    """Detox at the facility itself."""

    onsite: Annotated[bool | None, Field(description="null: not published")]
    substances: Annotated[
        list[str] | None, Field(description="what it is for; null: it names no substance")
    ]
    nearest: NearestDetox | None


class FacilityFacts(TypedDict):
    """The place."""

    id: str
    name: str
    names: Annotated[list[str], Field(description="its name in the parts in which it is listed")]
    position: Annotated[
        Position,
        Field(description="approximate: the centre of its ZIP code, so its miles are approximate"),
    ]
    latitude: float | None
    longitude: float | None
    address: Address
    phones: list[Phone]
    website: str | None
    serves_only: Annotated[
        list[str], Field(description="groups of which it says that it serves nobody else")
    ]
    detox: Detox
    source_id: Annotated[str | None, Field(description="its id at the source, where it has one")]
    licences: Annotated[
        list[Licence], Field(description="of a state; the last day may have passed")
    ]
    former_ids: Annotated[
        list[str], Field(description="other ids that find it: of before it moved or was joined")
    ]
    npi: Annotated[list[str], Field(description="National Provider Identifiers of the place")]
    county: Annotated[
        str | None, Field(description="of its source, else of its ZIP code; as in `county=`")
    ]
    codes: Annotated[list[str], Field(description="the source's own codes")]
    confirmed_on: Annotated[
        str | None, Field(description="last day on which anything said of it was confirmed")
    ]
    closed_since: Annotated[
        str | None, Field(description="the day since when it is told to be closed; it is not found")
    ]
    told: Annotated[
        dict[str, Told], Field(description="by field, what a team was told of the place itself")
    ]


class Minutes(TypedDict):
    """A range of minutes, rounded outward."""

    low: int
    high: int


class Result(FacilityFacts):
    """A facility that was found, with the programs that were found."""

    number: Annotated[int, Field(description="its place in the whole list, from 1")]
    miles: Annotated[float | None, Field(description="great-circle miles from near")]
    minutes: Annotated[
        Minutes | None, Field(description="by car, each way, estimated from the miles")
    ]
    status: Status
    ask: Ask
    programs: list[Program]


class DirectorySummary(TypedDict):
    """The directory that answers."""

    name: str
    as_of: Annotated[
        str | None, Field(description="date or year that its facts are of; null: not known")
    ]
    source: str
    demonstration: Annotated[bool, Field(description="true: every program in it is invented")]
    facilities: int
    programs: int
    snapshot: Annotated[str, Field(description="names this very content")]
    licence: str | None
    notice: Annotated[str | None, Field(description="what must be said beside a demonstration")]


class DirectoryAnswer(DirectorySummary):
    """All that a directory says of itself."""

    as_of_from: Annotated[str | None, Field(description="who stated the as-of date")]
    made_at: str | None
    sha256: Annotated[list[str], Field(description="of each source file")]


class FieldSource(TypedDict):
    """A source that states a field as it is shown. as_of: date of that fact; null: not known."""

    name: str
    as_of: str | None


class OtherWord(TypedDict):
    """What a source says of a field where another is shown, or says beside it.

    value: text or numbers as in the program (low and high, of a price its unit, of openings their
    day); of codes those that it states (yes) and those that it denies (no).
    """

    field: str
    care: Annotated[str | None, Field(description="of one program; null: of the facility")]
    source: FieldSource
    value: str | list[float | str | None] | dict[str, list[str]]


class ProgramWithSources(ProgramFacts):
    """A program, and who states what of it."""

    sources: Annotated[
        dict[str, list[FieldSource]],
        Field(description="by field, and by key of a link for groups of codes"),
    ]


class FacilityAnswer(FacilityFacts):
    """One facility with all its programs, and the directory that lists it."""

    programs: list[ProgramWithSources]
    sources: Annotated[
        dict[str, list[FieldSource]], Field(description="by field: who states what is shown")
    ]
    others: Annotated[list[OtherWord], Field(description="what sources say where another is shown")]
    same_address: Annotated[
        list[str], Field(description="ids of other facilities listed at this address")
    ]
    directory: DirectorySummary


class NearMiss(TypedDict):
    """How many facilities would be found without some of the keys."""

    without: list[str]
    total: int
    query: Query


class Beyond(TypedDict):
    """The nearest facility beyond the radius, and the search that reaches it."""

    id: str
    name: str
    miles: float
    query: Query


class ReadAs(TypedDict):
    """A place that was understood, but is written otherwise in `query`."""

    key: Annotated[str, Field(description="where it was given")]
    given: str
    understood: Annotated[
        str,
        Field(description="as it is written now; state=IN or county=… where that is another key"),
    ]


class Answer(TypedDict):
    """The answer to one search: one page of facilities, best first."""

    query: Query
    read_as: Annotated[
        list[ReadAs], Field(description="places that are written otherwise than they were given")
    ]
    not_understood: Annotated[list[str], Field(description="keys that no filter has; left out")]
    directory: DirectorySummary
    total: Annotated[int, Field(description="facilities found: matches and possible ones")]
    matches: int
    possible: int
    page: int
    pages: int
    facets: Annotated[
        dict[str, dict[str, int]],
        Field(description="by key and code: facilities found if that code were chosen"),
    ]
    silent: Annotated[
        list[str], Field(description="keys on which no program in reach publishes anything")
    ]
    near_misses: Annotated[
        list[NearMiss], Field(description="where little is found: which filter costs how much")
    ]
    beyond: Annotated[Beyond | None, Field(description="where little is found within a radius")]
    results: list[Result]


class OpenReferral(TypedDict):
    """The whole list in the form of Open Referral, HSDS 3.0 (format=hsds)."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: Annotated[list[dict[str, object]], Field(description="organizations of HSDS 3.0")]


class Problem(TypedDict):
    """One thing that was not understood, or is not there."""

    key: str
    value: str
    reason: Annotated[str, Field(description="one sentence, in the language of hl")]
    choices: Annotated[list[str], Field(description="what would be understood, where it is a list")]


class Problems(TypedDict):
    """What went wrong, as RFC 9457 has it; `errors` says each thing by itself."""

    type: Annotated[str, Field(description="address of the words on this kind of problem")]
    title: str
    status: int
    detail: Annotated[str, Field(description="all of it in sentences, in the language of hl")]
    errors: list[Problem]


class Gone(TypedDict):
    """A facility that was listed once."""

    name: str
    city: str
    state: str
    last_as_of: Annotated[
        str | None, Field(description="date or year of the last directory that listed it")
    ]
    since: Annotated[str, Field(description="ISO day on which one without it took its place")]


class NotListed(Problem):
    """A facility that this directory does not list. gone: null where none before it did."""

    gone: Gone | None


class NotListedAnswer(TypedDict):
    """An answer of status 404 on a facility."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[NotListed]
