"""Published facts on what a level of care takes and costs elsewhere, each with its source.

They are typical for a level, never a program's own: no filter, sort or export knows them. What
the columns of data/reference.csv mean is told in data/README.md; scripts/make_reference.py makes
it. Each source is official or scientific. Nothing in it was checked with a payer: how each was
seen stands with it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

from finder.directory import Range
from finder.errors import ReferenceRefused
from finder.geography import DATA_FOLDER
from finder.vocabulary import CARE_LEVELS

__all__ = [
    "COLUMNS",
    "REFERENCE_PATH",
    "Kind",
    "ReferenceFact",
    "Seen",
    "Weak",
    "facts",
    "facts_of",
    "read_facts",
    "typical_hours",
    "typical_lengths",
    "typical_prices",
]

REFERENCE_PATH = DATA_FOLDER / "reference.csv"
COLUMNS = (
    *("id", "care", "what", "level", "code", "who", "low", "middle", "high", "below", "per"),
    *(
        "currency",
        "jurisdiction",
        "year",
        "effective",
        "kind",
        "basis",
        "as_published",
        "title",
        "address",
    ),
    *("seen", "weak", "compared_on"),
)
What = Literal["hours", "price", "length"]
# second-hand: an official figure as others tell it.
Weak = Literal["", "second-hand"]
# payer rate: what a payer has set. paid: what it has paid. audit: a study that called programs.
# count: of the federal government, over those who left.
Kind = Literal["regulation", "payer rate", "paid", "study", "audit", "count"]
# excerpt, abstract: that alone. quoted: the abstract as others quote it. calculation: others worked
# it out from its maker's file. sum: we did, from their totals. second-hand: told by others.
Seen = Literal["excerpt", "abstract", "quoted", "calculation", "sum", "second-hand"]

_TRUE = {"yes": True, "no": False}

# The fact that stands for the hours of a level, before others on adults: the clearest rule.
_FIRST_FOR_HOURS = ("va-iop-hours", "va-php-hours", "md-outpatient-hours-2024")


@dataclass(frozen=True)
class ReferenceFact:
    """One published fact on a level.

    low, high: hours a week, days, or USD per `per`; an end that is None is open. middle: the median
    of what `low` and `high` are the middle half of. code: the billing code that it is of. below:
    what is said is less than `high`, not up to it. per: empty where the source gives no unit.
    who: adults, adolescents, or empty for all. year: 0 where the source names none. weak: why the
    source is weak; empty where it is not. seen: how its text was seen. compared_on: when the row
    was compared with the table of facts that it is from.
    """

    id: str
    care: str | None
    what: What
    level: str
    code: str
    who: str
    range: Range
    middle: float | None
    below: bool
    per: str
    jurisdiction: str
    year: int
    effective: str
    kind: Kind
    basis: str
    as_published: str
    title: str
    address: str
    seen: Seen
    weak: Weak
    compared_on: date | None

    @property
    def numbers(self) -> tuple[float, ...]:
        """The numbers that it gives."""
        return tuple(end for end in (*self.range, self.middle) if end is not None)


def read_facts(path: Path) -> Mapping[str, ReferenceFact]:
    """The facts of a file by their id, in its order. Raises ReferenceRefused, naming the line."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise ReferenceRefused(path.name, 1, f"the columns must be {', '.join(COLUMNS)}")
            rows = list(reader)
    except (OSError, UnicodeDecodeError) as error:
        raise ReferenceRefused(path.name, 0, "it cannot be read: install it again") from error
    found: dict[str, ReferenceFact] = {}
    for line, row in enumerate(rows, 2):
        fact = _fact(path.name, line, row)
        if fact.id in found:
            raise ReferenceRefused(path.name, line, f"the id {fact.id} stands twice")
        found[fact.id] = fact
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def facts() -> Mapping[str, ReferenceFact]:
    """All facts of data/reference.csv by their id, read once."""
    return read_facts(REFERENCE_PATH)


