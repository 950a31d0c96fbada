"""Whether a client has the answer already: entity tags and 304."""

from __future__ import annotations

import hashlib

from starlette.requests import Request

from finder import __version__

__all__ = ["entity_tag", "has_it"]


def entity_tag(*parts: object) -> str:
    """A tag that is equal for equal parts, and another after an update of the finder.

    Weak, because the compressed and the plain answer share it. Each part goes in with its length:
    no two lists of parts read as one text.
    """
    hashed = hashlib.sha256()
    for part in (__version__, *parts):
        content = part if isinstance(part, bytes) else str(part).encode(errors="surrogatepass")
        hashed.update(b"%d:%b" % (len(content), content))
    return f'W/"{hashed.hexdigest()[:20]}"'


def has_it(request: Request, tag: str) -> bool:
    """Whether If-None-Match names this tag (RFC 9110, section 13.1.2, weak comparison)."""
    given = request.headers.get("if-none-match", "")
    opaque = tag.removeprefix("W/")
    known = (one.strip().removeprefix("W/") for one in given.split(","))
    return any(one in ("*", opaque) for one in known)
