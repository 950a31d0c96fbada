"""Lines for a terminal: every facility found, with the programs that were found there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from finder.criteria import sentence, write
from finder.export import spoken
from finder.export.export import Export, Outgoing
from finder.export.text_table import TextColumn, TextTable, wrapped
from finder.locale import _, decimal, joined, mark, plural
from finder.search import FoundFacility, FoundProgram
from finder.wording.asks import asks_text, label_of
from finder.wording.words import as_of_words

__all__ = ["EXPORT"]

_FIRST_PROGRAM_COLUMN = 3


def _chunks(outgoing: Outgoing) -> Iterable[bytes]:
    for line in _lines(outgoing):
        yield f"{line}\n".encode()


def _lines(outgoing: Outgoing) -> Iterator[str]:
    yield from wrapped(_heading(outgoing), outgoing.width)
    yield from _remarks(outgoing)
    yield ""
    if outgoing.results.total:
        columns = _columns(outgoing.results.total)
        fits = outgoing.width >= TextTable.least_room(columns)
        marks = _Marks()
        found = marks.seen_in(outgoing.facilities())
        yield from (
            _table(found, columns, outgoing.width) if fits else _blocks(found, outgoing.width)
        )
        yield ""
        yield from marks.explained(outgoing.width)
    yield from wrapped(_origin(outgoing), outgoing.width)


class _Marks:
    """The marks that stand in a list, to be explained below it."""

    def __init__(self) -> None:
        self._by_level = self._approximate = False

    def seen_in(self, facilities: Iterable[FoundFacility]) -> Iterator[FoundFacility]:
        """The same facilities, looked at on their way."""
        for found in facilities:
            hours = (spoken.hours_text(one.program) for one in found.programs)
            self._by_level |= any(text.endswith(spoken.BY_LEVEL) for text in hours)
            self._approximate |= spoken.miles_text(found).startswith(spoken.APPROXIMATE)
            yield found

    def explained(self, width: int) -> Iterator[str]:
        """A line for each mark that was seen."""
        if self._by_level:
            words = _("by definition of the care level: the program has not published its hours.")
            yield from wrapped(f"{spoken.BY_LEVEL} {words}", width)
        if self._approximate:
            words = _("the position is the center of its ZIP code.")
            yield from wrapped(f"{spoken.APPROXIMATE} {words}", width)


def _columns(total: int) -> list[TextColumn]:
    number = len(f"{total}")
    return [
        TextColumn("#", number, number, number, right=True),
        TextColumn(_("Name"), 12, 24, 44),
        TextColumn(_("Miles"), 6, 6, 7, right=True),
        TextColumn(_("Level"), 12, 12, 12),
        TextColumn(_("Hours a week"), 7, 10, 12),
        TextColumn(_("Price"), 8, 10, 19),
        TextColumn(_("Phone"), 12, 12, 21),
        TextColumn(_("Status"), 8, 8, 8),
    ]


def _table(
    facilities: Iterable[FoundFacility], columns: list[TextColumn], width: int
) -> Iterator[str]:
    table = TextTable(columns, width)
    yield from table.head()
    for found in facilities:
        yield from table.lines(_cells(table, found))
        yield from _asks(found, width, table.widths[0] + 2)


def _cells(table: TextTable, found: FoundFacility) -> list[list[str]]:
    name = wrapped(_name(found), table.widths[1])
    programs = [
        [_level(one), spoken.hours_text(one.program), spoken.price_text(one.program)]
        for one in found.programs
    ]
    of_programs = table.aligned(_FIRST_PROGRAM_COLUMN, programs)
    phone = wrapped(_phone(found), table.widths[6])
    first = [[str(found.number)], name, [spoken.miles_text(found)]]
    return [*first, *of_programs, phone, [_status(found.match)]]


def _blocks(facilities: Iterable[FoundFacility], width: int) -> Iterator[str]:
    """For a narrow screen: a few lines for each facility instead of columns."""
    for found in facilities:
        miles = spoken.miles_text(found)
        facts = [_("{miles} miles").format(miles=miles)] if miles else []
        block = [
            ", ".join([*facts, _status(found.match)]),
            *(_program_line(one) for one in found.programs),
            _phone(found),
        ]
        yield from wrapped(f"{found.number}. {_name(found)}", width)
        for text in block:
            yield from (f"   {line}" for line in wrapped(text, max(width - 3, 10)))
        yield from _asks(found, width, 3)


def _program_line(found: FoundProgram) -> str:
    words = _("{level}; hours a week: {hours}; price: {price}")
    hours, price = spoken.hours_text(found.program), spoken.price_text(found.program)
    return words.format(level=_level(found), hours=hours, price=price)


def _asks(found: FoundFacility, width: int, indent: int) -> Iterator[str]:
    if found.ask:
        text = _("Ask about: {what}").format(what=asks_text(found.ask))
        yield from (" " * indent + line for line in wrapped(text, max(width - indent, 10)))


def _heading(outgoing: Outgoing) -> str:
    results = outgoing.results
    found = plural("{n} facility found", "{n} facilities found", results.total)
    matches = plural("{n} match", "{n} matches", results.matches)
    possible = plural("{n} possible", "{n} possible", results.possible)
    return f"{sentence(results.criteria)}: {found} ({matches}, {possible})."


def _remarks(outgoing: Outgoing) -> Iterator[str]:
    """What nobody in reach publishes, and where little is found, how to find more."""
    results = outgoing.results
    silent = [key for key in results.criteria if key in results.silent]
    if silent:
        what = asks_text(tuple(silent))
        yield from wrapped(
            _("No program in reach publishes this: {what}.").format(what=what), outgoing.width
        )
    for miss in results.near_misses:
        without = joined([label_of(key) for key in miss.keys])
        found = plural("{n} facility", "{n} facilities", miss.total)
        yield from wrapped(
            _("Without {filters}: {found}").format(filters=without, found=found), outgoing.width
        )
        yield f"  {write(miss.criteria)}"
    if results.beyond:
        miles = decimal(results.beyond.miles, 1)
        yield _("The nearest beyond is {miles} miles away").format(miles=miles)
        yield f"  {write(results.beyond.criteria)}"


def _origin(outgoing: Outgoing) -> str:
    manifest = outgoing.directory.manifest
    words = _("From {name} ({date}). Listings change: call first.")
    return words.format(name=_(manifest.name), date=as_of_words(manifest.as_of))


def _name(found: FoundFacility) -> str:
    facility = found.facility
    return spoken.one_line(f"{facility.name}, {facility.city}, {facility.state}")


def _level(found: FoundProgram) -> str:
    return found.program.care or _("not stated")


def _phone(found: FoundFacility) -> str:
    phones = found.facility.phones
    return spoken.one_line(phones[0].text) if phones else _("not listed")


def _status(match: bool) -> str:
    return _("match") if match else _("possible")


EXPORT = Export(
    "table", mark("lines for a terminal"), "text/plain; charset=utf-8", _chunks, served=False
)
