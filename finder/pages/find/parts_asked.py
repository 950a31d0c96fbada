"""What a page asks of /parts: the search that it shows, and what was chosen since."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from pydantic import BaseModel, ConfigDict, Field

from finder import limits
from finder.criteria import Link, read, read_pairs
from finder.criteria.beginning import listed
from finder.criteria.mending import mended
from finder.criteria.moving import chosen, followed

__all__ = ["Asked", "Chosen", "Followed", "language_asked", "moved"]

_LANGUAGE = "hl"


class Followed(BaseModel):
    """A link: the query that it was drawn for, and the one it leads to."""

    model_config = ConfigDict(extra="forbid")
    before: str
    after: str


class Chosen(BaseModel):
    """A field: its key, and its text as it stands."""

    model_config = ConfigDict(extra="forbid")
    key: str
    text: str


class Asked(BaseModel):
    """The body.

    id: the facility whose page it is; empty: the Find page. more: all filters are open. still: with
    the map as a picture. look_up: a street address that the visitor asks to look up.
    """

    model_config = ConfigDict(extra="forbid")
    link: str = ""
    moves: list[Followed | Chosen] = Field(default=[], max_length=limits.MOVES)
    id: str = Field(default="", max_length=100)
    more: bool = False
    still: bool = False
    look_up: str = Field(default="", max_length=200)


def moved(asked: Asked) -> Link:
    """The search after all that was chosen, in its order.

    What is told is of the fields that were changed, of each what it says last; where nothing was
    chosen, of the link itself.
    """
    start = read_pairs(mended(parse_qsl(asked.link, keep_blank_values=True)))
    current, told = start.criteria, {"": start} if not asked.moves else {}
    for move in asked.moves:
        if isinstance(move, Chosen):
            key = move.key.strip().lower()
            told[key] = chosen(current, [(key, move.text)])
            current = told[key].criteria
        else:
            current = followed(current, read(move.before).criteria, read(move.after).criteria)
    unknown = tuple(key for one in told.values() for key in one.unknown_keys)
    problems = tuple(problem for one in told.values() for problem in one.problems)
    read_as = tuple(read for one in told.values() for read in one.read_as)
    # A page of results stays one: with nothing asked its address would be that of the start page.
    return Link(current if asked.id else listed(current), unknown, problems, read_as)


def language_asked(asked: Asked) -> str:
    """The language that the search after all moves asks for, empty for none.

    Known before the rest is read, so that what is not understood is told in it at once.
    """
    moves = [_language_of(move) for move in asked.moves]
    of_the_language = Asked(
        link=_only_language(asked.link), moves=[move for move in moves if move is not None]
    )
    return moved(of_the_language).criteria.get(_LANGUAGE) or ""


def _language_of(move: Followed | Chosen) -> Followed | Chosen | None:
    if isinstance(move, Chosen):
        return move if move.key.strip().lower() == _LANGUAGE else None
    return Followed(before=_only_language(move.before), after=_only_language(move.after))


def _only_language(query: str) -> str:
    pairs = parse_qsl(query.removeprefix("?"), errors="replace")
    return urlencode([pair for pair in pairs if pair[0].strip().lower() == _LANGUAGE])
