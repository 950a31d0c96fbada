"""The tools that an assistant may call, declared for the Model Context Protocol.

Whatever goes wrong inside is told in one sentence; neither what was asked nor an error that could
repeat it reaches a log.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from finder import __version__
from finder.assistants.telling import Refused, Telling, Told
from finder.criteria import registry
from finder.errors import DirectoryUnreadable
from finder.locale import _

__all__ = ["INSTRUCTIONS", "assistant_server"]

_logger = logging.getLogger(__name__)
_MOST_WORDS = 8_192
_READING = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
INSTRUCTIONS = (
    "Finds substance-use treatment programs in the United States. Rules: 1. If an answer has "
    "`crisis`, say that first, before anything else. 2. Every fact is yes, no, or not published. "
    "Null and `not published` mean that nobody has said it: say so and what to ask when calling; "
    "never guess hours, prices, openings or insurance. Hours with basis `level` or `code` follow "
    "from a definition, not from the place: say that. 3. Name the source and its date with what "
    "you say, and that listings change: call first. 4. Do not name a phone number that is not in "
    "an answer. 5. This is no medical advice; do not choose a level of care for somebody."
)
_WORDS_HELP = (
    "What the person said, in their own words, as far as it matters. It is looked through for "
    "signs of danger and not kept. Leave it empty if there is nothing."
)
Query = Annotated[str, Field(max_length=_MOST_WORDS)]
Words = Annotated[str, Field(description=_WORDS_HELP, max_length=_MOST_WORDS)]


def assistant_server(telling: Telling) -> MCPServer:
    """A server with its four tools; it keeps nothing between two calls."""
    with _logging_as_it_was():
        server = MCPServer(
            name="stepping-stone",
            title="Stepping Stone",
            version=__version__,
            instructions=INSTRUCTIONS,
            log_level="WARNING",
        )

    def search(query: Query = "", words: Words = "") -> Told:
        return _answered(lambda: telling.search(query, words))

    def facility(
        id: Annotated[str, Field(description="the id of a place in a search", max_length=100)],
        words: Words = "",
    ) -> Told:
        return _answered(lambda: telling.facility(id, words))

    def levels(words: Words = "") -> Told:
        return _answered(lambda: telling.levels(words))

    def changes(
        query: Query = "",
        since: Annotated[str, Field(description="a day, as 2026-11-27", max_length=10)] = "",
        words: Words = "",
    ) -> Told:
        return _answered(lambda: telling.changes(query, since, words))

    tools: tuple[tuple[Callable[..., Told], str], ...] = (
        (search, _search_help()),
        (
            facility,
            "All that is published of one place and its programs, and what to ask when calling.",
        ),
        (levels, "The care levels: what each is, and its hours a week by definition."),
        (
            changes,
            "What changed of what a search finds since a day: places gone, new or moved, phones, "
            "levels, prices, openings. `query` is that of `search`.",
        ),
    )
    for tool, words_on_it in tools:
        server.add_tool(tool, description=words_on_it, annotations=_READING)
    return server


def _search_help() -> str:
    """How a search is written: every key with what it means, from its declaration."""
    keys = "; ".join(
        f"{one.key} ({_codes(one.key) or one.label})"
        for one in registry.declared()
        if one.key not in registry.of_roles("display") and one.key != "pick"
    )
    return (
        "Finds places with a program that nothing asked rules out, 25 a page. `query` is written "
        "like the query of a web address: near=22903&care=iop&hours=-12&pay=medicaid. Codes are "
        f"separated by commas. Keys: {keys}. hl=es answers in Spanish. A `match` publishes "
        "everything asked and fits; a `possible` one has not published something: ask."
    )


def _codes(key: str) -> str:
    options = registry.criterion(key).options
    codes = options.codes if options else ()
    return ", ".join(codes) if len(codes) <= 20 else ""


def _answered(tell: Callable[[], Told]) -> Told:
    try:
        return tell()
    except Refused as refused:
        raise ToolError(str(refused)) from None
    except DirectoryUnreadable:
        _logger.exception("The directory cannot be opened")
        raise ToolError(_("The directory cannot be opened now. Try again in a minute.")) from None
    except Exception as error:
        # The type alone: a message could repeat what somebody is looking for.
        _logger.error("A tool failed: %s", type(error).__name__)  # noqa: TRY400
        raise ToolError(_("This did not work. Try again in a minute.")) from None


@contextmanager
def _logging_as_it_was() -> Iterator[None]:
    """The library sets up the logging of the whole process, and logs what it was asked."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("mcp").setLevel(logging.CRITICAL)
