"""What an assistant is told: the same answers as the API's, shorter, with what to ask on the phone.

Nothing in an answer is a guess: null and `not published` mean that nobody has said it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, cast
from urllib.parse import parse_qsl, urlsplit

from pydantic import Field
from typing_extensions import TypedDict

from finder import limits
from finder.assistants.crisis import Crisis, crisis_of
from finder.changes import Update, changes_found
from finder.criteria import Criteria, Link, registry, write
from finder.criteria.understood import spoken_language, understood
from finder.directory import Directory
from finder.export import shapes
from finder.export.answer import answer, facility_answer
from finder.export.api.asking import levels_answer
from finder.export.api.compact import compact_facility, compact_result
from finder.export.asked import problems
from finder.export.changes.answer import changes_answer
from finder.locale import _, speaking
from finder.search import FoundFacility, Results, search
from finder.wording.gone import gone_words
from finder.wording.questions import call_questions, questions

__all__ = ["Refused", "SearchTold", "Telling", "Told"]

Answer = Literal["yes", "not published"]
# Of a place that was found, what an assistant says of it; the whole is `facility`.
_OF_A_PLACE = (
    *("number", "name", "miles", "minutes", "address", "position", "phones", "website"),
    *("serves_only", "detox.onsite", "confirmed_on"),
)
_OF_A_PROGRAM = ("care", "name", "hours", "cost", "openings", "weeks", "verified_on")
_MEMBERS = (*_OF_A_PLACE, *(f"programs.{one}" for one in (*_OF_A_PROGRAM, "ask")))
# Those of a place by itself: all of them but lists that are there for machines.
_NOT_TOLD = ("codes", "names", "others", "sources", "former_ids", "source_id", "directory")


class Refused(Exception):
    """What was asked is not understood, or not there; the text says what to do."""


class Source(TypedDict):
    """Who says all of it, and as of when."""

    name: str
    as_of: Annotated[str | None, Field(description="null: not known")]
    notice: Annotated[str | None, Field(description="to be said with any of the answer")]
    licence: str | None


class Told(TypedDict):
    """An answer. crisis: to be said before all else; null where nothing calls for it."""

    crisis: Crisis | None
    source: Source
    call_first: str
    answer: Any


class SearchTold(TypedDict):
    """What a search finds: match, everything asked is published and fits; possible, something
    asked is not published and must be asked on the phone."""

    query: str
    read_as: list[shapes.ReadAs]
    total: int
    matches: int
    possible: int
    page: int
    pages: int
    asked_and_published_by_nobody: list[str]
    results: list[dict[str, Any]]
    more: Annotated[list[shapes.NearMiss], Field(description="found without one of the filters")]


@dataclass(frozen=True)
class Telling:
    """Answers on the directory that `serving` gives, and what was served before it (`updates`)."""

    serving: Callable[[], Directory]
    updates: Callable[[Directory], Iterable[Update]]
    today: Callable[[], date]

    def search(self, query: str, words: str) -> Told:
        """Places with a program that nothing asked rules out. Raises Refused."""
        link = _link(query)
        with speaking(spoken_language(link)):
            self._understood(link)
            directory, day = self.serving(), self.today()
            results = search(directory, link.criteria, day)
            return _told(directory, _found(results, link, day), query, words)

    def facility(self, facility_id: str, words: str) -> Told:
        """All that is known of one place, and what to ask it. Raises Refused."""
        directory, day = self.serving(), self.today()
        wanted = facility_id.strip().lower()
        row = directory.row_of(wanted)
        if row is None:
            gone = directory.gone.get(wanted)
            raise Refused(
                gone_words(gone)
                if gone
                else _(
                    "No facility of this directory has this id. It may have closed, or be listed "
                    "anew."
                )
            )
        whole = facility_answer(directory, row)
        kept = [name for name in whole if name not in _NOT_TOLD]
        content = compact_facility(whole, kept)
        content.pop("directory")
        asking = questions(directory.facility(row), day)
        return _told(directory, {**content, "ask_when_calling": asking}, words)

    def levels(self, words: str) -> Told:
        """The care levels, and how many programs there are of each."""
        directory = self.serving()
        return _told(directory, levels_answer(directory)["levels"], words)

    def changes(self, query: str, since: str, words: str) -> Told:
        """What changed of what a search finds, or found before. Raises Refused."""
        link = _link(query)
        with speaking(spoken_language(link)):
            self._understood(link)
            day = _day(since)
            directory = self.serving()
            found = changes_found(self.updates(directory), link.criteria, self.today(), day)
            content = cast(dict[str, Any], changes_answer(directory, found, link))
            content.pop("directory")
            return _told(directory, content, query, words)

    def _understood(self, link: Link) -> None:
        wrong = problems(link)
        if link.unknown_keys:
            words = _("These keys are not known: {keys}. The keys are: {known}.")
            known = ", ".join(one.key for one in registry.declared())
            raise Refused(words.format(keys=", ".join(link.unknown_keys)[:200], known=known))
        if wrong:
            raise Refused(" ".join(_problem(one) for one in wrong))


def _link(query: str) -> Link:
    """A query, with its question mark or as a whole address, as pages and API read it."""
    text = query.strip()
    if len(text.encode()) > limits.LINK_BYTES:
        raise Refused(_("That is too long for a search."))
    inside = urlsplit(text).query if "?" in text else text
    return understood(parse_qsl(inside, keep_blank_values=True))


def _problem(one: shapes.Problem) -> str:
    choices = one["choices"]
    text = f"{one['key']}: {one['reason']}"
    return f"{text} ({', '.join(choices)})" if choices else text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise Refused(_("A day is written as year, month and day: 2026-11-27.")) from error


def _told(directory: Directory, content: Any, *texts: str) -> Told:
    manifest = directory.manifest
    notice = _("All of these programs are invented: this is a demonstration.")
    return {
        "crisis": crisis_of(*texts),
        "source": {
            "name": f"{_(manifest.name)} ({_(manifest.source)})",
            "as_of": manifest.as_of,
            "notice": notice if manifest.demonstration else None,
            "licence": manifest.licence or None,
        },
        "call_first": _(
            "Listings change: call before you go. Say of what is null or not published that it is "
            "not published; do not guess it."
        ),
        "answer": content,
    }


def _found(results: Results, link: Link, day: date) -> SearchTold:
    whole = answer(results, write(link.criteria), (), link.read_as)
    asked = [key for key in registry.filters() if key in link.criteria]
    return {
        "query": whole["query"],
        "read_as": whole["read_as"],
        "total": whole["total"],
        "matches": whole["matches"],
        "possible": whole["possible"],
        "page": whole["page"],
        "pages": whole["pages"],
        "asked_and_published_by_nobody": whole["silent"],
        "results": [
            _place(one, found, asked, link.criteria, day)
            for one, found in zip(whole["results"], results.facilities, strict=True)
        ],
        "more": whole["near_misses"],
    }


def _place(
    whole: shapes.Result,
    found: FoundFacility,
    asked: Iterable[str],
    criteria: Criteria,
    day: date,
) -> dict[str, Any]:
    short = compact_result(whole, _MEMBERS)
    for program in short["programs"]:
        program["answers"] = _answers(program, asked)
        del program["ask"]
    asking = call_questions(found.facility, found.ask, criteria, day)
    return {**short, "ask_when_calling": [*asking.first, *asking.then]}


def _answers(program: Mapping[str, Any], asked: Iterable[str]) -> dict[str, Answer]:
    """What was asked, key by key. A no is not found at all."""
    return {key: "not published" if key in program["ask"] else "yes" for key in asked}
