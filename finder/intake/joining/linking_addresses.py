"""A street address taken apart: house numbers, street, side of the compass, suites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from finder.intake.joining.street_words import plain_street
from finder.text import unaccented

__all__ = [
    "Address",
    "address_of",
    "along",
    "lists_address",
    "one_digit_off",
    "other_building",
    "same_street",
    "suites_agree",
]

_STREETS_ALIKE = 85.0
_WIDEST_RANGE = 60
_TYPES = frozenset(
    re.findall(
        r"\w+",
        """st street ave av avenue blvd boulevard rd road dr drive ln lane ct court pl place hwy
        highway pkwy parkway way ter terrace cir circle trl trail sq square""",
    )
)
_ENDING_TYPES = frozenset(
    ("street", "ave", "avenue", "blvd", "boulevard", "rd", "road", "dr", "drive", "ct", "court")
)
_SIDES = {
    **dict.fromkeys(("n", "north"), "n"),
    **dict.fromkeys(("s", "south"), "s"),
    **dict.fromkeys(("e", "east"), "e"),
    **dict.fromkeys(("w", "west"), "w"),
    **dict.fromkeys(("ne", "northeast"), "ne"),
    **dict.fromkeys(("nw", "northwest"), "nw"),
    **dict.fromkeys(("se", "southeast"), "se"),
    **dict.fromkeys(("sw", "southwest"), "sw"),
}
_SPELLED_OUT = {"mt": "mount", "saint": "st", "ft": "fort"}
_NUMBER = re.compile(
    r"\s*(\d+)(?:\s*(?:-|and|&|,)\s*(\d+)(?=\s))*(?:\s*\(?-?\s*([a-df-mo-rt-vx-z])\)?(?=[\s,]))?(?:\s+1/2)?"
    r"\s+(?=\S)"
)
_SUITE = re.compile(
    r"(?:\b(?:suites?|stes?|units?|apts?|apartments?|rooms?|rms?|bldgs?|buildings?|wings?|floors?"
    r"|fl|flr|space|spc|number|no)\b|#)"
)
_FLOOR = re.compile(r"\b(\d+)(?:st|nd|rd|th)\s+(?:floors?|fl|flr)\b")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_WORD = re.compile(r"[a-z0-9]+")
_DIGITS = re.compile(r"\d+")
_SPAN = re.compile(r"\b([a-z]*)(\d+)\s*-\s*([a-z]*)(\d+)\b")
_NO_SUITE = frozenset({"and", "thru", "through", "to", "suite", "suites", "the"})


@dataclass(frozen=True)
class Address:
    """numbers: of the house, all that are named. street: its words without type and side.

    head: its words up to its type, where more follow (`Pegasus Court Business Center`).
    """

    numbers: frozenset[str]
    street: str
    side: str
    suites: frozenset[str]
    head: str = ""


@lru_cache(50_000)
def address_of(street1: str, street2: str) -> Address | None:
    """Take an address apart; None without a house number, as with a post box."""
    text = plain_street(unaccented(street1).lower().replace(".", " "))
    match = _NUMBER.match(text + " ")
    if not match:
        # The name of a building first, and its address in the second line.
        return address_of(street2, "") if _NUMBER.match(street2 + " ") else None
    numbers = _DIGITS.findall(match[0].replace("1/2", ""))
    rest = text[match.end() :]
    floor = _FLOOR.search(rest)
    cut = _SUITE.search(rest)
    ends = [found.start() for found in (floor, cut) if found]
    street, inside = (rest[: min(ends)], rest[min(ends) :]) if ends else (rest, "")
    words = [_SPELLED_OUT.get(word, word) for word in _WORD.findall(street)]
    core = [word for word in words if word not in _TYPES and word not in _SIDES]
    suites = frozenset(_suites(f"{inside} {plain_street(unaccented(street2).lower())}"))
    return Address(
        numbers=frozenset(numbers),
        street="".join(core) or "".join(_SIDES.get(word, "") for word in words),
        side=next((_SIDES[word] for word in words if word in _SIDES), "") if core else "",
        suites=suites | {match[3]} if match[3] else suites,
        head=_head(words),
    )


def _head(words: Sequence[str]) -> str:
    """The words before the type of a street, if that is not the last of them."""
    place = next((place for place, word in enumerate(words) if word in _ENDING_TYPES), 0)
    head = [word for word in words[:place] if word not in _SIDES]
    return "".join(head) if len(words) > place + 1 else ""


def same_street(one: Address, other: Address) -> bool:
    """Whether both have a house number in common, on a street of the same name."""
    return bool(one.numbers & other.numbers) and along(one, other)


def one_digit_off(one: Address, other: Address) -> bool:
    """Whether they differ in one digit of the house number alone, as a slip does."""
    if not along(one, other) or len(one.numbers) > 1 or len(other.numbers) > 1:
        return False
    mine, its = *one.numbers, *other.numbers
    return len(mine) == len(its) and sum(a != b for a, b in zip(mine, its, strict=True)) == 1


def along(one: Address, other: Address) -> bool:
    """Whether both lie on a street of the same name."""
    if one.side and other.side and one.side != other.side:
        return False
    if one.street == other.street or one.street == other.head or one.head == other.street:
        return True
    if _DIGITS.findall(one.street) != _DIGITS.findall(other.street):
        return False
    return fuzz.ratio(one.street, other.street) >= _STREETS_ALIKE


def suites_agree(one: Address, other: Address) -> bool | None:
    """Whether a suite is the same in both; None where one of them names none."""
    if not one.suites or not other.suites:
        return None
    return bool(one.suites & other.suites)


def other_building(one: Address, other: Address) -> bool:
    """Whether both name a building or wing by a letter alone, and not the same."""
    if suites_agree(one, other) is not False:
        return False
    return all(len(suite) == 1 and suite.isalpha() for suite in one.suites | other.suites)


def lists_address(text: str, address: Address) -> bool:
    """Whether a free text of further addresses names this one: its number and its street."""
    plain = unaccented(text).lower()
    if not address.numbers & set(_DIGITS.findall(plain)):
        return False
    return address.street in "".join(_WORD.findall(plain))


def _suites(text: str) -> Iterator[str]:
    """`Suites A-1 and 104-107` as a1, 104, 105, 106, 107."""
    for match in _SPAN.finditer(text):
        letters, low, _letters, high = match.groups()
        if 0 < int(high) - int(low) < _WIDEST_RANGE:
            yield from (f"{letters}{number}" for number in range(int(low), int(high) + 1))
    plain = re.sub(r"(?<=\b[a-z])-(?=\d)|(?<=\d)-(?=[a-z]\b)", "", _SUITE.sub(" ", text))
    yield from _tokens(_WORD.findall(plain))


def _tokens(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if word not in _NO_SUITE and (len(word) == 1 or any(letter.isdigit() for letter in word)):
            yield _ORDINAL.sub(r"\1", word)
