"""How our HTML pages are answered: links, styles, compression, and "you have it already"."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from functools import cache
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response

from finder.criteria import Criteria, write
from finder.directory import Directory
from finder.pages.frame.compressing import Encode, content_coding, quick
from finder.pages.frame.freshness import entity_tag, has_it
from finder.pages.registry import is_of_a_page
from finder.static_files import static_file
from finder.templating import Link, stylesheet

__all__ = [
    "KeptPage",
    "KeptPages",
    "Key",
    "dashboard_link",
    "made_page",
    "page_headers",
    "page_reply",
    "page_style",
    "plain_link",
]

# Asked for again each time: the tag says whether it is still the same directory's answer. Private,
# because a link says what somebody is looking for.
_CACHING = "private, no-cache"
# The answer to a form that was not understood: it repeats what was typed.
_OF_A_FORM = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_VARY = "Accept-Encoding, Accept-Language"
_MOST_BYTES = 8_000_000


def dashboard_link(up: str) -> Link:
    """Links between the dashboard's pages. up: the way to the root, `./` or `../`."""

    def link(criteria: Criteria, path: str = "/") -> str:
        return _with_query(up + path.lstrip("/"), criteria)

    return link


def plain_link(up: str) -> Link:
    """Links between the pages without a script; all but the search itself are such pages."""

    def link(criteria: Criteria, path: str = "/") -> str:
        if is_of_a_page(path):
            return _with_query(up + path.lstrip("/"), criteria)
        inside = path.removeprefix("/plain")
        return _with_query(f"{up}plain{'' if inside == '/' else inside}", criteria)

    return link


def _with_query(target: str, criteria: Criteria) -> str:
    query = write(criteria)
    if not query:
        return target
    return f"{target}{'&' if '?' in target else '?'}{query}"


@cache
def page_style(*parts: str) -> str:
    """Tokens and our own HTML. No rule in it fetches anything: see typefaces.css."""
    return "\n".join([static_file("tokens.css").content.decode(), stylesheet(*parts)])


@dataclass(frozen=True)
class Key:
    """All that a page is made from.

    served: the snapshot, how many listings are gone from it, and the day. asked: path and query as
    they are read, the language, and what else the page is made from.
    """

    served: tuple[str, int, date]
    asked: tuple[Hashable, ...]

    @classmethod
    def of(cls, directory: Directory, day: date, *asked: Hashable) -> Key:
        """The key of what a directory answers on a day."""
        return cls((directory.snapshot, len(directory.gone), day), asked)


@dataclass(frozen=True)
class KeptPage:
    """A page in one coding, and the tag of its content, which all codings share."""

    content: bytes
    tag: str


class KeptPages:
    """Pages that were made, compressed; the least recently used go first.

    A page is kept by what it is made from and by nothing of who asked. Memory is bounded.
    """

    def __init__(self, most_bytes: int | None = None) -> None:
        self._most_bytes = _MOST_BYTES if most_bytes is None else most_bytes
        self._bytes = 0
        self._kept: OrderedDict[tuple[Key, str], KeptPage] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def coded(self, key: Key, make: Callable[[], str], coding: str, encode: Encode) -> KeptPage:
        """The page of a key in a coding, which `encode` writes; made only if it is not kept."""
        coded_key = key, coding
        with self._lock:
            if coded_key in self._kept:
                self._kept.move_to_end(coded_key)
                return self._kept[coded_key]
        page = made_page(key, make, encode)
        with self._lock:
            if (before := self._kept.pop(coded_key, None)) is not None:
                self._bytes -= _size(key, before)
            self._kept[coded_key] = page
            self._bytes += _size(key, page)
            while self._bytes > self._most_bytes:
                (oldest, _coding), gone = self._kept.popitem(last=False)
                self._bytes -= _size(oldest, gone)
        return page


def made_page(key: Key, make: Callable[[], str], encode: Encode) -> KeptPage:
    """The page, made now; its tag is of its content, and of the day that it is as of."""
    content = make().encode()
    return KeptPage(encode(content), entity_tag(*key.served, content))


def _size(key: Key, page: KeptPage) -> int:
    """Bytes; a key may hold a link that is longer than the page."""
    return len(page.content) + sum(len(one) for one in key.asked if isinstance(one, str | bytes))


def page_headers(tag: str, *, indexed: bool) -> dict[str, str]:
    """The headers of a page that belongs to one directory and one link."""
    headers = {"Cache-Control": _CACHING, "ETag": tag, "Vary": _VARY}
    return headers if indexed else {**headers, "X-Robots-Tag": "noindex"}


def page_reply(
    request: Request,
    pages: KeptPages,
    key: Key,
    make: Callable[[], str],
    *,
    indexed: bool = False,
    status: int = 200,
    keep: bool = True,
) -> Response:
    """A page; made only where it is not kept here, sent only where the browser has it not.

    keep: False for what holds a text that was not understood: that could be anything.
    """
    coding = content_coding(request)
    encode, sent = quick(coding), request.method == "POST"
    if keep and not sent:
        page = pages.coded(key, make, coding, encode)
    else:
        page = made_page(key, make, encode)
    headers = _OF_A_FORM.copy() if sent else page_headers(page.tag, indexed=indexed)
    if status == 200 and not sent and has_it(request, page.tag):
        return Response(status_code=304, headers=headers)
    if coding:
        headers["Content-Encoding"] = coding
    return Response(page.content, status, headers, media_type="text/html")
