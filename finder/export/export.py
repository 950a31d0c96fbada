"""What an export is. Each stands in a module of its own in this folder, named `as_…`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from finder.criteria import ReadAs, write
from finder.directory import Directory
from finder.search import FoundFacility, Results, programs_found, whole_list

__all__ = ["Export", "Outgoing"]


@dataclass(frozen=True)
class Outgoing:
    """The answer to a search, on its way out.

    today: the day that it was answered for. not_understood: keys that were left out. width: how
    many characters a line has where it is read; only exports for reading look at it. columns: the
    names of those wanted of a table, in their order; none for all. read_as: places that are written
    otherwise than they were given. fields: the members wanted of each facility; none for all.
    """

    results: Results
    today: date
    not_understood: tuple[str, ...] = ()
    width: int = 100
    columns: tuple[str, ...] = ()
    read_as: tuple[ReadAs, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def directory(self) -> Directory:
        """The directory that answered."""
        return self.results.directory

    @property
    def query(self) -> str:
        """The canonical link of the search."""
        return write(self.results.criteria)

    @property
    def selection(self) -> str:
        """What of the search goes out, in words; empty for all that it found."""
        return ""

    def programs(self) -> int:
        """How many programs go out."""
        return programs_found(self.results, self.today)

    def facilities(self) -> Iterator[FoundFacility]:
        """Every facility found, best first, not only those of the page."""
        return whole_list(self.results, self.today)


@dataclass(frozen=True)
class Export:
    """One form of the answer.

    name: in `format=`. help: what it is, in a few words. chunks: its bytes, piece by piece.
    file_name: what a browser calls the download; empty where it is not one. label: its name among
    the downloads; empty: what it is. mark: bytes before a
    file that a browser is given, which tell a spreadsheet its letters. binary: not for a
    terminal. served: whether the API offers it too. columned: whether it has columns to choose.
    fielded: whether it has members to choose (finder/export/api/compact.py). paged: whether it
    holds
    one page of the list; the others hold all of it.
    """

    name: str
    help: str
    media_type: str
    chunks: Callable[[Outgoing], Iterable[bytes]]
    file_name: str = ""
    binary: bool = False
    served: bool = True
    columned: bool = False
    fielded: bool = False
    paged: bool = False
    mark: bytes = b""
    label: str = ""

    def file(self, outgoing: Outgoing) -> Iterator[bytes]:
        """The bytes of the file that a browser is given."""
        if self.mark:
            yield self.mark
        yield from self.chunks(outgoing)
