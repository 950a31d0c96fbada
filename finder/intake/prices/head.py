"""What stands above the charges of a file: whose they are, from when, and for which places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import zip_longest

from finder.intake.prices.charges import Hospital, Location

__all__ = ["hospital_of", "npis", "read_day"]

# Written as the template says (ISO), and as many write it.
_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%Y%m%d", "%B %d, %Y", "%Y/%m/%d")
_NPI = re.compile(r"\d{10}", re.ASCII)


def hospital_of(cells: Mapping[str, Iterable[str]]) -> Hospital:
    """The head, from its cells by name; a cell of several values is given as those values."""
    texts = {name: [text.strip() for text in values] for name, values in cells.items()}
    names = texts.get("location_name") or texts.get("hospital_location") or []
    places = zip_longest(names, texts.get("hospital_address") or [], fillvalue="")
    locations = [Location(name, " ".join(address.split())) for name, address in places]
    return Hospital(
        name=" ".join(texts.get("hospital_name") or []),
        updated=read_day(" ".join(texts.get("last_updated_on") or [])),
        version=" ".join(texts.get("version") or []),
        locations=tuple(place for place in dict.fromkeys(locations) if place.name or place.address),
        npi=npis(texts.get("type_2_npi") or []),
    )


def npis(texts: Iterable[str]) -> tuple[str, ...]:
    """The NPIs among some texts, each once."""
    return tuple(dict.fromkeys(number for text in texts for number in _NPI.findall(text)))


def read_day(text: str) -> date | None:
    """A day as files write it; None for what is none."""
    day = text.strip().split("T")[0].split(" 00:")[0]
    for form in _FORMS:
        try:
            return datetime.strptime(day, form).date()
        except ValueError:
            continue
    return None
