"""How our HTML pages are answered: links, styles, compression, and "you have it already"."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import cache
from threading import Lock

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from finder.criteria import Criteria, write
from finder.pages.frame.compressing import Encode, content_coding, quick
from finder.pages.frame.freshness import has_it
from finder.static_files import static_file
from finder.templating import Link, stylesheet

__all__ = [
    "KeptPages",
    "dashboard_link",
    "page_headers",
    "page_reply",
    "page_style",
    "plain_link",
    "takes_gzip",
]

# Asked for again each time: the tag says whether it is still the same directory's answer. Private,
# because a link says what somebody is looking for.
_CACHING = "private, no-cache"
_VARY = "Accept-Encoding, Accept-Language"
_FONT_RULE = re.compile(r"@font-face \{.*?\}", re.DOTALL)
# Pages that stand beside the dashboard and /plain, and belong to both.
_BESIDE = (
    *("/shortlist", "/compare", "/calls", "/share", "/plan", "/table"),
    *("/guide", "/tonight", "/levels", "/about"),
)


def dashboard_link(up: str) -> Link:
    """Links between the dashboard's pages. up: the way to the root, `./` or `../`."""

    def link(criteria: Criteria, path: str = "/") -> str:
        return _with_query(up + path.lstrip("/"), criteria)

    return link


def plain_link(up: str) -> Link:
    """Links between the pages without a script."""

    def link(criteria: Criteria, path: str = "/") -> str:
        if path.startswith(_BESIDE):
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
def page_style(up: str, *parts: str) -> str:
    """Tokens, our own HTML, and the typefaces; the heavy one of headings not on a phone."""
    rules = _FONT_RULE.findall(static_file("fonts.css").content.decode())
    upright = [rule.replace("../static/", f"{up}static/") for rule in rules if "italic" not in rule]
    sans = [rule for rule in upright if "Serif" not in rule]
    serif = [rule for rule in upright if "Serif" in rule]
    wide = f"@media print, (min-width: 761px) {{ {' '.join(serif)} }}"
    return "\n".join([static_file("tokens.css").content.decode(), *sans, wide, stylesheet(*parts)])


class KeptPages:
    """Pages that were made, compressed, by their entity tag; the least recently used go first.

    A page is kept by the link and by nothing of who asked. Memory is bounded.
    """

    def __init__(self, most_bytes: int = 8_000_000) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def coded(self, tag: str, make: Callable[[], str], encode: Encode) -> bytes:
        """The page of a tag in a coding, which its tag has to tell from others; made only if it is
        not kept."""
        with self._lock:
            if tag in self._kept:
                self._kept.move_to_end(tag)
                return self._kept[tag]
        page = encode(make().encode())
        with self._lock:
            self._bytes += len(page) - len(self._kept.pop(tag, b""))
            self._kept[tag] = page
            while self._bytes > self._most_bytes:
                self._bytes -= len(self._kept.popitem(last=False)[1])
        return page


def page_headers(tag: str, *, indexed: bool) -> dict[str, str]:
    """The headers of a page that belongs to one directory and one link."""
    headers = {"Cache-Control": _CACHING, "ETag": tag, "Vary": _VARY}
    return headers if indexed else {**headers, "X-Robots-Tag": "noindex"}


def takes_gzip(headers: Headers | Mapping[str, str]) -> bool:
    """Whether who asks takes a compressed answer."""
    return "gzip" in headers.get("accept-encoding", "")


def page_reply(
    request: Request,
    pages: KeptPages,
    tag: str,
    make: Callable[[], str],
    *,
    indexed: bool = False,
    status: int = 200,
) -> Response:
    """A page, made only where it has to be: not if it is kept here, or in the browser."""
    headers = page_headers(tag, indexed=indexed)
    if status == 200 and has_it(request, tag):
        return Response(status_code=304, headers=headers)
    coding = content_coding(request)
    content = pages.coded(f"{tag}{coding}", make, quick(coding))
    if coding:
        headers["Content-Encoding"] = coding
    return Response(content, status, headers, media_type="text/html")
