"""Random queries and small random directories, for property tests."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from builders import CHARLOTTESVILLE, TODAY, a_directory, a_facility, a_program
from finder.directory import Directory, FacilityRecord, ProgramRecord
from finder.vocabulary import CARE_LEVELS
from oracle_rules import FACETS, VOCABULARIES

SINGLE = ("state", "detox", "openings", "published")
# Days: of tomorrow, today, and on both sides of what `confirmed` and aging ask.
VERIFIED_AGO = (-1, 0, 30, 31, 180, 181)
NUMBERS = st.sampled_from([None, 0.0, 1.0, 6.0, 8.0, 9.0, 12.0, 20.0, 30.0, 168.0])
LATITUDE, LONGITUDE = CHARLOTTESVILLE
# Several at one point, some a little more or less than 10, 25 and 50 miles to the north.
POSITIONS = st.sampled_from(
    [
        None,
        *(CHARLOTTESVILLE,) * 2,
        *((LATITUDE + north, LONGITUDE) for north in (0.1447, 0.1448, 0.3618, 0.3619, 0.5, 0.72)),
        (LATITUDE, LONGITUDE + 0.4),
        (61.2, -149.9),
    ]
)
PLACES = ("22903", "22901", "Charlottesville, VA", "38.03,-78.48", "38.39,-78.48", "99501")
COUNTIES = ("Albemarle County, VA", "Charlottesville city, VA", "Montgomery County, MD")
OTHERS = {
    "near": st.sampled_from(PLACES),
    "within": st.sampled_from(["any", "5", "10", "24.99", "34.5", "50", "5000"]),
    "county": st.sampled_from([*COUNTIES, ";".join(COUNTIES[:2])]),
    "minutes": st.sampled_from(["5", "18", "20", "42", "60", "240"]),
    "confirmed": st.sampled_from(["1", "30", "730"]),
    "hours": st.sampled_from(["-12", "9-19", "9-", "6-30", "20-", "-0", "168-", "1-8", "-5.5"]),
    "cost": st.sampled_from(["0", "100", "250.5", "600", "1000", "5000"]),
    "per": st.sampled_from(["week", "month", "program"]),
    "q": st.sampled_from(["alder", "house", "h", "house alder", "élan", "birch", "42nd"]),
    "sort": st.sampled_from(["best", "distance", "hours", "cost", "name"]),
    "page": st.sampled_from(["1", "2", "99"]),
}
NAMES = st.sampled_from(["Alder House", "alder house", "Birch Élan", "Élan 42nd St", "House"])


@st.composite
def queries(draw: st.DrawFn, codes_a_key: int | None = None) -> dict[str, str]:
    """The keys and texts of a link, a few of them; each with a few of its first codes."""
    keys = draw(st.lists(st.sampled_from([*FACETS, *OTHERS]), max_size=6, unique=True))
    query = {}
    for key in keys:
        if key in OTHERS:
            query[key] = draw(OTHERS[key])
        else:
            codes = FACETS[key][:codes_a_key] if key != "state" else ("VA", "AK", "MD")
            most = 1 if key in SINGLE else 3
            chosen = draw(st.lists(st.sampled_from(codes), min_size=1, max_size=most, unique=True))
            query[key] = ",".join(sorted(chosen, key=codes.index))
    return query


@st.composite
def ranges(draw: st.DrawFn) -> tuple[float | None, float | None]:
    """Both ends, one end, or none."""
    low, high = draw(NUMBERS), draw(NUMBERS)
    return (high, low) if low is not None and high is not None and low > high else (low, high)


@st.composite
def facts(draw: st.DrawFn, codes_a_key: int) -> dict[str, list[str]]:
    """For some groups which codes are stated and which not published; the others not carried."""
    groups = draw(st.lists(st.sampled_from(list(VOCABULARIES)), unique=True))
    marks = st.sampled_from(["", "?", None])
    return {
        group: [
            code + mark
            for code in (*VOCABULARIES[group].codes[:codes_a_key], *_payments(group))
            if (mark := draw(marks)) is not None
        ]
        for group in groups
    }


def _payments(group: str) -> tuple[str, ...]:
    return ("sliding", "free") if group == "pay" else ()


@st.composite
def programs(draw: st.DrawFn, codes_a_key: int) -> ProgramRecord:
    """A program with all sorts of published and unpublished facts."""
    weeks = tuple(end or None for end in draw(ranges()))
    return a_program(
        draw(st.sampled_from([None, *CARE_LEVELS.codes])),
        hours=draw(ranges()),
        weeks=(weeks[0], weeks[1]),
        cost=draw(ranges().map(lambda ends: (_dollars(ends[0]), _dollars(ends[1])))),
        per=draw(st.sampled_from([None, "session", "day", "week", "month", "program"])),
        days=draw(st.sampled_from([None, 3.0, 5.0])),
        sessions=draw(st.sampled_from([None, 2.0])),
        openings=draw(st.sampled_from([None, 0.0, 3.0])),
        verified_on=draw(
            st.sampled_from([None, *(TODAY - timedelta(n) for n in (-1, 0, 30, 31, 180, 181))])
        ),
        openings_on=draw(st.sampled_from([None, *(TODAY - timedelta(n) for n in (-1, 0, 7, 8))])),
        **{key + "_": codes for key, codes in draw(facts(codes_a_key)).items()},
    )


def _dollars(amount: float | None) -> float | None:
    return None if amount is None else amount * 20


@st.composite
def facilities(draw: st.DrawFn, codes_a_key: int = 3) -> FacilityRecord:
    """A facility with up to three programs, or none."""
    offers = draw(st.lists(programs(codes_a_key), max_size=3))
    record = a_facility(
        *offers,
        name=draw(NAMES),
        at=draw(POSITIONS),
        state=draw(st.sampled_from(["VA", "VA", "MD", "AK", "FL"])),
        zip=draw(st.sampled_from(["22903", "22903", "22901", "20912", "99501", ""])),
        detox=draw(st.sampled_from([None, True, False])),
        detox_for=draw(st.lists(st.sampled_from(FACETS["detox_for"][:3]), unique=True)),
    )
    record.programs = offers
    record.street1 = f"{draw(st.integers(1, 9_999))} Main Street"
    return record


@st.composite
def directories(draw: st.DrawFn, codes_a_key: int = 3, most: int = 8) -> Directory:
    """A directory of a few facilities."""
    return a_directory(*draw(st.lists(facilities(codes_a_key), max_size=most)))
