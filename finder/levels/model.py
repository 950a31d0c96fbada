"""What a page on a care level is made of. Every paragraph says what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["COMPARED_ON", "Claim", "LevelPage", "Section", "Source"]

# The day on which the claims were compared with what could be seen of their sources.
COMPARED_ON = date(2026, 11, 24)

Picture = Literal["", "steps", "week", "taper"]


@dataclass(frozen=True)
class Source:
    """Something published. year: None where what was seen names none.

    seen: an `excerpt` at this address, or of a `copy` that lies elsewhere.
    """

    title: str
    year: int | None
    address: str
    seen: Literal["excerpt", "copy"] = "excerpt"


@dataclass(frozen=True)
class Claim:
    """A paragraph, and what it rests on.

    compared: ids of sources with which it was compared on COMPARED_ON, as far as they were seen.
    known: ids of sources that are known to say it and were not compared.
    facts: ids of reference facts; levels: codes whose definition it tells. Each number in the
    text is one of theirs, or of `figures`: other declared numbers (finder.levels.sources).
    query: the search that it speaks of; link: the words that lead there.
    """

    text: str
    compared: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    query: str = ""
    link: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with its paragraphs, and the name of a picture above them."""

    heading: str
    claims: tuple[Claim, ...]
    picture: Picture = ""


@dataclass(frozen=True)
class LevelPage:
    """The page of a level.

    code: of a care level, or `aftercare`, which is no care level of a search. sleeps: where one
    sleeps. before, after: codes of pages.
    """

    code: str
    title: str
    lead: Claim
    sleeps: Claim
    length: Claim
    who: Claim
    before: tuple[str, ...]
    after: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All paragraphs in their order."""
        told = (claim for section in self.sections for claim in section.claims)
        return (self.lead, self.sleeps, self.length, self.who, *told)
