"""A query on the command line: read as a link is, with what is told of it on standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

from finder.criteria import Link
from finder.criteria.told import read_as_words
from finder.directory import Directory
from finder.errors import PlaceNotFound
from finder.export.notice import demonstration_notice
from finder.opening import open_configured

__all__ = ["opened", "pairs_of", "tell_how_read"]


def pairs_of(words: Sequence[str]) -> list[tuple[str, str]]:
    """The keys and texts of links, queries and single `key=value`, one after the other."""
    queries = [_query(word) for word in words]
    return [pair for query in queries for pair in parse_qsl(query, keep_blank_values=True)]


def _query(word: str) -> str:
    """The query of a whole link, or of what stands from its question mark on."""
    whole = word.startswith(("http://", "https://", "/"))
    return urlsplit(word).query if whole else word.removeprefix("?")


def tell_how_read(link: Link) -> bool:
    """Whether a query can be answered. Told: what was not understood, else what it was read as."""
    if link.unknown_keys or link.problems:
        _tell_problems(link)
        return False
    for one in link.read_as:
        print(f"finder: {read_as_words(one)}", file=sys.stderr)
    return True


def _tell_problems(link: Link) -> None:
    """Say on standard error what was not understood, and what it could mean."""
    for sentence in link.told:
        print(f"finder: {sentence}", file=sys.stderr)
    for problem in link.problems:
        if isinstance(problem, PlaceNotFound) and problem.choices:
            print("  " + "; ".join(problem.choices), file=sys.stderr)


def opened(folder: str | None) -> Directory:
    """The directory of a folder, else that of the settings; told if its programs are invented."""
    directory = open_configured(folder)
    if notice := demonstration_notice(directory.manifest):
        print(notice, file=sys.stderr)
    return directory