def facts_of(care: str | None, what: What | None = None) -> tuple[ReferenceFact, ...]:
    """The facts on a care level, strong sources before weak ones, the newest first."""
    found = [fact for fact in facts().values() if fact.care == care and what in (None, fact.what)]
    return tuple(sorted(found, key=lambda fact: (bool(fact.weak), -fact.year)))


def typical_hours(care: str | None) -> tuple[ReferenceFact, ...]:
    """The rules on the hours a week of adults at a level, the clearest first; empty if none."""
    found = [
        fact for fact in facts_of(care, "hours") if fact.who != "adolescents" and not fact.weak
    ]
    first = [fact for fact in found if fact.id in _FIRST_FOR_HOURS]
    return tuple([*first, *(fact for fact in found if fact not in first)] if first else ())


def typical_lengths(care: str | None) -> tuple[ReferenceFact, ...]:
    """How long people stay at a level, by those who count it or set it; empty if none does."""
    return facts_of(care, "length") if care else ()


def typical_prices(care: str | None) -> tuple[ReferenceFact, ...]:
    """The figures on the cost of a level that name a unit, without those of older years."""
    newest: dict[tuple[str, ...], ReferenceFact] = {}
    for fact in facts_of(care, "price") if care else ():
        if fact.per:
            key = (fact.kind, fact.jurisdiction, fact.level, fact.code, fact.per)
            newest.setdefault(key, fact)
    return tuple(newest.values())


def _fact(name: str, line: int, row: dict[str, str]) -> ReferenceFact:
    try:
        return ReferenceFact(
            id=_given(row, "id"),
            care=_care(row["care"]),
            what=cast(What, _one_of(row, "what", get_args(What))),
            level=_given(row, "level"),
            code=row["code"],
            who=_one_of(row, "who", ("", "adults", "adolescents")),
            range=_range(row),
            middle=float(row["middle"]) if row["middle"] else None,
            below=_TRUE[_one_of(row, "below", tuple(_TRUE))],
            per=row["per"],
            jurisdiction=_given(row, "jurisdiction"),
            year=int(row["year"] or 0),
            effective=_given(row, "effective"),
            kind=cast(Kind, _one_of(row, "kind", get_args(Kind))),
            basis=_given(row, "basis"),
            as_published=_given(row, "as_published"),
            title=_given(row, "title"),
            address=_address(row),
            seen=cast(Seen, _one_of(row, "seen", get_args(Seen))),
            weak=cast(Weak, _one_of(row, "weak", get_args(Weak))),
            compared_on=date.fromisoformat(row["compared_on"]) if row["compared_on"] else None,
        )
    except ValueError as error:
        raise ReferenceRefused(name, line, str(error)) from error


def _given(row: dict[str, str], column: str) -> str:
    if not row[column]:
        raise ValueError(f"{column} is empty")
    return row[column]


def _one_of(row: dict[str, str], column: str, allowed: tuple[str, ...]) -> str:
    if row[column] not in allowed:
        raise ValueError(f"{column} is “{row[column]}”: write one of {', '.join(allowed)}")
    return row[column]


def _care(text: str) -> str | None:
    if text and text not in CARE_LEVELS:
        raise ValueError(f"care is “{text}”: write one of {', '.join(CARE_LEVELS.codes)}")
    return text or None


def _range(row: dict[str, str]) -> Range:
    low, high = (float(row[end]) if row[end] else None for end in ("low", "high"))
    if low is None and high is None:
        raise ValueError("low and high are both empty")
    if low is not None and high is not None and low > high:
        raise ValueError("low is above high")
    if (row["what"] == "price") != (row["currency"] == "USD"):
        raise ValueError("currency must be USD for a price, and empty for all else")
    return Range(low, high)


def _address(row: dict[str, str]) -> str:
    if not row["address"].startswith(("http://", "https://")):
        raise ValueError(f"address is “{row['address']}”: write a web address")
    return row["address"]
